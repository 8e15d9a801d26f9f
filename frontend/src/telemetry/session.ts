// The session.id of this tab, for page-spans.ts and page-logs.ts.

const KEY = 'otel-lab.session.id';

/**
 * Returns a random id that lasts as long as the tab, across reloads, and reveals nothing about the user
 * or the machine. Without storage it lasts as long as the page.
 */
export function sessionId(storage: () => Storage): string {
  try {
    const known = storage().getItem(KEY);
    if (known) return known;
    const id = randomId();
    storage().setItem(KEY, id);
    return id;
  } catch {
    return randomId();
  }
}

/** Not crypto.randomUUID, which needs https or localhost; labs are also visited by IP address. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
