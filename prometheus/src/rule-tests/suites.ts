// The suites: which groups of which file are tested by which scenarios.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Rule } from '../recording-rules.ts';
import { budgetScenarios } from './budget-scenarios.ts';
import { burnScenarios } from './burn-scenarios.ts';
import { eventGroup, eventScenarios } from './event-scenarios.ts';
import { freshnessScenarios } from './freshness-scenarios.ts';
import { labScenarios } from './lab-scenarios.ts';
import { limitScenarios } from './limit-scenarios.ts';
import { LAB_PACE, type Pace, PRODUCTION_PACE } from './pace.ts';
import { pipelineScenarios } from './pipeline-scenarios.ts';
import { ratioScenarios } from './ratio-scenarios.ts';
import { intervalOf, type Scenario, testFile } from './scenario.ts';
import { shapeScenarios } from './shape-scenarios.ts';
import type { Subject } from './subject.ts';
import { SUBJECTS } from './traffic.ts';

const FOLDER = fileURLToPath(new URL('../../rules/', import.meta.url));

export type Group = { name: string; interval?: string; rules: Rule[] };

/** Some groups of a file of rules, in the order in which they need each other, and their tests. */
export type Suite = {
  name: string;
  groups: Group[];
  scenarios: Scenario[];
  /** Are these groups alone somewhere else, with cases that ask more and cost less? */
  together?: true;
};

/** The groups of a committed file of rules. */
export const groupsOf = (file: string): Group[] =>
  parse(readFileSync(FOLDER + file, 'utf8')).groups;

/**
 * Per objective and speed three suites, each of one group alone and fed with what the group before
 * would record: short to evaluate, and a wrong rule is seen where it is.
 */
export function objectiveSuites(pace: Pace): Suite[] {
  const groups = groupsOf(pace.file);
  const parts: [string, string, (pace: Pace, subject: Subject) => Scenario[]][] = [
    ['ratios', 'sli-recordings', ratioScenarios],
    ['budget', 'meta-recordings', budgetScenarios],
    ['alerts', 'alerts', burnScenarios],
  ];
  return SUBJECTS.flatMap((subject) =>
    parts.map(([part, group, scenarios]) => ({
      name: `${pace.suite}${subject.id}-${part}`,
      groups: groups.filter(({ name }) => name === `${pace.prefix}-${group}-${subject.id}`),
      scenarios: scenarios(pace, subject),
    })),
  );
}

const ofObjective = (pace: Pace, id: string) =>
  groupsOf(pace.file).filter(({ name }) => name.endsWith(`-${id}`));

/** From raw counters to the alert, through all groups of an objective. */
export const throughSuites = (): Suite[] => [
  ...SUBJECTS.map(
    (subject): Suite => ({
      name: `${subject.id}-through`,
      groups: ofObjective(PRODUCTION_PACE, subject.id),
      scenarios: [
        ...limitScenarios(subject),
        ...(subject.id === 'backend-availability' ? shapeScenarios(subject) : []),
      ],
      together: true,
    }),
  ),
  {
    // For the one alert that the drill is about.
    name: 'lab-backend-availability-through',
    groups: ofObjective(LAB_PACE, 'backend-availability'),
    scenarios: labScenarios,
    together: true,
  },
];

/** One suite per alert of pipeline.yaml, since none of them needs another. */
function pipelineSuites(): Suite[] {
  const groups = groupsOf('pipeline.yaml');
  const alertOf = (rule: Rule) => ('alert' in rule ? rule.alert : rule.record);
  const names = new Set(groups.flatMap(({ rules }) => rules.map(alertOf)));
  const lost = pipelineScenarios.find(({ name }) => !names.has(name.replace(/:.*/, '')));
  if (lost !== undefined) {
    throw new Error(`no rule of pipeline.yaml for: ${lost.name}`);
  }
  return [...names].map((alert) => ({
    name: `pipeline-${alert}`,
    groups: groups
      .map((group) => ({ ...group, rules: group.rules.filter((rule) => alertOf(rule) === alert) }))
      .filter(({ rules }) => rules.length > 0),
    scenarios: pipelineScenarios.filter(({ name }) => name.startsWith(`${alert}:`)),
  }));
}

/** The hand-written files. Freshness is asked for alone: pipeline.yaml is fed with what it records. */
export const handWrittenSuites = (): Suite[] => [
  ...pipelineSuites(),
  { name: 'freshness', groups: groupsOf('freshness.yaml'), scenarios: freshnessScenarios },
];

/** All that promtool is asked. */
export const allSuites = (): Suite[] => [
  ...SUBJECTS.map((subject) => ({
    name: `${subject.id}-events`,
    groups: [eventGroup(subject)],
    scenarios: eventScenarios(subject),
  })),
  ...objectiveSuites(PRODUCTION_PACE),
  ...objectiveSuites(LAB_PACE),
  ...throughSuites(),
  ...handWrittenSuites(),
];

/** Files for promtool: name -> content. As JSON, which is YAML too, since it is written much faster. */
export function testFiles({
  groups,
  scenarios,
}: Pick<Suite, 'groups' | 'scenarios'>): Map<string, string> {
  const names = groups.map(({ name }) => name);
  const intervals = new Set(scenarios.map((scenario) => intervalOf(scenario)));
  return new Map(
    [...intervals].map((interval) => [
      // In seconds: an interval can be a part of a minute.
      `test-${Math.round(interval * 60)}.yaml`,
      JSON.stringify(
        testFile(
          'rules.yaml',
          names,
          scenarios.filter((scenario) => intervalOf(scenario) === interval),
        ),
      ),
    ]),
  );
}

/** Writes what promtool needs to run a suite into a folder of its own. */
export function writeSuite(folder: string, { groups }: Suite, tests: Map<string, string>): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/rules.yaml`, JSON.stringify({ groups }));
  for (const [name, content] of tests) {
    writeFileSync(`${folder}/${name}`, content);
  }
}
