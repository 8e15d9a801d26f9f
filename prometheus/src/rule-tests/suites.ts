// The suites: which groups of which file of rules are tested by which tests.
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

/** Some groups of a file of rules, and the files for promtool that test them. */
export interface Suite {
  name: string;
  groups: Group[];
  /** Name of a file for promtool, without rule_files and group_eval_order -> its content. */
  files: Record<string, object>;
  /** Does it test groups together that other suites test one by one, in more detail? */
  together?: true;
}

/** The groups of a committed file of rules. */
export const groupsOf = (file: string): Group[] =>
  parse(readFileSync(FOLDER + file, 'utf8')).groups;
const PRODUCTION_GROUPS = groupsOf('slo.yaml');
const LAB_GROUPS = groupsOf('slo-lab-speed.yaml');

/**
 * Per objective and speed three suites, each of one group alone and fed with what the group before
 * would record: they are quick, and they show which group is wrong.
 */
const PARTS = [
  ['ratios', 'sli-recordings', ratioScenarios],
  ['budget', 'meta-recordings', budgetScenarios],
  ['alerts', 'alerts', burnScenarios],
] as const;

/** The suites of what slo.yaml makes. */
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

/** A file of tests in rules/tests, as promtool reads it. */
interface TestFile {
  rule_files: [string];
  group_eval_order?: string[];
  tests: { name: string }[];
}

/** Reads a file of tests. To promtool 0x19 is twenty samples of 0, and no hexadecimal number. */
const testFileOf = (name: string): TestFile =>
  parse(readFileSync(`${FOLDER}tests/${name}`, 'utf8'), {
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || tag.format !== 'HEX'),
  });

const nameOf = (rule: Rule) => ('alert' in rule ? rule.alert : rule.record);

/** A rule of pipeline.yaml, which needs no other, and its tests: they are named ALERT: WHAT. */
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

/** The tests of another file, of the groups that it names, or of all. */
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

/** The hand-written tests: those of pipeline.yaml by alert, the others by file. Throws for a test without an alert. */
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

/** All that promtool is asked. */
export const allSuites = () => [...SUBJECTS.flatMap(generatedSuites), ...handWrittenSuites()];

/** Writes what promtool needs to run a suite into a folder of its own; as JSON, which is YAML too. */
export function writeSuite(folder: string, { groups, files }: Suite): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/rules.yaml`, JSON.stringify({ groups }));
  // Groups are evaluated in the order in which they need each other.
  const order = groups.map(({ name }) => name);
  for (const [name, content] of Object.entries(files)) {
    const file = { ...content, rule_files: ['rules.yaml'], group_eval_order: order };
    writeFileSync(`${folder}/test-${name}`, JSON.stringify(file));
  }
}
