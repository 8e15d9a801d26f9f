import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sanitize, sanitizePath, sanitizeQuery } from './sanitize.ts';

const DIGITS = [...'0123456789'];
const digits = (count: number) =>
  fc.array(fc.constantFrom(...DIGITS), { minLength: count, maxLength: count });
const word = (count: number) => fc.stringMatching(new RegExp(`^[a-z]{${count}}$`));

test('an e-mail address keeps a hint of itself', () => {
  assert.equal(sanitize('from user@domain.com to'), 'from u***@d***.com to');
  assert.equal(sanitize('a.b+c@mail.example.co.uk'), 'a***@m***.uk');
});

test('a card keeps its last digits, however it is written', () => {
  for (const card of ['4111111111111111', '4111-1111-1111-1111', '4111 1111 1111 1111']) {
    assert.equal(sanitize(`card ${card}.`), 'card ****-****-****-1111.');
  }
  assert.equal(sanitize('378282246310005'), '****-****-****-0005');
});

test('no address survives, wherever it stands', () => {
  fc.assert(
    fc.property(word(8), word(6), fc.string(), fc.string(), (user, host, before, after) => {
      const masked = sanitize(`${before} ${user}@${host}.com ${after}`);
      assert.ok(!masked.includes(`${user}@`) && !masked.includes(`@${host}`), masked);
    }),
  );
});

test('a number that is no card stays, and one that is does not', () => {
  fc.assert(
    fc.property(digits(14), (number) => {
      const all = DIGITS.map((digit) => ['4', ...number, digit].join(''));
      const changed = all.filter((one) => sanitize(one) !== one);
      assert.equal(changed.length, 1, changed.join());
    }),
  );
});

test('secrets are not shown, not even in part', () => {
  for (const [text, masked] of [
    ['Authorization: Basic YWJjOmRlZg==', 'Authorization: ***'],
    ['https://user:hunter2@example.com/', 'https://***@example.com/'],
    ['password=hunter2&x=1', 'password=***&x=1'],
    ['call +49 170 1234567 now', 'call *** now'],
    ['DE89 3704 0044 0532 0130 00', '***'],
    ['AKIAIOSFODNN7EXAMPLE', '***'],
    ['-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY----- end', '*** end'],
  ] as const) {
    assert.equal(sanitize(text), masked);
  }
});

test('it is done once: what is masked stays as it is', () => {
  fc.assert(
    fc.property(fc.string(), word(5), digits(16), (text, user, number) => {
      const masked = sanitize(`${text} ${user}@example.com ${number.join('')}`);
      assert.equal(sanitize(masked), masked);
    }),
  );
});

test('what everybody may see stays', () => {
  for (const text of [
    '/api/tasks/42',
    '5b8efff798038103d269b633813fc60c',
    '1764381600000000000',
    '2026-11-29T02:00:00.000+01:00',
    '1.30.5-alpine+20261129',
    'SELECT id FROM tasks WHERE id = ?',
    'max_tokens 5',
  ]) {
    assert.equal(sanitize(text), text);
  }
});

test('a path is decoded only if something in it is private', () => {
  assert.equal(sanitizePath('/api/a%20b'), '/api/a%20b');
  assert.equal(sanitizePath('/api/tasks/user%40domain.com'), '/api/tasks/u***@d***.com');
  assert.equal(sanitizePath('/api/%zz/user@domain.com'), '/api/%zz/u***@d***.com');
});

test('of a query the values remain that nobody types', () => {
  assert.equal(sanitizeQuery('search=my%20secret&limit=2'), 'search=REDACTED&limit=2');
  assert.equal(
    sanitizeQuery('limit=2&cursor=abc&search='),
    'limit=2&cursor=REDACTED&search=REDACTED',
  );
  assert.equal(
    sanitizeQuery('token=abc&flag&a@b.com=1'),
    'token=REDACTED&flag&a***@b***.com=REDACTED',
  );
  assert.equal(sanitizeQuery('limit=a%40b.com'), 'limit=a***@b***.com');
});
