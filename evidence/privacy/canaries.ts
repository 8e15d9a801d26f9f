// Something private of each kind, made up, which nothing else in the lab has.
import { randomInt } from 'node:crypto';

export interface Canary {
  kind: string;
  /** Of an attribute that would hold it. */
  key: string;
  value: string;
  /** As it would stand in a text. */
  text: string;
  /** What must not be found anywhere: letters and digits alone, see `plain`. */
  secret: string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

const some = (of: string, count: number): string =>
  Array.from({ length: count }, () => of[randomInt(of.length)]).join('');

/** Without what a store may write in another way, such as the "@" in the name of a metric. */
export const plain = (text: string): string => text.replaceAll(/[^A-Za-z0-9]/g, '');

/** Known by the key of its attribute, and in a text by the word before it. */
function byKey(kind: string, key: string, word: string, value = some(LETTERS, 14)): Canary {
  return { kind, key, value, text: `${word}${value}`, secret: plain(value) };
}

/** Known by itself. */
function byValue(kind: string, value: string, secret = value): Canary {
  const text = `seen ${value} today`;
  return { kind, key: 'note', value: text, text, secret: plain(secret) };
}

/** The digit that makes a number pass https://en.wikipedia.org/wiki/Luhn_algorithm. */
export function checkDigit(number: string): string {
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const twice = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

function card(): string {
  const number = `4${some(DIGITS, 14)}`;
  return `${number}${checkDigit(number)}`;
}

/** A German one; its check digits as in ISO 13616. */
function iban(): string {
  const account = some(DIGITS, 18);
  // D is 13, E is 14; the check digits count as 00.
  const check = String(98n - (BigInt(`${account}131400`) % 97n)).padStart(2, '0');
  return `DE${check}${account}`;
}

/** In groups, as people write such numbers. */
const inGroups = (text: string): string => text.replaceAll(/(.{4})(?=.)/g, '$1 ');

/** One of each kind, new ones at each call. */
export function canaries(): Canary[] {
  const key = some(LETTERS + DIGITS, 40);
  const user = some(LETTERS, 12);
  const password = some(LETTERS, 12);
  const claims = some(LETTERS + DIGITS, 24);
  return [
    byKey('password', 'user.password', 'password='),
    byKey('secret', 'client_secret', 'secret: '),
    byKey('token', 'access_token', 'access_token='),
    byKey('API key', 'x-api-key', 'api_key='),
    byKey('authorization', 'http.request.header.authorization', 'Authorization: Basic '),
    byKey('cookie', 'http.request.header.cookie', 'Cookie: ', `session=${some(LETTERS, 14)}`),
    byKey('credit card', 'payment.credit_card', 'credit_card=', card()),
    byValue('e-mail address', `${user}@example.com`, user),
    byValue('card number', card()),
    byValue('card number in groups', inGroups(card())),
    byValue('bearer token', `Bearer ${key}`, key),
    byValue('JSON web token', `eyJhbGciOiJIUzI1NiJ9.eyJ${claims}.${some(LETTERS, 20)}`, claims),
    byValue('private key', `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----`, key),
    byValue('IBAN', inGroups(iban())),
    byValue('phone number', `+49 170 ${some(DIGITS.slice(1), 8)}`),
    byValue('social security number', [3, 2, 4].map((count) => some(DIGITS, count)).join('-')),
    byValue('AWS access key', `AKIA${some(LETTERS.toUpperCase(), 16)}`),
    byValue('password in a URL', `https://user:${password}@example.com/`, password),
  ];
}
