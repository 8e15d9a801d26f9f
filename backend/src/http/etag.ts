// Prevents lost updates: an answer's ETag is the task's version, and a change may name the version
// that it is based on. https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests
import type { Request, Response } from 'express';
import { Problem } from '../problem.ts';
import type { Versions } from '../task.ts';

/** The entity tag for this version of a task. */
export const etagOf = (version: number): string => `"${version}"`;

/** Whether If-None-Match says that the client has this version. Sets `etag` to compare. */
export function isKnown(response: Response, etag: string): boolean {
  // Express compares with the header of the answer; set only on demand, since setting it takes time.
  return response.req.get('If-None-Match') !== undefined && response.set('ETag', etag).req.fresh;
}

/**
 * The versions that If-Match names; undefined without the header or with `*`.
 * @throws {Problem} invalid-request when it is not a list of entity tags.
 */
export function versionsAllowed(request: Request): Versions {
  const header = request.get('If-Match');
  if (header === undefined || header.trim() === '*') return undefined;
  const tags = header.split(',').map((tag) => tag.trim());
  if (!tags.every((tag) => /^(W\/)?"[\x21\x23-\x7e]*"$/.test(tag))) {
    const error = { field: 'If-Match', message: 'must be a list of quoted entity tags, or *' };
    throw new Problem('invalid-request', 'The request is not valid.', [error]);
  }
  // A weak or unknown tag is allowed but never matches.
  return tags.map((tag) => Number(/^"(\d{1,15})"$/.exec(tag)?.[1] ?? 0));
}
