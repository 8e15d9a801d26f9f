// Masks what is private before it is recorded. The collector masks it once more, for all senders
// (otel-collector/privacy.yaml); here it never leaves the process, nor stands in what it prints.

/** Query parameters whose values are recorded; people type into `search`, and `cursor` can hold a title. */
const RECORDED_PARAMETERS = ['completed', 'sort', 'limit', 'delay', 'status'];

/** The first letters of an address, and all of its top-level domain. */
const EMAIL = /([\w.%+-])[\w.%+-]*@([\w-])[\w-]*(?:\.[\w-]+)*(\.[A-Za-z]{2,})/g;
/** 13 to 19 digits, also in groups; timestamps begin with 1. */
const CARD = /\b[2-6](?:[ -]?\d){12,18}\b/g;
/** Shown nowhere, not even in part. In the order of privacy.yaml. */
const SECRETS = [
  /\+[1-9](?:[ .()-]{0,2}\d){9,12}\b/g,
  /(?<=:\/\/)[^\s/:@]+:[^\s/@]+(?=@)/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b\d{3}-\d\d-\d{4}\b/g,
  /\b[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /\b(?:A[KS]IA[A-Z0-9]{16}|gh[pousr]_\w{36})\b/g,
  /(?<=\bbearer )[\w.~+/-]{12,}=*/gi,
  /(?<=(?:password|passwd|secret|token|api[_-]?key|authorization|cookie|credit[_-]?card)["']?\s?[:=]\s?)(?:basic )?[^\s,;&"'}]+/gi,
];

/**
 * Whether the last digit is the check digit of those before it, as of a payment card; of ten random
 * numbers nine are not. https://en.wikipedia.org/wiki/Luhn_algorithm
 */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const maskCard = (found: string): string => {
  const digits = found.replaceAll(/\D/g, '');
  return passesLuhn(digits) ? `****-****-****-${digits.slice(-4)}` : found;
};

/** u***@d***.com for an e-mail address, ****-****-****-3456 for a payment card, *** for what is secret. */
export const sanitize = (text: string): string =>
  SECRETS.reduce((masked, secret) => masked.replaceAll(secret, '***'), text)
    .replaceAll(EMAIL, '$1***@$2***$3')
    .replaceAll(CARD, maskCard);

/** A URL's path. As it came, if nothing in it is private, else decoded. */
export function sanitizePath(path: string): string {
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // Not encoded as URLs are.
  }
  const sanitized = sanitize(decoded);
  return sanitized === decoded ? path : sanitized;
}

/** A URL's query, with the values of those parameters alone that nobody types into. */
export const sanitizeQuery = (query: string): string =>
  query.replaceAll(/(^|&)([^=&]*)(=?)[^&]*/g, (parameter, and, name, is) => {
    if (RECORDED_PARAMETERS.includes(name)) return sanitizePath(parameter);
    return `${and}${sanitizePath(name)}${is && '=REDACTED'}`;
  });
