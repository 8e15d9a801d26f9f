// What the lab does otherwise on purpose, and why.
import type { Check } from './checks.ts';

/** By the number of the check; `services` says which, if not all. */
export const EXCEPTIONS: { id: Check['id']; services?: RegExp; why: string }[] = [
  {
    id: '5.15',
    why: 'unless-stopped: what it answered for must not depend on how often it fell. The faults kill a collector 20 times in a row, and nothing is lost; a service that falls for good is an alert.',
  },
  {
    id: '5.27',
    services: /^canary$/,
    why: 'the canary answers nobody. What it is for is its health: when it falls silent, an alert says so (CanarySilent).',
  },
];
