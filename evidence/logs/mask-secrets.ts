// mask-secrets.ts: replaces what looks like a secret by ***: known values wherever they stand, what
// follows a name such as password or api_key, private keys, and logins in addresses.

const MASK = '***';

/** Names after which a secret stands. A name that ends in _key is one, a name like keyboard is not. */
const NAME =
  /((api|access|secret|private|signing|encryption|license|[a-z0-9_]_)[_-]?key|token|secret|password|passwd|credentials?|authorization|cookie)/gi;

/** A private key: many lines, or one line with \n in it where it stands in JSON. */
const PRIVATE_KEY =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----[^\n]*|$)/g;

/** Name and password in addresses such as postgres://name:password@host. */
const LOGIN = /:\/\/[^/@ "':]+:[^/@ "']+@/g;

/**
 * The length of the value at the start of `text`: up to its closing quote (a backslash before it
 * where JSON stands in a string), or up to what ends a word. After a colon, as in YAML and headers, a
 * value may have spaces.
 */
function valueLength(text: string, separator: string): number {
  const [quote] = /^\\?["']/.exec(text) ?? [];
  if (quote === undefined) {
    const end = text.search(separator.includes(':') ? /["'\\,})\]]/ : /[ \t,;&"'\\})\]]/);
    return end < 0 ? text.length : end;
  }
  let at = text.indexOf(quote, quote.length);
  // A quote after a backslash of its own belongs to the value.
  while (at > quote.length && text[at - 1] === '\\') at = text.indexOf(quote, at + quote.length);
  return at < 0 ? text.length : at;
}

/** Masks what follows a secret's name in one line. */
function maskAfterNames(line: string): string {
  let done = '';
  let rest = line;
  for (;;) {
    NAME.lastIndex = 0;
    const name = NAME.exec(rest);
    if (!name) return done + rest;
    const after = name.index + name[0].length;
    done += rest.slice(0, after);
    rest = rest.slice(after);
    const [separator] = /^\\?["']?[ \t]*(:-|[:=])[ \t]*/.exec(rest) ?? [];
    if (separator === undefined) continue;
    done += separator;
    rest = rest.slice(separator.length);
    // A reference to a variable is no value.
    if (/^"?\$[A-Z{]/.test(rest)) continue;
    const length = valueLength(rest, separator);
    const [quote = ''] = /^\\?["']/.exec(rest) ?? [];
    done += quote + (length > quote.length ? MASK : '');
    rest = rest.slice(length);
  }
}

/** `text` without secrets. @param values known ones; they are masked wherever they stand. */
export function maskSecrets(text: string, values: string[]): string {
  const withoutKeys = text.replaceAll(PRIVATE_KEY, MASK);
  const withoutValues = values.reduce(
    (masked, value) => masked.replaceAll(value, MASK),
    withoutKeys,
  );
  return withoutValues
    .split('\n')
    .map((line) => maskAfterNames(line).replaceAll(LOGIN, `://${MASK}:${MASK}@`))
    .join('\n');
}

const SECRET_VARIABLE =
  /^[A-Za-z0-9_]*(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL)[A-Za-z0-9_]*=(.{6,})$/;

/**
 * The values of those of the assignments NAME=value whose name says that they are secret. Shorter
 * ones than six characters, and words such as true, would mask half the text.
 */
export const secretValues = (assignments: string[]): string[] => [
  ...new Set(assignments.flatMap((assignment) => SECRET_VARIABLE.exec(assignment)?.[1] ?? [])),
];
