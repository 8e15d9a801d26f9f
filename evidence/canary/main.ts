// The canary: a known request each minute through the whole lab, from nginx to the stores, and how long each
// store takes until it has what the request left. See docker-compose.yml, and docs/decisions/0017.
import { setTimeout as sleep } from 'node:timers/promises';
import { Freshness } from './freshness.ts';
import { SIGNALS, type Signal, sendRequest } from './request.ts';
import { sendResults } from './results.ts';

const EVERY_MS = 60_000;
/** After a request that failed, so that the end of an outage is seen soon. */
const AGAIN_MS = 5000;
const LOOK_MS = 500;
const TELL_MS = 5000;

const freshness = Object.fromEntries(SIGNALS.map((signal) => [signal, new Freshness()])) as Record<
  Signal,
  Freshness
>;

const print = (level: string, msg: string) =>
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, msg })}\n`);

/** Looks for what the request left, until it is there or the next one is due. */
async function watch(signal: Signal, isThere: () => Promise<boolean>, sentAt: number) {
  while (Date.now() < sentAt + EVERY_MS - LOOK_MS) {
    if (await isThere().catch(() => false)) return freshness[signal].found(sentAt, Date.now());
    await sleep(LOOK_MS);
  }
  print('warn', `nothing complete of ${signal} within a minute`);
}

/** @returns when the next request is due. */
async function oneRequest(sentAt: number): Promise<number> {
  for (const signal of SIGNALS) freshness[signal].sent(sentAt);
  try {
    const looks = await sendRequest();
    await Promise.all(SIGNALS.map((signal) => watch(signal, looks[signal], sentAt)));
    return sentAt + EVERY_MS;
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { code?: string } };
    print('warn', cause?.code ?? message);
    return Date.now() + AGAIN_MS;
  }
}

setInterval(() => {
  const now = Date.now();
  const seconds = SIGNALS.map((signal) => [signal, freshness[signal].seconds(now)]);
  // The collector's absence has an alert of its own.
  sendResults(Object.fromEntries(seconds)).catch(() => {});
}, TELL_MS);

for (;;) {
  const next = await oneRequest(Date.now());
  await sleep(Math.max(0, next - Date.now()));
}
