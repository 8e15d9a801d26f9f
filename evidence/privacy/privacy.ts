// `verify --privacy`: plants something private in every field that a sender can fill, then looks for it in
// everything that the lab keeps.
import { ask } from '../../stores/ask.ts';
import { lab } from '../../stores/lab.ts';
import { pollUntil } from '../../stores/poll-until.ts';
import { spansOfTrace } from '../../stores/tempo.ts';
import { asJson, type Check, count, countsOf, printResults, runChecks } from '../checks/checks.ts';
import { writeJunit } from '../checks/junit.ts';
import { CannotTell, interrupted, printJson, say, step } from '../command/command.ts';
import { hexId } from '../trace-context.ts';
import { askApi } from './api-fields.ts';
import { type Canary, canaries } from './canaries.ts';
import { startControl } from './control.ts';
import { logRecord, metric, type Plant, type Signal, span } from './fields.ts';
import { judgeAll, type Planted, UNGUARDED } from './judge.ts';
import { ordinaryValues } from './ordinary.ts';
import { type Kept, needArrival, placesOf } from './places.ts';

const KINDS = canaries().length;
const ORDINARY = 10_000;
const IN_A_SPAN = 100;
/** Generous, for slow machines. */
const ARRIVAL_SECONDS = 120;

const send = (address: string, signal: Signal, body: object): Promise<string> =>
  ask('OTLP', `${address}/v1/${signal}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    seconds: 10,
  });

/** Everything planted, and the traces in which it may be. */
class Garden {
  readonly planted: Planted[] = [];
  readonly traceIds: string[] = [];

  /** For one of the kinds, with a new value in each field. */
  plantFor(kind: number, way: string, what: string): Plant {
    return (field) => {
      const canary = canaries()[kind] as Canary;
      this.planted.push({ title: `${what}: ${field}`, way, canary });
      return canary;
    };
  }

  async sendAll(way: string, address: string, service: string): Promise<void> {
    for (let kind = 0; kind < KINDS; kind += 1) {
      const plantIn = (signal: Signal) => this.plantFor(kind, way, signal);
      const traceId = hexId(16);
      this.traceIds.push(traceId);
      await send(address, 'traces', span(plantIn('traces'), service, traceId));
      await send(address, 'metrics', metric(plantIn('metrics'), service, kind));
      await send(address, 'logs', logRecord(plantIn('logs'), service));
    }
  }

  async askApi(): Promise<void> {
    for (let kind = 0; kind < KINDS; kind += 1) {
      this.traceIds.push(...(await askApi(this.plantFor(kind, 'HTTP', 'API'))));
    }
  }
}

/** As attributes of one span each hundred. @returns their traces. */
async function sendOrdinary(service: string, values: string[]): Promise<string[]> {
  const traceIds: string[] = [];
  for (let from = 0; from < values.length; from += IN_A_SPAN) {
    const traceId = hexId(16);
    const time = `${Date.now()}000000`;
    const attributes = values.slice(from, from + IN_A_SPAN).map((value, index) => ({
      key: `value.${index}`,
      value: { stringValue: value },
    }));
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: service } }] };
    const one = { traceId, spanId: hexId(8), name: 'ordinary', kind: 1, attributes };
    const spans = [{ ...one, startTimeUnixNano: time, endTimeUnixNano: time }];
    await send(lab.otlp, 'traces', { resourceSpans: [{ resource, scopeSpans: [{ spans }] }] });
    traceIds.push(traceId);
  }
  return traceIds;
}

/** Are they in Tempo as they were sent? */
async function ordinaryPass(service: string): Promise<Check> {
  const values = ordinaryValues(ORDINARY);
  const traceIds = await sendOrdinary(service, values);
  const ask = async (): Promise<string> => {
    const stored: string[] = [];
    for (const traceId of traceIds) {
      const [found] = await spansOfTrace(traceId);
      if (!found) throw new Error(`no trace ${traceId} yet`);
      for (let index = 0; index < IN_A_SPAN; index += 1) {
        stored.push(found.attributes[`value.${index}`] ?? 'none');
      }
    }
    const changed = values.filter((value, index) => stored[index] !== value);
    if (changed.length > 0) throw new Error(`${changed.length} changed: ${changed.slice(0, 3)}`);
    return '';
  };
  const byHand = 'evidence/privacy/ordinary.ts makes them';
  return { title: `${ORDINARY} ordinary values pass unchanged`, seconds: 60, byHand, ask };
}

/** @returns the exit status: 0 nothing private was found, 1 something was. */
export async function privacy(junit: string, json: boolean): Promise<number> {
  const run = hexId(4);
  const garden = new Garden();
  step('a collector beside the lab that masks nothing: what comes through it must be found');
  const { grpc, unguarded } = await startControl();
  const since = Date.now();
  step(`${KINDS} kinds of private values in each field of each signal, run ${run}`);
  await garden.sendAll('HTTP', lab.otlp, `privacy-${run}-http`);
  await garden.sendAll('gRPC', grpc, `privacy-${run}-grpc`);
  await garden.sendAll(UNGUARDED, unguarded, `privacy-${run}-unguarded`);
  await garden.askApi();
  say(`${garden.planted.length} planted; waiting until all have arrived`);
  const kept: Kept = {
    since,
    traceIds: garden.traceIds,
    logs: `{service_name=~"privacy-${run}-.+"}`,
    series: `{job=~"privacy-${run}-.+", number!=""}`,
  };
  const isThere = () => needArrival(kept, 6 * KINDS, 3 * KINDS);
  await pollUntil('all of it', ARRIVAL_SECONDS, isThere, {
    signal: interrupted,
    interval: 1000,
  }).catch((error) => {
    interrupted.throwIfAborted();
    throw new CannotTell(`not all of it has arrived: ${(error as Error).message}`);
  });
  step('what the stores, their files and the logs of all containers have of it');
  const secrets = garden.planted.map(({ canary }) => canary.secret);
  const results = [
    ...judgeAll(garden.planted, await placesOf(kept, secrets)),
    ...(await runChecks([await ordinaryPass(`privacy-${run}-ordinary`)])),
  ];
  printResults(results);
  writeJunit(junit, 'privacy', results);
  if (json) printJson(asJson(results));
  step(`${countsOf(results)}; written to ${junit}`);
  return count(results, 'failed') === 0 ? 0 : 1;
}
