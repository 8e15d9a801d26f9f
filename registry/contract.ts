// Holds a running lab to registry/: npm run test:contract
// A lab of its own sends a copy of everything to Weaver, while checks and the page's tests use it.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { say } from '../evidence/command/command.ts';
import { runProgram } from '../evidence/command/program.ts';
import { type OwnLab, prepareLab } from '../evidence/own-lab/own-lab.ts';
import { BROKEN } from './live-check/broken.ts';
import { type Declared, type Report, readReport, unseenOf } from './live-check/report.ts';
import { generate, prepareRegistry, weaver } from './weaver.ts';

const LIVE_CHECK = ['--config=registry/live-check/weaver.toml', '--registry=registry/model'];

const folder = await prepareRegistry();
after(() => runProgram('rm', ['-r', folder]));

describe('what breaks the contract is refused', () => {
  for (const { title, samples, findings } of BROKEN) {
    test(title, async () => {
      writeFileSync(join(folder, 'samples.json'), JSON.stringify(samples));
      const answer = await weaver(
        folder,
        'live-check',
        ...LIVE_CHECK,
        '--input-source=samples.json',
      );
      const wanted = findings.map((text) => `1 × ${text}`);
      assert.deepEqual(
        [answer.status, readReport(`${answer.complaints}\n${answer.stdout}`).violations],
        [1, wanted],
      );
    });
  }
});

/** What a person does with the lab: all that the contract names happens at least once. */
async function useLab(lab: OwnLab): Promise<void> {
  say('starting a lab of its own, with Weaver beside it');
  await lab.start();
  say('verify, and 200 requests');
  await runProgram('scripts/verify.sh', []);
  await runProgram('scripts/verify.sh', ['--complete', '200']);
  const specs = ['one-trace', 'task-page', 'telemetry'].map((name) => `browser/${name}.spec.ts`);
  say("the page's tests");
  await runProgram('npm', ['run', 'test:browser', '--workspace', 'frontend', '--', ...specs]);
  // A person who does not wait.
  const slow = `http://127.0.0.1:${process.env.FRONTEND_PORT}/api/simulate-slow?delay=5`;
  await fetch(slow, { signal: AbortSignal.timeout(500) }).catch(() => 'it left');
  await lab.compose(['restart', 'backend']);
  await lab.compose(['up', '--detach', '--wait', 'backend']);
}

describe('the running lab', () => {
  let report: Report;
  let declared: Declared[];

  before(async () => {
    process.env.CONTRACT_FOLDER = folder;
    const lab = await prepareLab('contract', ['registry/live-check/compose.yml'], ['WEAVER_PORT']);
    after(() => lab.remove());
    await useLab(lab);
    // The collector sends what it still has before it ends.
    await lab.compose(['stop', 'backend', 'otel-collector']);
    await fetch(`http://127.0.0.1:${process.env.WEAVER_PORT}/stop`, { method: 'POST' });
    await lab.compose(['wait', 'weaver']).catch(() => 'its status says that there are violations');
    report = readReport(await lab.compose(['logs', '--no-log-prefix', 'weaver']));
    declared = JSON.parse(readFileSync(join(await generate(folder), 'declared.json'), 'utf8'));
  });

  test('sends nothing that is not declared, and all of it as it is declared', () => {
    assert.deepEqual(report.violations, []);
  });

  test('sends all that is declared and does not say where else it is seen', () => {
    assert.deepEqual(unseenOf(report, declared), []);
  });
});
