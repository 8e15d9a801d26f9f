// The suites: which tests test which groups of which file.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Group, Rule } from '../recording-rules.ts';
import { LAB, PRODUCTION, type Speed } from '../speed.ts';
import { budgetScenarios } from './budget-scenarios.ts';
import { burnScenarios } from './burn-scenarios.ts';
import { eventGroup, eventScenarios } from './event-scenarios.ts';
import { ratioScenarios } from './ratio-scenarios.ts';
import { promtoolFiles } from './scenario.ts';
import { throughScenarios } from './through-scenarios.ts';
import { SUBJECTS, type Subject } from './traffic.ts';

const FOLDER = fileURLToPath(new URL('../../rules/', import.meta.url));

/** Groups of a rule file, and the promtool files that test them. */
export interface Suite {
  name: string;
  groups: Group[];
  /** File name -> content for promtool, without rule_files and group_eval_order. */
  files: Record<string, object>;
  /** Tests several groups together that other suites test singly, in more detail. */
  together?: true;
}

/** The groups of a committed rule file. */
export const groupsOf = (file: string): Group[] =>
  parse(readFileSync(FOLDER + file, 'utf8')).groups;
const PRODUCTION_GROUPS = groupsOf('slo.yaml');
const LAB_GROUPS = groupsOf('slo-lab-speed.yaml');

/**
 * Three suites per objective and speed, each for one group; the input is what the group before would
 * record. So they are fast and show which group is wrong.
 */
const PARTS = [
  ['ratios', 'sli-recordings', ratioScenarios],
  ['budget', 'meta-recordings', budgetScenarios],
  ['alerts', 'alerts', burnScenarios],
] as const;

/** The suites for the rules generated from slo.yaml. */
function generatedSuites(subject: Subject): Suite[] {
  const alone = (speed: Speed, before: string, groups: Group[]) =>
    PARTS.map(([part, group, scenarios]) => ({
      name: `${before}${subject.id}-${part}`,
      groups: groups.filter(({ name }) => name === `${speed.prefix}-${group}-${subject.id}`),
      files: promtoolFiles(scenarios(speed, subject)),
    }));
  return [
    ...alone(PRODUCTION, '', PRODUCTION_GROUPS),
    ...alone(LAB, 'lab-', LAB_GROUPS),
    {
      name: `${subject.id}-events`,
      groups: [eventGroup(subject)],
      files: promtoolFiles(eventScenarios(subject)),
    },
    {
      name: `${subject.id}-through`,
      groups: PRODUCTION_GROUPS.filter(({ name }) => name.endsWith(`-${subject.id}`)),
      files: promtoolFiles(throughScenarios(subject)),
      together: true,
    },
  ];
}

/** A test file in rules/tests. */
interface TestFile {
  rule_files: [string];
  group_eval_order?: string[];
  tests: { name: string }[];
}

/** Reads a test file. In promtool's notation 0x19 is twenty samples of 0, not a hexadecimal number. */
const testFileOf = (name: string): TestFile =>
  parse(readFileSync(`${FOLDER}tests/${name}`, 'utf8'), {
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || tag.format !== 'HEX'),
  });

const nameOf = (rule: Rule) => ('alert' in rule ? rule.alert : rule.record);

/** A rule of pipeline.yaml and its tests, which are named ALERT: WHAT. */
function alertSuite(group: Group, rule: Rule, files: [string, TestFile][]): Suite {
  const own = files.map(([name, file]): [string, TestFile] => [
    name,
    { ...file, tests: file.tests.filter((test) => test.name.startsWith(`${nameOf(rule)}: `)) },
  ]);
  return {
    name: `pipeline-${nameOf(rule)}`,
    groups: [{ ...group, rules: [rule] }],
    files: Object.fromEntries(own.filter(([, { tests }]) => tests.length > 0)),
  };
}

/** The suite of another file: the groups it names, or all. */
function fileSuite([name, file]: [string, TestFile]): Suite {
  const { group_eval_order: order, rule_files } = file;
  const groups = groupsOf(rule_files[0].replace('../', ''));
  return {
    name: name.replace('.yaml', ''),
    groups: order ? groups.filter((group) => order.includes(group.name)) : groups,
    files: { [name]: file },
    ...(order ? { together: true } : {}),
  };
}

/** Handwritten tests: for pipeline.yaml one suite per alert, else per file. @throws {Error} for a test without an alert. */
function handWrittenSuites(): Suite[] {
  const names = readdirSync(`${FOLDER}tests`);
  const files = names.map((name): [string, TestFile] => [name, testFileOf(name)]);
  const isOfAlerts = ([, file]: [string, TestFile]) => file.rule_files[0] === '../pipeline.yaml';
  const ofAlerts = files.filter(isOfAlerts);
  const alerts = groupsOf('pipeline.yaml').flatMap((group) =>
    group.rules.map((rule) => alertSuite(group, rule, ofAlerts)),
  );
  for (const { name } of ofAlerts.flatMap(([, { tests }]) => tests)) {
    const suite = `pipeline-${name.replace(/:.*/, '')}`;
    assert.ok(
      alerts.some((one) => one.name === suite),
      `no alert for: ${name}`,
    );
  }
  return [...alerts, ...files.filter((file) => !isOfAlerts(file)).map(fileSuite)];
}

/** All suites. */
export const allSuites = () => [...SUBJECTS.flatMap(generatedSuites), ...handWrittenSuites()];

/** Writes the files of a suite into its own folder, as JSON, which is valid YAML. */
export function writeSuite(folder: string, { groups, files }: Suite): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/rules.yaml`, JSON.stringify({ groups }));
  // Groups are evaluated in the order of their dependencies.
  const order = groups.map(({ name }) => name);
  for (const [name, content] of Object.entries(files)) {
    const file = { ...content, rule_files: ['rules.yaml'], group_eval_order: order };
    writeFileSync(`${folder}/test-${name}`, JSON.stringify(file));
  }
}
