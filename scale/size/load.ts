// How much there is to carry, from how many requests and what each of them leaves.
import type { Numbers } from './numbers.ts';

export interface Load {
  /** Per second, from the users of the whole system. */
  requests: number;
  /** Each of a request, over all services that it passes. */
  spans: number;
  lines: number;
  /** Active in all; undefined when it follows from the number of processes. */
  series?: number | undefined;
  /** On its way, by OTLP without compression. */
  spanBytes: number;
  /** Share of the spans that tail sampling keeps, 0 to 1. */
  keep: number;
  /** Of each signal. */
  days: { traces: number; logs: number; metrics: number };
  zones: number;
  /** How many times smaller everything is on its way. */
  compression: number;
  /** Share of what is sent that also leaves the region, 0 to 1. */
  out: number;
}

/** Per second; bytes in MB (10^6). */
export interface Rates {
  requests: number;
  spans: number;
  keptSpans: number;
  lines: number;
  samples: number;
  /** Of apps; each has an agent. */
  processes: number;
  series: number;
  /** On its way to Kafka, and, of spans, from it. */
  sent: { spans: number; lines: number; samples: number; keptSpans: number };
  /** As it is stored, one copy. */
  stored: { spans: number; lines: number; samples: number };
}

const MB = 1e6;

export function ratesOf(load: Load, x: Numbers): Rates {
  const { requests, keep, compression } = load;
  const spans = requests * load.spans;
  const keptSpans = spans * keep;
  const lines = requests * load.lines;
  // A request passes as many services as it has spans of one.
  const processes = Math.ceil((requests * load.spans) / x.spansOfRequest / x.processRate);
  const series = load.series ?? processes * x.processSeries;
  const samples = series / x.sampleInterval;
  const sent = (items: number, bytes: number) => (items * bytes) / compression / MB;
  // Larger spans are larger when stored, too.
  const storedSpan = x.storedSpan * (load.spanBytes / x.wireSpan);
  return {
    ...{ requests, spans, keptSpans, lines, samples, processes, series },
    sent: {
      spans: sent(spans, load.spanBytes),
      keptSpans: sent(keptSpans, load.spanBytes),
      lines: sent(lines, x.wireLine),
      samples: sent(samples, x.wireSample),
    },
    stored: {
      spans: (keptSpans * storedSpan) / MB,
      lines: (lines * x.storedLine) / MB,
      samples: (samples * x.mimirSample) / MB,
    },
  };
}
