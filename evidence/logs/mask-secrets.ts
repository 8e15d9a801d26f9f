// Replaces secrets by ***: known values, values after a name such as password or api_key, private
// keys, and logins in addresses.

const MASK = '***';

/** Names followed by a secret. A name that ends in _key is one, a name like keyboard is not. */
const NAME =
  /((api|access|secret|private|signing|encryption|license|[a-z0-9_]_)[_-]?key|token|secret|password|passwd|credentials?|authorization|cookie)/gi;

/** A private key: many lines, or one line with \n in JSON. */
const PRIVATE_KEY =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----[^\n]*|$)/g;

/** Name and password in addresses such as postgres://name:password@host. */
const LOGIN = /:\/\/[^/@ "':]+:[^/@ "']+@/g;

/**
 * The length of the value at the start of `text`: up to its closing quote (escaped, for JSON within
 * a string), or up to the end of the word. After a colon, as in YAML and headers, a value may contain
 * spaces.
 */
function valueLength(text: string, separator: string): number {
  const [quote] = /^\\?["']/.exec(text) ?? [];
  if (quote === undefined) {
    const end = text.search(separator.includes(':') ? /["'\\,})\]]/ : /[ \t,;&"'\\})\]]/);
    return end < 0 ? text.length : end;
  }
  let at = text.indexOf(quote, quote.length);
  // An escaped quote belongs to the value.
  while (at > quote.length && text[at - 1] === '\\') at = text.indexOf(quote, at + quote.length);
  return at < 0 ? text.length : at;
}

/** Masks the values that follow a secret's name in one line. */
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
    // A reference to a variable is not a secret.
    if (/^"?\$[A-Z{]/.test(rest)) continue;
    const length = valueLength(rest, separator);
    const [quote = ''] = /^\\?["']/.exec(rest) ?? [];
    done += quote + (length > quote.length ? MASK : '');
    rest = rest.slice(length);
  }
}

/** Returns `text` without secrets. @param values known secrets, masked everywhere. */
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
 * The values of assignments NAME=value whose name marks a secret. Values shorter than six characters
 * and words such as true are left out: they would mask half the text.
 */
export const secretValues = (assignments: string[]): string[] => [
  ...new Set(assignments.flatMap((assignment) => SECRET_VARIABLE.exec(assignment)?.[1] ?? [])),
];
