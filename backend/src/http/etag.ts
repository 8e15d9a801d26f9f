// Lost updates: an answer tells the task's version as its ETag; a change may name the version it
// was made for. https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests
import type { Request, Response } from 'express';
import { Problem } from '../problem.ts';
import type { Versions } from '../task.ts';

/** The entity tag of a task of this version. */
export const etagOf = (version: number): string => `"${version}"`;

/** Whether the client has this very version already, by If-None-Match; then `etag` is set. */
export function isKnown(response: Response, etag: string): boolean {
  // Express compares with the header that is set. Only where it is asked: setting it costs.
  return response.req.get('If-None-Match') !== undefined && response.set('ETag', etag).req.fresh;
}

/**
 * The versions that If-Match names; undefined without the header or with `*`.
 *
 * @throws {Problem} invalid-request for what is no list of entity tags.
 */
export function versionsAllowed(request: Request): Versions {
  const header = request.get('If-Match');
  if (header === undefined || header.trim() === '*') {
    return undefined;
  }
  const tags = header.split(',').map((tag) => tag.trim());
  if (!tags.every((tag) => /^(W\/)?"[\x21\x23-\x7e]*"$/.test(tag))) {
    const error = { field: 'If-Match', message: 'must be a list of quoted entity tags, or *' };
    throw new Problem('invalid-request', 'The request is not valid.', [error]);
  }
  // A weak or foreign tag is allowed, and never matches.
  return tags.map((tag) => Number(/^"(\d{1,15})"$/.exec(tag)?.[1] ?? 0));
}
