// The result as a picture: what each collector takes per second of its CPU.
import { bar, picture, ROW, scaleFor, text } from '../picture.ts';
import type { CollectorName } from './collectors.ts';
import type { Result } from './result.ts';
import { SIGNALS } from './throughput.ts';

const PANEL = 124;
const TITLES: Record<CollectorName, string> = {
  lab: "the lab's configuration, with stores",
  'pass-through': 'receives and forgets',
};

/** The picture as SVG. */
export function plot({ throughput, plan, measurements }: Result): string {
  const panels = SIGNALS.map((signal, index) => {
    const { perCpu, share } = throughput[signal];
    const scale = scaleFor(Math.max(...Object.values(perCpu).map(({ max }) => max)));
    const top = 24 + index * PANEL;
    const bars = (['lab', 'pass-through'] as const).map((name, place) =>
      bar(
        top + 12 + place * ROW,
        {
          title: TITLES[name],
          kind: name === 'lab' ? 'ours' : 'other',
          value: perCpu[name],
          unit: '/s',
        },
        scale,
      ),
    );
    const note = `The lab bears ${(share.median * 100).toFixed(0)} % of it.`;
    return [
      text(0, top, `${signal} per second of the collector's CPU`, 'title'),
      ...bars,
      text(0, top + 12 + 2 * ROW + 10, note, 'small'),
    ].join('\n');
  });
  const { sustained } = measurements;
  const height = SIGNALS.length * PANEL + 40;
  const about = `Median and range of ${plan.rounds} rounds. At ${plan.sustained.perSecond} spans/s for ${plan.sustained.seconds} s: ${sustained.refused} refused, ${sustained.lost} lost.`;
  return picture(height, 'What the collector bears, per signal', [
    ...panels,
    text(0, height - 16, about, 'small'),
  ]);
}
