// Generates the rules of slo.yaml at both speeds, and objectives.json for scripts.
//   npm run rules            writes them
//   npm run rules -- --check exits with 1 when a file is not current
//   npm run rules -- --folder DIR does so in a copy of this folder, such as a lesson's
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { burnAlerts } from './burn-alerts.ts';
import { eventQueries } from './event-queries.ts';
import { type Objective, readObjectives } from './objectives.ts';
import { budgetRules, ratioRules } from './recording-rules.ts';
import { LAB, PRODUCTION, type Speed } from './speed.ts';

const { values: options } = parseArgs({
  options: { check: { type: 'boolean', default: false }, folder: { type: 'string' } },
});

// npm starts this in the workspace; INIT_CWD is where the person is.
const FOLDER = options.folder
  ? `${resolve(process.env.INIT_CWD ?? '.', options.folder)}/`
  : fileURLToPath(new URL('../', import.meta.url));

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** In Sloth's order. The rules of a group are evaluated in sequence, groups concurrently. */
const GROUPS = {
  'sli-recordings': ratioRules,
  'meta-recordings': budgetRules,
  alerts: burnAlerts,
};

const MADE = '# Made from prometheus/slo.yaml by `npm run rules`; do not edit.';
const ABOUT = {
  slo: '# Objectives over 30 days: their ratios, budgets and burn-rate alerts.',
  slo_lab: `# The same objectives sixty times as fast, for scripts/drill.sh: windows of 20 s to 72 min. No
# alert of this file says how the lab really does; all carry speed="lab".`,
};

function rulesFile(speed: Speed, objectives: Objective[]): string {
  const groups = objectives.flatMap((objective) =>
    Object.entries(GROUPS).map(([name, rulesOf]) => ({
      name: `${speed.prefix}-${name}-${objective.id}`,
      interval: `${speed.interval}s`,
      rules: rulesOf(speed, objective),
    })),
  );
  return `${MADE}\n${ABOUT[speed.prefix]}\n${stringify({ groups }, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

/** Seconds between the samples of freshness.yaml's rules, which some objectives count. */
function recordedEvery(): number {
  const { groups } = parse(readFileSync(`${FOLDER}rules/freshness.yaml`, 'utf8'));
  return Number.parseInt(groups[0].interval, 10);
}

/** objectives.json, for the gate and the report; its queries still contain {{.window}}. */
function objectivesFile(objectives: Objective[]): string {
  const every = recordedEvery();
  const plain = objectives.map((objective) => {
    const { budget, alerting, ...rest } = objective;
    return { ...rest, ...eventQueries(objective, every) };
  });
  return `${JSON.stringify(plain, null, 2)}\n`;
}

const objectives = readObjectives(`${FOLDER}slo.yaml`);
/** File name -> content. */
const wanted = new Map([
  ['rules/slo.yaml', rulesFile(PRODUCTION, objectives)],
  ['rules/slo-lab-speed.yaml', rulesFile(LAB, objectives)],
  ['objectives.json', objectivesFile(objectives)],
]);

if (options.check) {
  const stale = [...wanted].filter(
    ([name, content]) =>
      !existsSync(FOLDER + name) || readFileSync(FOLDER + name, 'utf8') !== content,
  );
  if (stale.length > 0) {
    process.stderr.write(
      `rules: not what slo.yaml makes: ${stale.map(([name]) => name).join(', ')}\n`,
    );
    process.stderr.write('rules: run `npm run rules` and commit the result\n');
    process.exit(1);
  }
} else {
  for (const [name, content] of wanted) {
    writeFileSync(FOLDER + name, content);
    process.stdout.write(`rules: ${relative(ROOT, FOLDER + name)}\n`);
  }
}
