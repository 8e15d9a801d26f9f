// Does the API return trace ids, describe itself, and fail visibly?
import { askJson } from '../../stores/ask.ts';
import { lab } from '../../stores/lab.ts';
import { linesOfTrace } from '../../stores/loki.ts';
import { spansOfTrace } from '../../stores/tempo.ts';
import { byHand } from '../checks/by-hand.ts';
import type { Check } from '../checks/checks.ts';
import { newTrace } from '../trace-context.ts';

async function answerTellsTrace(): Promise<string> {
  const { traceId, traceparent } = newTrace();
  const { headers } = await fetch(`${lab.frontend}/api/tasks?limit=1`, {
    method: 'HEAD',
    headers: { traceparent },
    signal: AbortSignal.timeout(5000),
  });
  const traceresponse = headers.get('traceresponse') ?? '';
  if (!traceresponse.startsWith(`00-${traceId}-`)) {
    throw new Error(`traceresponse: ${traceresponse || 'none'}`);
  }
  return `traceresponse: ${traceresponse}`;
}

async function apiDescribesItself(): Promise<string> {
  const description = await askJson<{ openapi?: string; paths?: object }>(
    'the API',
    `${lab.frontend}/api/openapi.json`,
  );
  if (!description.openapi) throw new Error('no OpenAPI document');
  return `OpenAPI ${description.openapi}, ${Object.keys(description.paths ?? {}).length} paths`;
}

async function failureIsAnError(traceId: string): Promise<string> {
  const server = (await spansOfTrace(traceId)).find(({ kind }) => kind === 'SERVER');
  const exception = server?.events.find(({ name }) => name === 'exception');
  if (server?.status !== 'ERROR' || !exception) {
    const events = server?.events.map(({ name }) => name).join(', ') || 'none';
    throw new Error(server ? `status ${server.status}, events: ${events}` : 'no server span yet');
  }
  return `${server.name}: ${exception.attributes['exception.type']}`;
}

async function failureIsLogged(traceId: string): Promise<string> {
  const lines = await linesOfTrace(traceId);
  if (!lines.includes('Unexpected error')) throw new Error(`it has only: ${lines.join(', ')}`);
  return 'Unexpected error';
}

/** Also sends a failing request. */
export async function apiChecks(): Promise<Check[]> {
  const { traceId, traceparent } = newTrace();
  // It is meant to fail; two of the checks ask whether it did.
  await fetch(`${lab.frontend}/api/simulate-error`, {
    headers: { traceparent },
    signal: AbortSignal.timeout(5000),
  }).catch(() => {});
  return [
    {
      title: 'an answer of the API tells its trace',
      seconds: 10,
      byHand: `curl -i ${lab.frontend}/api/tasks`,
      ask: answerTellsTrace,
    },
    {
      title: 'the API describes itself',
      seconds: 10,
      byHand: `curl ${lab.frontend}/api/openapi.json`,
      ask: apiDescribesItself,
    },
    {
      title: 'a failing request is a span with status ERROR and its exception',
      seconds: 30,
      byHand: byHand.trace(traceId),
      ask: () => failureIsAnError(traceId),
    },
    {
      title: 'and an error line in Loki',
      seconds: 30,
      byHand: byHand.logs(`{severity_text="error"} | trace_id="${traceId}"`),
      ask: () => failureIsLogged(traceId),
    },
  ];
}
