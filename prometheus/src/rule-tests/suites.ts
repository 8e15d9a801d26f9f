// The suites: which groups of which file of rules are tested by which tests.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Rule } from '../recording-rules.ts';
import { LAB, PRODUCTION } from '../speed.ts';
import { budgetScenarios } from './budget-scenarios.ts';
import { burnScenarios } from './burn-scenarios.ts';
import { eventGroup, eventScenarios } from './event-scenarios.ts';
import { ratioScenarios } from './ratio-scenarios.ts';
import { promtoolFiles } from './scenario.ts';
import { throughScenarios } from './through-scenarios.ts';
import type { Subject } from './traffic.ts';
import { SUBJECTS } from './traffic.ts';

const FOLDER = fileURLToPath(new URL('../../rules/', import.meta.url));

export type Group = { name: string; interval?: string; rules: Rule[] };

/** Some groups of a file of rules, and the files for promtool that test them. */
export type Suite = {
  name: string;
  groups: Group[];
  /** Name of a file for promtool, without rule_files and group_eval_order -> its content. */
  files: Record<string, object>;
  /** Does it test groups together that other suites test one by one, in more detail? */
  together?: true;
};

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
  const alone = [PRODUCTION, LAB].flatMap((speed) => {
    const lab = speed === LAB;
    const groups = lab ? LAB_GROUPS : PRODUCTION_GROUPS;
    return PARTS.map(([part, group, scenarios]) => ({
      name: `${lab ? 'lab-' : ''}${subject.id}-${part}`,
      groups: groups.filter(({ name }) => name === `${speed.prefix}-${group}-${subject.id}`),
      files: promtoolFiles(scenarios(speed, subject)),
    }));
  });
  return [
    ...alone,
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
type TestFile = {
  rule_files: [string];
  group_eval_order?: string[];
  evaluation_interval: string;
  tests: { name: string }[];
};

/** Reads a file of tests. To promtool 0x19 is twenty samples of 0, and no hexadecimal number. */
const testFileOf = (name: string): TestFile =>
  parse(readFileSync(`${FOLDER}tests/${name}`, 'utf8'), {
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || tag.format !== 'HEX'),
  });

const alertOf = (rule: Rule) => ('alert' in rule ? rule.alert : rule.record);

/** One suite per alert of a file of tests, since no alert needs another; tests are named ALERT: WHAT. */
function alertSuites(groups: Group[], file: TestFile): Suite[] {
  const byAlert = Map.groupBy(file.tests, ({ name }) => name.replace(/:.*/, ''));
  return [...byAlert].map(([alert, tests]) => {
    const own = groups
      .map((group) => ({ ...group, rules: group.rules.filter((rule) => alertOf(rule) === alert) }))
      .filter(({ rules }) => rules.length > 0);
    if (own.length === 0) {
      throw new Error(`no rule for the test ${tests[0]?.name}`);
    }
    return { name: `pipeline-${alert}`, groups: own, files: { 'test.yaml': { ...file, tests } } };
  });
}

/** The hand-written tests: those of the alerts of pipeline.yaml one by one, the others as they are. */
function handWrittenSuites(): Suite[] {
  return readdirSync(`${FOLDER}tests`).flatMap((name): Suite[] => {
    const file = testFileOf(name);
    const groups = groupsOf(file.rule_files[0].replace('../', ''));
    if (file.rule_files[0] === '../pipeline.yaml') {
      return alertSuites(groups, file);
    }
    const order = file.group_eval_order;
    return [
      {
        name: name.replace('.yaml', ''),
        groups: groups.filter((group) => order === undefined || order.includes(group.name)),
        files: { 'test.yaml': file },
        ...(order === undefined ? {} : { together: true }),
      },
    ];
  });
}

/** All that promtool is asked. Throws where an alert of pipeline.yaml has no test. */
export function allSuites(): Suite[] {
  const handWritten = handWrittenSuites();
  for (const rule of groupsOf('pipeline.yaml').flatMap(({ rules }) => rules)) {
    if (!handWritten.some(({ name }) => name === `pipeline-${alertOf(rule)}`)) {
      throw new Error(`no test in rules/tests for ${alertOf(rule)}`);
    }
  }
  return [...SUBJECTS.flatMap(generatedSuites), ...handWritten];
}

/** Writes what promtool needs to run a suite into a folder of its own; as JSON, which is YAML too. */
export function writeSuite(folder: string, { groups, files }: Suite): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/rules.yaml`, JSON.stringify({ groups }));
  // Groups are evaluated in the order in which they need each other.
  const order = groups.map(({ name }) => name);
  for (const [name, content] of Object.entries(files)) {
    const file = { ...content, rule_files: ['rules.yaml'], group_eval_order: order };
    writeFileSync(`${folder}/${name}`, JSON.stringify(file));
  }
}
