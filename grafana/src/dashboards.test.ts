// What the dashboards promise without a running lab: explained, readable, asking for what exists.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { serviceOverview } from './service-overview.ts';

const contract = readFileSync(new URL('../../docs/signals.md', import.meta.url), 'utf8');

// Parts of a PromQL histogram; the contract names the whole.
const wholeMetric = (name: string) => name.replace(/_(bucket|sum|count)$/, '');

// biome-ignore lint/suspicious/noExplicitAny: the builders' panel types differ by kind.
type Panel = any;

for (const dashboard of [serviceOverview()]) {
  describe(`dashboard ${dashboard.title}`, () => {
    const panels: Panel[] = dashboard.panels ?? [];

    test('has a readable uid and panels', () => {
      assert.match(dashboard.uid ?? '', /^[a-z]+(-[a-z]+)*$/);
      assert.ok(panels.length > 0);
    });

    for (const panel of panels) {
      test(`"${panel.title}" is explained, has a unit and says when it is empty`, () => {
        assert.ok(panel.description.length > 60);
        assert.ok(panel.fieldConfig.defaults.unit);
        assert.ok(panel.fieldConfig.defaults.noValue);
      });

      test(`"${panel.title}" asks only for metrics of the contract`, () => {
        const asked = panel.targets.flatMap((target: Panel) => [
          ...target.expr.matchAll(/([a-z_]+)\{/g),
        ]);
        assert.ok(asked.length > 0);
        for (const [, name] of asked) {
          assert.ok(contract.includes(`\`${wholeMetric(name)}\``), `${name} is in docs/signals.md`);
        }
      });
    }

    test('no two panels overlap, and all fit into 24 columns', () => {
      const taken = new Set<string>();
      for (const { gridPos } of panels) {
        assert.ok(gridPos.x + gridPos.w <= 24);
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
          for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
            assert.ok(!taken.has(`${x} ${y}`), `two panels at ${x}, ${y}`);
            taken.add(`${x} ${y}`);
          }
        }
      }
    });
  });
}
