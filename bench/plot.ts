// The result as a picture: CPU per request of each variant, and what each adds to the one before.
// Text and lines take the reader's own colours for light and dark.
import type { Comparison } from './comparison.ts';
import type { Result } from './result.ts';
import { exceedsNoise, type Summary } from './statistics.ts';
import { VARIANTS } from './variants.ts';

const WIDTH = 760;
const LEFT = 280;
const RIGHT = 80;
const BAR = 20;
const ROW = 32;
const PANEL = 279;

const STYLE = `
  text { font: 14px system-ui, sans-serif; fill: #1f2328 }
  .title { font-size: 16px; font-weight: 600 }
  .small { font-size: 12px; fill: #59636e }
  .bare, .logging, .silent, .plain { fill: #8c959f }
  .tuned { fill: #0969da }
  .stock { fill: #bc4c00 }
  .range { stroke: #1f2328; stroke-width: 1.5 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .small { fill: #9198a1 }
    .tuned { fill: #4493f8 }
    .stock { fill: #db6d28 }
    .range { stroke: #f0f6fc }
  }`;

const text = (x: number, y: number, words: string, kind = ''): string =>
  `<text x="${x}" y="${y}"${kind && ` class="${kind}"`}>${words}</text>`;

/** A bar for the median, a line from the least to the most. */
function bar(y: number, name: string, { median, min, max }: Summary, scale: number): string {
  const x = (value: number) => (LEFT + value * scale).toFixed(1);
  const middle = y + BAR / 2;
  return [
    `<rect class="${name}" x="${LEFT}" y="${y}" width="${(median * scale).toFixed(1)}" height="${BAR}" rx="3"/>`,
    `<line class="range" x1="${x(min)}" x2="${x(max)}" y1="${middle}" y2="${middle}"/>`,
    text(LEFT + Math.max(median, max) * scale + 8, middle + 5, `${median.toFixed(0)} µs`),
  ].join('');
}

function panel(
  top: number,
  title: string,
  { cpu, added, shareOfStock }: Comparison,
  scale: number,
) {
  const shown = VARIANTS.filter(({ name }) => name !== 'plain-again');
  const bars = shown.map(({ name, title: variant }, index) => {
    const y = top + 16 + index * ROW;
    return text(0, y + 15, variant) + bar(y, name, cpu[name], scale);
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
  const scale = (WIDTH - LEFT - RIGHT) / widest;
  const height = 2 * PANEL + 40;
  const later = exceedsNoise(latency.p50Added, latency.p50Noise)
    ? `takes ${latency.p50Added.median.toFixed(2)} ms more`
    : 'does not take longer by more than the noise';
  const about = `Median and range of ${plan.rounds} rounds by turns, Node ${node}. At 200 requests/s the median answer ${later}.`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="CPU per request with and without telemetry">`,
    `<style>${STYLE}\n</style>`,
    panel(24, 'GET /api/tasks/:id: CPU of one request', read, scale),
    panel(24 + PANEL, 'POST /api/tasks: CPU of one request', create, scale),
    text(0, height - 16, about, 'small'),
    '</svg>\n',
  ].join('\n');
}
