// What must not be masked: values of many shapes, the same ones in each run.
import { randomNumbers } from '../load/plan.ts';

/**
 * `count` values as telemetry has them: ids, versions, times, numbers, addresses, statements, words. Of the
 * span ids, which have 16 digits of 16, one in 8,000 has the form of a payment card; it would be masked.
 */
export function ordinaryValues(count: number): string[] {
  const random = randomNumbers(20_261_129);
  const below = (limit: number) => Math.floor(random() * limit);
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => '0123456789abcdef'[below(16)]).join('');
  const time = () => 1_764_000_000 + below(10_000_000);
  const shapes: (() => string)[] = [
    () => hex(32),
    () => hex(16),
    () => [8, 4, 4, 4, 12].map(hex).join('-'),
    () => hex(40),
    () => `${below(20)}.${below(40)}.${below(9)}`,
    () => `v${below(9)}.${below(40)}.${below(9)}-rc.${below(9)}+${hex(7)}`,
    () => String(time()),
    () => String(time() * 1000 + below(1000)),
    () => `${time()}${String(below(1e9)).padStart(9, '0')}`,
    () => new Date(time() * 1000).toISOString(),
    () => `${new Date(time() * 1000).toISOString().slice(0, 19)}+0${below(9)}:00`,
    () => String(below(2 ** 31)),
    () => `-${below(1000)}.${below(1e6)}`,
    () => `${below(9)}.${below(1e6)}e-${below(300)}`,
    () => `${below(1000)}.${below(10)} ms`,
    () => `${below(256)}.${below(256)}.${below(256)}.${below(256)}:${below(65_536)}`,
    () => `fe80::${hex(4)}:${hex(4)}:${hex(4)}`,
    () => `SELECT id, title FROM tasks WHERE id = ${below(1e9)} LIMIT ${below(100)}`,
    () => `GET /api/tasks/${below(1e6)}?limit=${below(100)}&sort=-created_at`,
    () => `http://host-${below(99)}:${below(65_536)}/assets/index-${hex(8)}.js`,
    () => `Mozilla/5.0 (X11; Linux x86_64; rv:${below(200)}.0) Gecko/20100101`,
    () => `attempt ${below(9)} of ${below(9)}: max_tokens ${below(9000)}, basic authentication`,
    () => `@types/node@${below(30)}`,
    () => `${hex(12)}_${below(1e6)}`,
    () => `W/"${hex(10)}"`,
  ];
  return Array.from({ length: count }, (_, index) =>
    (shapes[index % shapes.length] as () => string)(),
  );
}
