// Sends HTTP requests to the parts of the lab; errors name the part that did not answer.
import { AskError } from './ask-error.ts';
import { credentialsFor } from './lab.ts';

export type Parameters = Record<string, string | number | undefined>;

/** `url` with query parameters; undefined ones are left out. */
export function withParameters(url: string, parameters: Parameters): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return given.length === 0 ? url : `${url}?${query}`;
}

/** The name of a network error, such as ECONNREFUSED, or its message. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message;
}

/**
 * Returns the body of the answer as text.
 * @param who names the part in errors, such as "Tempo".
 * @throws {AskError} when nothing answers within `seconds`, or when the status is not 2xx.
 */
export async function ask(
  who: string,
  url: string,
  { seconds = 5, ...init }: RequestInit & { seconds?: number } = {},
): Promise<string> {
  let response: Response;
  let body: string;
  try {
    const headers = { ...credentialsFor(url), ...init.headers };
    response = await fetch(url, { signal: AbortSignal.timeout(seconds * 1000), ...init, headers });
    body = await response.text();
  } catch (error) {
    throw new AskError(`${who} does not answer at ${new URL(url).origin}: ${reasonOf(error)}`);
  }
  if (!response.ok) {
    const text = body.trim().replaceAll(/\s+/g, ' ').slice(0, 300);
    throw new AskError(`${who}: status ${response.status}${text && `: ${text}`}`, response.status);
  }
  return body;
}

/** Returns the answer's JSON; its type is the caller's claim and is not checked. */
export async function askJson<T>(
  who: string,
  url: string,
  init: RequestInit & { seconds?: number } = {},
): Promise<T> {
  // Without this header Tempo answers in protobuf.
  const body = await ask(who, url, {
    ...init,
    headers: { accept: 'application/json', ...init.headers },
  });
  try {
    return JSON.parse(body) as T;
  } catch {
    throw new AskError(`${who} answers at ${url} with something that is not JSON`);
  }
}
