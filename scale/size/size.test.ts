import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { adviceFor } from './advice.ts';
import { comparisons, differs } from './compare.ts';
import { numbersOf } from './input.ts';
import type { Load } from './load.ts';
import { measured, readResults } from './measured.ts';
import { type Part, sizeOf } from './model.ts';
import { INPUTS, type Numbers, numbers } from './numbers.ts';
import { readOptions } from './options.ts';
import { current, readPage } from './page.ts';
import { partitionsOf } from './parts.ts';
import { PRICES, readPrices } from './prices.ts';

const PER_UNIT = numbersOf(readPrices(PRICES).prices, 'value');
const X = numbers('value');
const load = (...args: string[]): Load => readOptions(args).load;
const sized = (options: string, x: Partial<Numbers> = {}) => {
  const size = sizeOf(load(...options.split(' ')), PER_UNIT, { ...X, ...x });
  const of = (name: string) => size.parts.find(({ part }) => part === name) as Part;
  return { ...size, of };
};

test('a part is what it takes per item, in all copies, with head-room, on machines of four cores', () => {
  const { of, first } = sized('--requests 10k --spans 100', {
    tempoSpan: 100,
    copies: 3,
    headroom: 1.5,
  });
  // A million spans a second, of 100 µs each: 100 cores a copy.
  assert.equal(of('Tempo').cores, 100 * 3 * 1.5 + 2);
  assert.equal(of('Tempo').instances, Math.ceil((100 * 3 * 1.5) / 4));
  assert.equal(first.part, 'Tempo');
  // 300 cores for 10,000 requests are 4 for 133.
  assert.equal(Math.round(first.perInstance ?? 0), 133);
});

const ONLY_SPANS = '--requests 1M --spans 1 --span-bytes 100 --lines 0 --series 0';

test('Kafka has a partition for each worker and each 10 MB/s, and keeps three copies for six hours', () => {
  assert.deepEqual(
    [partitionsOf(1, 2, X), partitionsOf(1, 40, X), partitionsOf(100, 2, X)],
    [6, 40, 15],
  );
  // 100 MB/s, three times.
  const { cores, disk } = sized(ONLY_SPANS).of('Kafka');
  assert.deepEqual([cores, Math.round(disk ?? 0)], [(300 / 200) * 4 * 1.5, 300 * 6 * 3.6 * 1.5]);
  // Topics of 15, six and six partitions, three copies of each.
  assert.equal(sized(ONLY_SPANS, { kafkaPartitions: 9 }).of('Kafka').instances, 9);
});

test('between three zones two thirds cross on each way, and two of three copies', () => {
  const { traffic } = sized(`${ONLY_SPANS} --keep 0.5`).of('network');
  const megabytes = (2 / 3) * (3 * 100 + 50) + 2 * (100 + 50);
  assert.equal(Math.round(traffic ?? 0), Math.round(megabytes * 730 * 3.6));
});

test('larger spans take more of the network and of the stores', () => {
  const [small, large] = [100, 200].map(
    (bytes) => sized(`--spans 100 --span-bytes ${bytes}`).rates,
  );
  assert.equal(large?.sent.spans, 2 * (small?.sent.spans ?? 0));
  assert.equal(large?.stored.spans, 2 * (small?.stored.spans ?? 0));
});

test('metrics are sized as Mimir says', () => {
  // 3 million in three copies are 30 cores; they are 200,000 samples a second.
  const { memory, disk } = sized('--series 3M').of('Prometheus or Mimir');
  assert.deepEqual([memory, disk], [(200 / 25 + 30 * 2.5) * 1.5, 30 * 5 * 1.5]);
});

test('a month of object storage costs what is kept of each signal, and the objects written', () => {
  const free = { diskMonth: 0, coreHour: 0, memoryHour: 0, betweenZones: 0 };
  const prices = { ...PER_UNIT, ...free, objectMonth: 0.02, objectPut: 5 };
  const options = ['--requests', '1k', '--spans', '1', '--lines', '1', '--series', '0'];
  const x = { ...X, storedSpan: 1000, storedLine: 1000, objectSize: 1 };
  const { money } = sizeOf(load(...options, '--retention', 'traces=10,logs=20'), prices, x);
  // A MB a second of each: 86.4 GB a day, kept 10 and 20 days; two objects of a MB each second.
  assert.equal(money.toFixed(2), (86.4 * 30 * 0.02 + (2 * 730 * 3600 * 5) / 1e6).toFixed(2));
});

test('in one zone nothing crosses; what leaves the region is paid for once', () => {
  assert.equal(sized('--zones 1').of('network').money, 0);
  const { of, rates } = sized('--zones 1 --out 1 --requests 100k');
  const megabytes = rates.sent.spans + rates.sent.lines + rates.sent.samples;
  const expected = (megabytes / 1000) * 730 * 3600 * PER_UNIT.out;
  assert.equal(of('network').money.toFixed(3), expected.toFixed(3));
  assert.equal(
    sized('--zones 1 --out 1 --requests 100k --compression 4').of('network').money,
    expected / 4,
  );
});

test('ten times the requests are ten times the money, once each part is more than its least', () => {
  const ratio = sized('--requests 10M').money / sized('--requests 1M').money;
  assert.ok(Math.abs(ratio - 10) < 0.1, String(ratio));
});

test('sampling saves on what comes after it, and on nothing before', () => {
  const [all, kept] = [sized('--requests 100k'), sized('--requests 100k --keep 10%')];
  for (const part of ['agent', 'gateway', 'Kafka', 'Loki', 'Prometheus or Mimir'])
    assert.deepEqual(kept.of(part), all.of(part));
  assert.ok(kept.of('Tempo').money < 0.15 * all.of('Tempo').money);
  assert.equal(kept.rates.stored.spans.toFixed(6), (0.1 * all.rates.stored.spans).toFixed(6));
  assert.ok((kept.of('worker').memory ?? 0) > (all.of('worker').memory ?? 0), 'traces wait in it');
});

test('a new measurement changes the model, and masking is not counted twice', () => {
  const results = readResults();
  const lab = results.pipeline.throughput.spans.perCpu.lab;
  results.pipeline.throughput.spans.perCpu.lab = { ...lab, median: 30_000 };
  const slower = measured(results);
  assert.equal(Math.round(slower.collectorSpan.value), 33);
  assert.equal(slower.masking.value, 0);
  const x = numbers('value', { ...INPUTS, measured: slower });
  const cores = (options: Partial<Numbers>) =>
    sized('--requests 1M', options).of('worker').cores ?? 0;
  assert.ok(cores(x) > 1.5 * cores({}));
});

test('the money is within its own range', () => {
  const at = (pick: 'cheapest' | 'dearest') => sized('--requests 100k', numbers(pick)).money;
  assert.ok(at('cheapest') < sized('--requests 100k').money);
  assert.ok(at('dearest') > sized('--requests 100k').money);
});

test('where the lab and a vendor differ by more than twice, it says why', () => {
  for (const one of comparisons(X)) assert.ok(one.why || !differs(one), one.what);
});

test('what is new at each order of magnitude', () => {
  const saidAt = (requests: string) => {
    const options = `--requests ${requests} --spans 12 --lines 10`;
    const sizing = { load: load(...options.split(' ')), size: sized(options), x: X };
    return adviceFor(sizing).join('\n');
  };
  assert.match(saidAt('1k'), /one collector would do/);
  assert.doesNotMatch(saidAt('1k'), /agent|tenant|cells/);
  assert.match(saidAt('100k'), /compression.*tenant.*agent.*sampling.*partitions/s);
  assert.doesNotMatch(saidAt('100k'), /one collector would do|regions/);
  assert.match(saidAt('10M'), /cells.*regions/s);
});

test('requests and shares are read as people write them', () => {
  for (const text of ['100000', '100000/s', '100k', '100k/s', '0.1M/s'])
    assert.equal(load('--requests', text).requests, 100_000);
  assert.equal(load('--keep', '13%').keep, load('--keep', '0.13').keep);
  assert.deepEqual(load('--retention', 'logs=30').days, { traces: 2, logs: 30, metrics: 31 });
});

test('a wrong value is named, with what is expected', () => {
  const wrong = (args: string[], message: RegExp) => assert.throws(() => load(...args), message);
  wrong(['--requests', '5G'], /--requests is a number .* 10M, not: 5G/);
  wrong(['--requests', '50%'], /--requests is a number/);
  wrong(['--requests', '0'], /--requests is a number from 0.001 on/);
  wrong(['--keep', '13'], /--keep is a share from 0 to 1, .* not: 13/);
  wrong(['--keep', '0.001k'], /--keep is a share/);
  wrong(['--retention', 'traces=2d'], /--retention is a list of days, .* not: traces=2d/);
  wrong(['--zones', '0'], /--zones is a whole number from 1 to 9, not: 0/);
  wrong(['--request', '5'], /unknown argument: --request/);
});

test('a file of prices that lacks one is refused, and names it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prices '));
  const file = join(folder, 'prices.json');
  const list = JSON.parse(readFileSync(PRICES, 'utf8'));
  delete list.prices.objectPut;
  writeFileSync(file, JSON.stringify(list));
  assert.throws(() => readPrices(file), /has no amount at prices.objectPut.value/);
  rmSync(folder, { recursive: true });
  assert.throws(() => readPrices(file), /is no file of prices/);
});

test('the command prints JSON, and ends with 2 and a hint when it is called wrongly', async () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args]);
  const answer = JSON.parse((await run('--requests', '100k/s', '--json')).stdout);
  assert.equal(answer.all.size.money, sized('--requests 100k').money);
  await assert.rejects(run('--requests', 'many'), {
    code: 2,
    stderr: /not: many\nsize: see: scripts.size.sh/,
  });
});

test('docs/sizes.md is what the model says', () => {
  assert.equal(readPage(), current(readPage()), 'run: npm run size -- --page');
});
