// The lab's figures beside those that the vendors publish.
import { SAMPLES_OF_A_POINT } from './measured.ts';
import type { Numbers } from './numbers.ts';

export interface Comparison {
  what: string;
  unit: string;
  here: number;
  published: number;
  /** Why they differ by more than twice. */
  why?: string;
}

export const ratioOf = ({ here, published }: Comparison): number => here / published;
export const differs = (one: Comparison): boolean => ratioOf(one) > 2 || ratioOf(one) < 0.5;

const MICROSECONDS = 1e6;
const MB = 1e6;
const GB = 1e9;

const EXPORTS =
  'the bench sends exports of 500, the cheapest way, and uses all of a core; a recommendation leaves room for small exports and for peaks';

function ofCollectors(x: Numbers): Comparison[] {
  const perSecond = (micros: number) => MICROSECONDS / micros;
  const unit = 'per second and core';
  return [
    {
      ...{ what: 'gateway: spans', unit, here: perSecond(x.collectorSpan + x.masking) },
      ...{ published: x.splunkSpans, why: EXPORTS },
    },
    {
      ...{
        what: 'gateway: log records',
        unit,
        here: perSecond(x.collectorLine + x.masking * x.linesMasked),
      },
      ...{ published: x.splunkLines, why: EXPORTS },
    },
    {
      ...{ what: 'gateway: data points', unit },
      here: perSecond(x.collectorSample * SAMPLES_OF_A_POINT),
      ...{ published: x.splunkPoints, why: EXPORTS },
    },
  ];
}

/** Both with three copies, and without what reads. */
function ofStores(x: Numbers): Comparison[] {
  const spansOfMegabyte = MB / x.wireSpan;
  const lokiCores = (terabytes: number) =>
    ((((terabytes * 1e12) / 86_400 / x.wireLine) * x.lokiLine) / MICROSECONDS) * x.copies;
  return [
    {
      ...{ what: 'Tempo', unit: 'cores per MB/s' },
      here: (spansOfMegabyte * x.tempoSpan * x.copies) / MICROSECONDS,
      published: x.tempoDistributor + x.tempoIngester + x.tempoCompactor,
    },
    {
      ...{ what: 'Tempo: memory', unit: 'GB per MB/s' },
      here: (spansOfMegabyte * x.tempoMemory * x.copies) / GB,
      published: x.tempoMemoryPublished,
      why: 'the lab writes a block each minute, of 30 MB at most, where the default is half an hour and 500 MB; the model takes 4 GB per core instead',
    },
    {
      ...{ what: `Loki: ${x.lokiVolume} TB a day`, unit: 'cores' },
      ...{ here: lokiCores(x.lokiVolume), published: x.lokiCores },
      why: "it was measured at 200 lines a second, where little work is shared, and the lab's lines are short: most of the work is per line. The vendor's largest size is nearer",
    },
    {
      ...{ what: `Loki: ${x.lokiLargest} TB a day`, unit: 'cores' },
      ...{ here: lokiCores(x.lokiLargest), published: x.lokiLargestCores },
    },
    {
      ...{ what: 'Prometheus: memory of a series', unit: 'bytes', here: x.seriesMemory },
      published: (x.mimirMemory * GB) / x.mimirSeries,
      why: "the series of the flood had few samples, and nobody asked for them; Mimir's have two hours of samples in memory, and questions. The model takes Mimir's",
    },
    {
      ...{ what: 'a stored sample', unit: 'bytes', here: x.youngSample, published: x.mimirSample },
      why: "the lab's run was shorter than the two hours until a block is made, so nearly all of it is the write-ahead log. The model takes Mimir's",
    },
  ];
}

export const comparisons = (x: Numbers): Comparison[] => [...ofCollectors(x), ...ofStores(x)];
