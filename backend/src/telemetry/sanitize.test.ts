import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redactQuery } from './redact-query.ts';

test('what people typed is replaced, the rest stays', () => {
  assert.equal(redactQuery('search=my%20secret&limit=2'), 'search=REDACTED&limit=2');
  assert.equal(
    redactQuery('limit=2&cursor=abc&search='),
    'limit=2&cursor=REDACTED&search=REDACTED',
  );
  assert.equal(redactQuery('research=x'), 'research=x');
});
