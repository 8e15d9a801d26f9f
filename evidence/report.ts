// What the last minutes were like, as one HTML page, Markdown and JSON. Run by scripts/report.sh,
// whose header describes the options.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { grafanaInBrowser, project, root } from '../stores/lab.ts';
import { needPrometheus } from './checks/need-answer.ts';
import { readArguments } from './command/arguments.ts';
import {
  complain,
  keepStdoutForJson,
  printJson,
  runCommand,
  say,
  step,
  WrongCall,
} from './command/command.ts';
import { readJson, writeWhole } from './command/files.ts';
import type { Completeness } from './complete/result.ts';
import { checkOptional, judgeObjectives } from './gate/gate.ts';
import { readObjectives } from './gate/objectives.ts';
import { readWindow, WINDOW_OPTIONS } from './gate/window.ts';
import { compareReports, worseInWords } from './report/compare.ts';
import { readContainers } from './report/containers.ts';
import { measureFreshness } from './report/freshness.ts';
import { pageOf } from './report/page.ts';
import { allRanges } from './report/ranges.ts';
import { type Report, readReport } from './report/report.ts';
import { summaryOf } from './report/summary.ts';
import { failedTraces, slowestTraces } from './report/traces.ts';

/** Seconds: a shorter window has too few intervals. */
const SHORTEST = 60;

interface Options {
  window: string;
  secondsUntil: (at: number) => number;
  optional: string[];
}

/** The answer of `ask`; when it fails, null, and prints why. */
async function gather<T>(name: string, ask: Promise<T>): Promise<T | null> {
  say(name);
  return ask.catch((error: Error) => {
    complain(`${name}: ${error.message}`);
    return null;
  });
}

async function gatherReport({ window, secondsUntil, optional }: Options): Promise<Report> {
  const containers = gather('containers', readContainers(process.stdin));
  const objectives = readObjectives(`${root}/prometheus/objectives.json`);
  checkOptional(objectives, optional);
  const judged = await gather(
    'objectives',
    judgeObjectives(objectives, { window, secondsUntil, patience: 30, optional }),
  );
  const until = judged?.at ?? Math.ceil(Date.now() / 1000);
  const seconds = secondsUntil(until);
  // About forty intervals, none shorter than two exports of the backend.
  const interval = Math.max(10, Math.floor(seconds / 40));
  const range = { until, seconds, interval };
  return {
    project,
    commit: process.env.LAB_COMMIT || null,
    window,
    ...range,
    grafana_url: grafanaInBrowser,
    objectives: judged,
    ranges: (await gather('ranges', allRanges(range))) ?? [],
    slowest: await gather('slowest', slowestTraces(range)),
    failed: await gather('failed', failedTraces(range)),
    completeness: (readJson(`${root}/reports/complete.json`) as Completeness | undefined) ?? null,
    freshness: await gather('freshness', measureFreshness()),
    containers: await containers,
    compared: null,
  };
}

/** @param output the page; Markdown and JSON are written beside it. */
function writeReport(report: Report, output: string): void {
  const base = output.slice(0, -'.html'.length);
  const style = readFileSync(`${import.meta.dirname}/report/style.css`, 'utf8');
  writeWhole(output, pageOf(report, style));
  writeWhole(`${base}.md`, summaryOf(report));
  writeWhole(`${base}.json`, `${JSON.stringify(report, null, 2)}\n`);
  step(`written: ${output}, ${base}.md, ${base}.json`);
}

function readOptions(args: string[]) {
  const { values } = readArguments(args, {
    ...WINDOW_OPTIONS,
    output: { type: 'string', default: `${root}/reports/report.html` },
    compare: { type: 'string' },
    'fail-on-regression': { type: 'boolean', default: false },
    optional: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
  });
  const { window, secondsUntil: asked } = readWindow(values);
  if (values.since === undefined && asked(0) < SHORTEST) {
    throw new WrongCall('--window is at least 60s: a shorter one has too few intervals');
  }
  const secondsUntil = (at: number): number => Math.max(SHORTEST, asked(at));
  if (!values.output.endsWith('.html')) {
    throw new WrongCall(`--output is a file that ends in .html, not: ${values.output}`);
  }
  const enforce = values['fail-on-regression'];
  const compare = values.compare;
  if (enforce && compare === undefined) throw new WrongCall('--fail-on-regression needs --compare');
  const earlier = compare === undefined ? undefined : readReport(resolve(compare));
  if (compare !== undefined && !earlier) {
    throw new WrongCall(`--compare: ${compare} is no JSON of an earlier report`);
  }
  const optional = (values.optional ?? []).flatMap((names) => names.split(','));
  const output = resolve(values.output);
  return { window, secondsUntil, optional, output, earlier, enforce, json: values.json };
}

await runCommand('report', async (args) => {
  const { output, earlier, enforce, json, ...options } = readOptions(args);
  if (json) keepStdoutForJson();
  await needPrometheus();
  step(`asking for the time of the report: ${options.window}`);
  const report = await gatherReport(options);
  if (earlier) report.compared = compareReports(earlier, report);
  writeReport(report, output);
  if (json) printJson(report);
  if (!report.compared) return 0;
  const worse = worseInWords(report.compared.rows);
  if (worse.length === 0) step('nothing became worse');
  else complain(`became worse: ${worse.join(', ')}`);
  return worse.length > 0 && enforce ? 1 : 0;
});
