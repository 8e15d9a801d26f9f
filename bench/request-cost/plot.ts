// The result as a picture: CPU per request of each variant, and what each adds to the one before.
import { type Bar, bar, picture, ROW, scaleFor, text } from '../picture.ts';
import { exceedsNoise } from '../statistics.ts';
import type { Comparison } from './comparison.ts';
import type { Result } from './result.ts';
import { VARIANTS, type VariantName } from './variants.ts';

const PANEL = 279;
const kindOf = (name: VariantName): string =>
  name === 'tuned' ? 'ours' : name === 'stock' ? 'stock' : 'other';

function panel(
  top: number,
  title: string,
  { cpu, added, shareOfStock }: Comparison,
  scale: number,
) {
  const shown = VARIANTS.filter(({ name }) => name !== 'plain-again');
  const bars = shown.map(({ name, title: variant }, index) => {
    const shape: Bar = { title: variant, kind: kindOf(name), value: cpu[name], unit: 'µs' };
    return bar(top + 16 + index * ROW, shape, scale);
  });
  const { tunedToPlain, stockToPlain, againToPlain } = added;
  const share = (shareOfStock.median * 100).toFixed(0);
  const told = exceedsNoise(tunedToPlain, againToPlain)
    ? `Telemetry adds ${tunedToPlain.median.toFixed(0)} µs, ${share} % of the ${stockToPlain.median.toFixed(0)} µs of the stock set-up.`
    : 'What telemetry adds is within the noise.';
  const note = `${told} Noise: ${againToPlain.min.toFixed(0)} to ${againToPlain.max.toFixed(0)} µs.`;
  return [text(0, top, title, 'title'), ...bars, text(0, top + 228, note, 'small')].join('\n');
}

/** The picture as SVG. */
export function plot(result: Result): string {
  const { read, create, plan, node, latency } = result;
  const widest = Math.max(
    ...[read, create].flatMap(({ cpu }) => Object.values(cpu).map(({ max }) => max)),
  );
  const scale = scaleFor(widest);
  const height = 2 * PANEL + 40;
  const later = exceedsNoise(latency.p50Added, latency.p50Noise)
    ? `takes ${latency.p50Added.median.toFixed(2)} ms more`
    : 'does not take longer by more than the noise';
  const about = `Median and range of ${plan.rounds} rounds by turns, Node ${node}. At 200 requests/s the median answer ${later}.`;
  return picture(height, 'CPU per request with and without telemetry', [
    panel(24, 'GET /api/tasks/:id: CPU of one request', read, scale),
    panel(24 + PANEL, 'POST /api/tasks: CPU of one request', create, scale),
    text(0, height - 16, about, 'small'),
  ]);
}
