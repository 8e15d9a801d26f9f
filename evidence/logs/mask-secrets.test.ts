import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskSecrets, secretValues } from './mask-secrets.ts';

const mask = (text: string): string => maskSecrets(text, []);

test("what follows a secret's name is masked, in env files, YAML, JSON, headers and addresses", () => {
  const cases = {
    'API_KEY=abc x=1': 'API_KEY=*** x=1',
    '  password: two words': '  password: ***',
    '{"token": "a b", "n": 1}': '{"token": "***", "n": 1}',
    '{"msg":"{\\"password\\":\\"p\\\\\\"q\\",\\"x\\":1}"}':
      '{"msg":"{\\"password\\":\\"***\\",\\"x\\":1}"}',
    'Authorization: Bearer abc.def': 'Authorization: ***',
    'a://b:c@d and e://f:g@h': 'a://***:***@d and e://***:***@h',
    '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\nnext': '***\nnext',
    '{"key": "-----BEGIN PRIVATE KEY-----\\nabc\\n-----END PRIVATE KEY-----\\n"}': '{"key": "***',
    'cut off -----BEGIN PRIVATE KEY-----\nabc': 'cut off ***',
  };
  for (const [text, masked] of Object.entries(cases)) assert.equal(mask(text), masked);
});

test('what is no secret stays readable', () => {
  for (const text of [
    '- { key: http.request.header.authorization, action: delete }',
    'token_count 5',
    'API_KEY=',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Compose
    'STATS_API_KEY: ${STATS_API_KEY:-}',
    'the password was wrong',
    'http://localhost:8080/a@b',
  ]) {
    assert.equal(mask(text), text);
  }
});

test('a known value is masked wherever it stands, whatever characters it has', () => {
  const secret = 'p4ss.w[rd$^*$&word';
  assert.equal(
    maskSecrets(`here is ${secret}, twice ${secret}`, [secret]),
    'here is ***, twice ***',
  );
});

test('secret values are those of variables that say so, and not short words', () => {
  const assignments = ['STATS_API_KEY=sixteen-chars', 'MODE=development', 'SOME_KEY=true', 'X'];
  assert.deepEqual(secretValues(assignments), ['sixteen-chars']);
});
