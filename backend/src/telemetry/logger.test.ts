// What must never be logged, and the cost of a burst of lines.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { temporaryFile } from '../testing/temporary-file.ts';
import { createLogger, REDACTED, REDACTED_WITHIN } from './logger.ts';
import { LOG } from './names.ts';

/** A logger that writes to a file, and what is in the file. */
function logToFile(t: TestContext, level: string) {
  const path = temporaryFile(t, 'lines');
  // Not closed: the logger's timer writes to it until the process ends.
  const fd = openSync(path, 'a');
  const { logger, flush } = createLogger(level, fd);
  /** The complete lines in the file so far. */
  const written = () =>
    readFileSync(path, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  /** Flushes and waits until the file has `count` lines. */
  const lines = async (count: number) => {
    flush();
    const deadline = Date.now() + 5000;
    while (written().length < count && Date.now() < deadline) {
      await setImmediate();
    }
    return written();
  };
  return { logger, lines, written };
}

test('secrets and what people typed are redacted, at the top and one level down', async (t) => {
  const { logger, lines } = logToFile(t, 'info');
  for (const name of REDACTED) {
    const within = Object.fromEntries(
      REDACTED_WITHIN.map((parent) => [parent, { [name]: 'canary' }]),
    );
    logger.info({ ...within, [name]: 'canary', kept: 1 }, 'x');
  }
  const written = await lines(REDACTED.length);
  assert.equal(written.length, REDACTED.length);
  assert.doesNotMatch(JSON.stringify(written), /canary/);
  assert.ok(written.every((line) => line.kept === 1));
});

test('text from outside cannot make a line of its own', async (t) => {
  const { logger, lines } = logToFile(t, 'info');
  logger.info({ 'url.path': '/x"}\n{"level":"error","msg":"forged"}' }, 'Incoming request');
  assert.deepEqual(
    (await lines(1)).map((line) => line.msg),
    ['Incoming request'],
  );
});

test('more lines than the buffer holds come whole and in order, whatever their letters', async (t) => {
  // Not flushed: that would overtake a running write. The timer writes the rest.
  const { logger, written } = logToFile(t, 'info');
  const numbers = Array.from({ length: 500 }, (_, number) => number);
  for (const number of numbers) {
    logger.info({ number }, 'é€😀'.repeat(5));
    // Lets a running write finish.
    await setImmediate();
  }
  const deadline = Date.now() + 5000;
  while (written().length < numbers.length && Date.now() < deadline) {
    await setImmediate();
  }
  assert.deepEqual(
    written().map((line) => line.number),
    numbers,
  );
  assert.ok(written().every((line) => line.msg === 'é€😀'.repeat(5)));
});

test('a reader that is slow gets every line, in order, before the process ends', async () => {
  const script = `
    import { createLogger } from './src/telemetry/logger.ts';
    const { logger, close } = createLogger('info');
    for (let number = 0; number < 20_000; number += 1) {
      logger.info({ number }, 'x');
      if (number % 100 === 0) await new Promise(setImmediate);
    }
    process.stderr.write('all logged');
    await close();
    process.exit(0);`;
  const cwd = new URL('../..', import.meta.url);
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd });
  await once(child.stderr, 'data');
  // Reading starts here: the pipe has long been full.
  const lines = (await text(child.stdout)).trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).number),
    Array.from({ length: 20_000 }, (_, number) => number),
  );
});

test('a reader that stops makes lines be lost and told, and the process not grow', async (t) => {
  const script = `
    import { text } from 'node:stream/consumers';
    import { createLogger } from './src/telemetry/logger.ts';
    const { logger, close } = createLogger('info');
    for (let number = 0; number < 100_000; number += 1) {
      logger.info({ number }, 'x'.repeat(1000));
      if (number % 100 === 0) await new Promise(setImmediate);
    }
    process.stderr.write('all logged');
    await text(process.stdin);
    await close();
    process.exit(0);`;
  const cwd = new URL('../..', import.meta.url);
  // In MiB: less than all lines need.
  const options = ['--max-old-space-size=64', '--input-type=module', '--eval', script];
  const child = spawn(process.execPath, options, { cwd });
  t.after(() => child.kill('SIGKILL'));
  const [told] = await once(child.stderr, 'data');
  assert.equal(String(told), 'all logged');
  const lines: { number: number; msg: string; 'lab.log.lost_lines': number }[] = [];
  for await (const text of createInterface(child.stdout)) {
    const line = JSON.parse(text);
    lines.push(line);
    if (line.msg === LOG.linesLost) child.stdin.end();
  }
  const lost = lines.pop()?.['lab.log.lost_lines'] ?? 0;
  assert.ok(lost > 0 && lines.length > 10_000, `${lines.length} lines, ${lost} lost`);
  assert.equal(lines.length + lost, 100_000);
  assert.ok(
    lines.every(({ number }, index) => index === 0 || number > (lines[index - 1]?.number ?? 0)),
    'in order',
  );
});

test('LOG_LEVEL decides what is written', async (t) => {
  const { logger, lines } = logToFile(t, 'warn');
  logger.info('no');
  logger.warn('yes');
  assert.deepEqual(
    (await lines(1)).map((line) => [line.level, line.msg]),
    [['warn', 'yes']],
  );
});
