// The options of traffic, checked.
import { lab } from '../../stores/lab.ts';
import { readArguments, secondsOf } from '../command/arguments.ts';
import { WrongCall } from '../command/command.ts';
import type { Mix } from '../load/plan.ts';

function readMix(text: string): Mix {
  const parts = text.split(',').map((part) => /^(success|slow|error):([0-9]{1,4})$/.exec(part));
  const shares = parts.map((part) => [part?.[1] ?? '', Number(part?.[2])] as const);
  if (parts.includes(null) || shares.every(([, share]) => share === 0)) {
    throw new WrongCall(`--mix is a list such as success:90,slow:5,error:5, not: ${text}`);
  }
  return Object.fromEntries(shares);
}

/** Allows only this lab's page, this machine, or a host that the caller claims to own. */
function readUrl(text: string, ownHost: boolean): string {
  const url = text.replace(/\/$/, '');
  const [, host] =
    /^https?:\/\/(\[[0-9a-f:]+\]|[a-z0-9._-]+)(?::[0-9]+)?(?:\/[^?#" ]*)?$/i.exec(url) ?? [];
  if (host === undefined) {
    throw new WrongCall(`--url is an address such as http://localhost:8080, not: ${text}`);
  }
  const loopback = /^(localhost|127(\.[0-9]{1,3}){3}|\[::1\])$/.test(host);
  if (!ownHost && url !== lab.frontend && !loopback) {
    throw new WrongCall(
      `${host} is not this machine. Load on the host of somebody else is an attack; if it is yours, say --i-own-this-host`,
    );
  }
  return url;
}

function readRate(text: string): number {
  const rate = text.replace(/\/s$/, '');
  if (!/^[0-9]{1,4}(\.[0-9]{1,3})?$/.test(rate) || Number(rate) === 0) {
    throw new WrongCall(`--rate is a number above 0, such as 5 or 0.5, not: ${text}`);
  }
  return Number(rate);
}

/** @throws {WrongCall} saying what is allowed. */
export function readOptions(args: string[]) {
  const { values } = readArguments(args, {
    rate: { type: 'string', default: '5' },
    duration: { type: 'string', default: '30s' },
    mix: { type: 'string', default: 'success:90,slow:5,error:5' },
    seed: { type: 'string', default: '1' },
    url: { type: 'string', default: lab.frontend },
    'i-own-this-host': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  if (!/^[0-9]{1,9}$/.test(values.seed)) {
    throw new WrongCall(`--seed is a whole number, not: ${values.seed}`);
  }
  return {
    perSecond: readRate(values.rate),
    seconds: secondsOf('--duration', values.duration),
    mixText: values.mix,
    mix: readMix(values.mix),
    seed: Number(values.seed),
    url: readUrl(values.url, values['i-own-this-host']),
    json: values.json,
  };
}
