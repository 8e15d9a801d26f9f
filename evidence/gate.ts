// Were the service level objectives kept over the last minutes? Run by scripts/gate.sh, whose
// header describes the options.
import { resolve } from 'node:path';
import { root } from '../stores/lab.ts';
import { needPrometheus } from './checks/need-answer.ts';
import { readArguments, secondsOf } from './command/arguments.ts';
import {
  CannotTell,
  complain,
  keepStdoutForJson,
  printJson,
  runCommand,
  say,
  step,
} from './command/command.ts';
import { checkOptional, idsOf, judgeObjectives } from './gate/gate.ts';
import { readObjectives } from './gate/objectives.ts';
import { objectiveLines } from './gate/table.ts';
import { readWindow, WINDOW_OPTIONS } from './gate/window.ts';

await runCommand('gate', async (args) => {
  const { values } = readArguments(args, {
    ...WINDOW_OPTIONS,
    enforce: { type: 'boolean', default: false },
    optional: { type: 'string', multiple: true },
    timeout: { type: 'string', default: '30s' },
    objectives: { type: 'string', default: `${root}/prometheus/objectives.json` },
    json: { type: 'boolean', default: false },
  });
  const { enforce, json } = values;
  const options = {
    ...readWindow(values),
    patience: secondsOf('--timeout', values.timeout),
    optional: (values.optional ?? []).flatMap((names) => names.split(',')),
  };
  if (json) keepStdoutForJson();
  const objectives = readObjectives(resolve(values.objectives));
  checkOptional(objectives, options.optional);
  await needPrometheus();
  step(`objectives, ${options.window}, once the metrics of the last requests are there`);
  const result = await judgeObjectives(objectives, options);
  if (json) printJson(result);
  else objectiveLines(result.objectives).forEach(say);

  const { notMet, noData } = idsOf(result);
  if (result.verdict === 'cannot be told') {
    throw new CannotTell(
      `no data for: ${noData.join(', ')}. Send traffic first (npm run traffic), or name those that may be without: --optional`,
    );
  }
  if (result.verdict === 'not met') {
    complain(`not kept: ${notMet.join(', ')}`);
    return enforce ? 1 : 0;
  }
  step('all objectives were kept');
  return 0;
});
