// session.ts: the session.id of this tab, for page-spans.ts and page-logs.ts.

const KEY = 'otel-lab.session.id';

/**
 * Returns a random id that lasts as long as the tab, over reloads, and says nothing about the person
 * or the machine. Where storage is forbidden it lasts as long as the page.
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

/** Not crypto.randomUUID: that exists on https and localhost only, and labs are also visited by IP. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
