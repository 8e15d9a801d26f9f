// Writes the rules of slo.yaml at both speeds, and objectives.json for scripts.
//   npm run rules            writes them
//   npm run rules -- --check exits 1 when a file is not what the source makes
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { burnAlerts } from './burn-alerts.ts';
import { eventQueries } from './event-queries.ts';
import { type Objective, readObjectives } from './objectives.ts';
import { budgetRules, ratioRules } from './recording-rules.ts';
import { LAB, PRODUCTION, type Speed } from './speed.ts';

const FOLDER = fileURLToPath(new URL('../', import.meta.url));

/** Groups in Sloth's order. A group's rules are evaluated one after the other, groups side by side. */
const groupsOf = (speed: Speed, objective: Objective) => [
  {
    name: `${speed.prefix}-sli-recordings-${objective.id}`,
    interval: `${speed.interval}s`,
    rules: ratioRules(speed, objective),
  },
  {
    name: `${speed.prefix}-meta-recordings-${objective.id}`,
    interval: `${speed.interval}s`,
    rules: budgetRules(speed, objective),
  },
  {
    name: `${speed.prefix}-alerts-${objective.id}`,
    interval: `${speed.interval}s`,
    rules: burnAlerts(speed, objective),
  },
];

const header = (speed: Speed) =>
  [
    ' Made from prometheus/slo.yaml by `npm run rules`; do not edit.',
    speed.prefix === 'slo'
      ? ' Objectives over 30 days: their ratios, budgets and burn-rate alerts.'
      : ' The same objectives sixty times as fast, for scripts/drill.sh: windows of 20 s to 72 min. No\n# alert of this file says how the lab really does; all carry speed="lab".',
  ].join('\n#');

function rulesFile(speed: Speed, objectives: Objective[]): string {
  const groups = objectives.flatMap((objective) => groupsOf(speed, objective));
  return `#${header(speed)}\n${stringify({ groups }, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

/** Seconds between the samples of what freshness.yaml records, which some objectives count. */
function recordedEvery(): number {
  const { groups } = parse(readFileSync(`${FOLDER}rules/freshness.yaml`, 'utf8'));
  return Number.parseInt(groups[0].interval, 10);
}

/** An objective for those who ask Prometheus how it was kept; {{.window}} is still in the queries. */
function plain(objective: Objective) {
  const events = eventQueries(objective, recordedEvery());
  return {
    id: objective.id,
    service: objective.service,
    slo: objective.slo,
    title: objective.title,
    objective: objective.objective,
    description: objective.description,
    error_query: objective.errorQuery,
    total_query: objective.totalQuery,
    bad_events_query: events.bad,
    events_query: events.all,
  };
}

const objectives = readObjectives(`${FOLDER}slo.yaml`);
/** File name -> content, of every file. */
const wanted = new Map([
  ['rules/slo.yaml', rulesFile(PRODUCTION, objectives)],
  ['rules/slo-lab-speed.yaml', rulesFile(LAB, objectives)],
  ['objectives.json', `${JSON.stringify(objectives.map(plain), null, 2)}\n`],
]);

if (process.argv.includes('--check')) {
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
    process.stdout.write(`rules: prometheus/${name}\n`);
  }
}
