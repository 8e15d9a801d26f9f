// The suites: which groups of which file are tested by which scenarios.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import type { Rule } from '../recording-rules.ts';
import { freshnessScenarios } from './freshness-scenarios.ts';
import { labScenarios } from './lab-scenarios.ts';
import { limitScenarios } from './limit-scenarios.ts';
import { pipelineScenarios } from './pipeline-scenarios.ts';
import { type Scenario, testFile } from './scenario.ts';
import { shapeScenarios } from './shape-scenarios.ts';
import { SUBJECTS } from './traffic.ts';
import { valueScenarios } from './value-scenarios.ts';

const FOLDER = fileURLToPath(new URL('../../rules/', import.meta.url));

export type Group = { name: string; interval?: string; rules: Rule[] };

/** Some groups of a file of rules, in the order in which they need each other, and their tests. */
export type Suite = { name: string; groups: Group[]; scenarios: Scenario[] };

/** The groups of a committed file of rules. */
export const groupsOf = (file: string): Group[] =>
  parse(readFileSync(FOLDER + file, 'utf8')).groups;

/** One suite per objective: only its own groups, so that promtool need not evaluate all. */
export function burnSuites(): Suite[] {
  const groups = groupsOf('slo.yaml');
  return SUBJECTS.map((subject) => ({
    name: subject.id,
    groups: groups.filter(({ name }) => name.endsWith(`-${subject.id}`)),
    scenarios: [
      ...limitScenarios(subject),
      ...(subject.id === 'backend-availability' ? shapeScenarios(subject) : []),
      ...valueScenarios(subject),
    ],
  }));
}

/** The drill's rules for the one alert that the drill is about. */
export const labSuite = (): Suite => ({
  name: 'slo-lab-speed',
  groups: groupsOf('slo-lab-speed.yaml').filter(({ name }) =>
    name.endsWith('-backend-availability'),
  ),
  scenarios: labScenarios,
});

/** The hand-written files. Freshness is asked for alone: pipeline.yaml is fed with what it records. */
export const handWrittenSuites = (): Suite[] => [
  { name: 'pipeline', groups: groupsOf('pipeline.yaml'), scenarios: pipelineScenarios },
  { name: 'freshness', groups: groupsOf('freshness.yaml'), scenarios: freshnessScenarios },
];

/** All that promtool is asked. */
export const allSuites = (): Suite[] => [...burnSuites(), ...handWrittenSuites(), labSuite()];

/** Writes what promtool needs to run a suite into a folder of its own. */
export function writeSuite(folder: string, { groups, scenarios }: Suite): void {
  mkdirSync(folder, { recursive: true });
  const options = { aliasDuplicateObjects: false, lineWidth: 0 };
  writeFileSync(`${folder}/rules.yaml`, stringify({ groups }, options));
  const names = groups.map(({ name }) => name);
  for (const step of new Set(scenarios.map((scenario) => scenario.step))) {
    const file = testFile(
      'rules.yaml',
      names,
      scenarios.filter((scenario) => scenario.step === step),
    );
    // In seconds: a step can be a part of a minute.
    writeFileSync(`${folder}/test-${Math.round(step * 60)}.yaml`, stringify(file, options));
  }
}
