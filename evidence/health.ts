// Asks every service at its published port whether it is healthy. Run by scripts/health.sh, whose
// header describes the options.
import { resolve } from 'node:path';
import { ask } from '../stores/ask.ts';
import { hardened, lab } from '../stores/lab.ts';
import {
  asJson,
  type Check,
  count,
  printResults,
  runChecks,
  type Skipped,
} from './checks/checks.ts';
import { writeJunit } from './checks/junit.ts';
import { readArguments, secondsOf } from './command/arguments.ts';
import { keepStdoutForJson, printJson, runCommand, step } from './command/command.ts';

/** Where OTLP without any record is posted: it is taken, and changes nothing. */
const NOTHING_SENT = '/v1/logs';
const EMPTY = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };

/** In the order in which data flows. */
const SERVICES = {
  frontend: `${lab.frontend}/healthz`,
  // The hardened lab publishes neither the backend's port nor the collector's for health checks.
  backend: hardened ? `${lab.backend}/api/openapi.json` : `${lab.backend}/ready`,
  'otel-collector': hardened ? `${lab.otlp}${NOTHING_SENT}` : `${lab.collectorHealth}/`,
  tempo: `${lab.tempo}/ready`,
  prometheus: `${lab.prometheus}/-/ready`,
  loki: `${lab.loki}/ready`,
  grafana: `${lab.grafana}/api/health`,
};

function checkOf(service: string, url: string, seconds: number): Check | Skipped {
  const title = `${service} at ${url}`;
  // Set by scripts/health.sh.
  if (service === 'grafana' && process.env.LAB_GRAFANA === 'no') {
    return { title, skipped: `no image ${process.env.GRAFANA_IMAGE}` };
  }
  return {
    title,
    seconds,
    byHand: `docker compose logs ${service}`,
    ask: async () => {
      await ask(service, url, url.endsWith(NOTHING_SENT) ? EMPTY : {});
      return '';
    },
  };
}

await runCommand('health', async (args) => {
  const { values } = readArguments(args, {
    timeout: { type: 'string', default: '60s' },
    junit: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const seconds = secondsOf('--timeout', values.timeout);
  if (values.json) keepStdoutForJson();
  step(`asking seven services, each for at most ${seconds} s`);
  const results = await runChecks(
    Object.entries(SERVICES).map(([service, url]) => checkOf(service, url, seconds)),
  );
  printResults(results);
  if (values.junit) writeJunit(resolve(values.junit), 'health', results);
  if (values.json) printJson(asJson(results));
  const failed = count(results, 'failed');
  step(`${count(results, 'ok')} healthy, ${failed} not, ${count(results, 'skipped')} skipped`);
  return failed === 0 ? 0 : 1;
});
