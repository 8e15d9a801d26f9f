// What a request may be: its method and its body, checked before anything reads it.
import express, { type RequestHandler } from 'express';
import { Problem } from '../problem.ts';

// The longest valid task is about 9 kB of JSON; the rest is room for escapes.
const parseJson = express.json({ limit: '100kb' });

/** Reads a JSON body; anything else is refused before it is read. */
export const readJsonBody: RequestHandler = (request, response, next) => {
  if (!request.is('application/json')) {
    throw new Problem('unsupported-media-type', 'Send the task as application/json.');
  }
  parseJson(request, response, next);
};

/** 405 with the methods that the route does have. */
export const allowOnly =
  (methods: string): RequestHandler =>
  (request, response) => {
    response.set('Allow', methods);
    throw new Problem('method-not-allowed', `${request.method} is not one of ${methods}.`);
  };
