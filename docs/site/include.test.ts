import assert from 'node:assert/strict';
import { test } from 'node:test';
import { included } from './include.ts';

const file = ['a: 1', '  # #region part', '  b:', '    c: 2', '  # #endregion', 'd: 3'].join('\n');
const page = (block: string) =>
  `Words.\n<!-- include: x/config.yaml#part -->\n${block}<!-- /include -->\nMore.`;

test('a block is what the region is now, without its indent', () => {
  const now = page('```yaml\nb:\n  c: 2\n```\n');
  assert.equal(
    included(page(''), () => file),
    now,
  );
  assert.equal(
    included(page('```yaml\nold\n```\n'), () => file),
    now,
  );
});

test('without a region the block is the whole file', () => {
  const whole = '<!-- include: x/config.yaml -->\n<!-- /include -->';
  assert.match(
    included(whole, () => `${file}\n`),
    /```yaml\na: 1\n[^`]*\nd: 3\n```\n/,
  );
});

test('a region that is not there is an error that names it', () => {
  assert.throws(() => included(page(''), () => 'a: 1'), /x\/config\.yaml has no region part/);
});
