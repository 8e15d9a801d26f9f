// Does the stack see examples/blog, an app of another project? Run by scripts/blog.sh, which starts
// the app and describes the options.
import { resolve } from 'node:path';
import { ask, askJson, withParameters } from '../stores/ask.ts';
import { dashboardUrl } from '../stores/grafana-links.ts';
import { grafanaInBrowser, lab, root } from '../stores/lab.ts';
import { linesOfTrace } from '../stores/loki.ts';
import { counterBefore } from '../stores/prometheus.ts';
import { spansOfTrace } from '../stores/tempo.ts';
import { byHand } from './checks/by-hand.ts';
import {
  type Check,
  count,
  countsOf,
  printResults,
  runChecks,
  type Skipped,
} from './checks/checks.ts';
import { writeJunit } from './checks/junit.ts';
import { readArguments } from './command/arguments.ts';
import { runCommand, say, step } from './command/command.ts';
import { newTrace } from './trace-context.ts';
import { roseCheck } from './verify/signal-checks.ts';

const SPANS_COUNTED =
  'traces_spanmetrics_calls_total{service_name="blog", span_kind="SPAN_KIND_SERVER", http_route="/posts/:id"}';
const OWN_METRICS = 'http_server_request_duration_seconds_count{service_name="blog"}';
const EDGE = 'traces_service_graph_request_total{client="blog", server="backend"}';
const SECONDS = 60;

async function hasSpan(traceId: string, service: string, name: string): Promise<string> {
  const server = (await spansOfTrace(traceId)).find(
    (span) => span.service === service && span.kind === 'SERVER',
  );
  if (server?.name !== name) throw new Error(`it has: ${server?.name ?? 'no such span'}`);
  return name;
}

async function blogLines(traceId: string): Promise<string> {
  const lines = await linesOfTrace(traceId, 'blog');
  if (lines.length < 2) throw new Error(`only: ${lines.join(', ')}`);
  return lines.join(', ');
}

/** Asks through Grafana, as the variable of Service overview does. */
async function offeredByGrafana(): Promise<string> {
  const url = `${lab.grafana}/api/datasources/proxy/uid/prometheus/api/v1/label/service_name/values`;
  const selector = 'traces_spanmetrics_calls_total{span_kind="SPAN_KIND_SERVER"}';
  const { data } = await askJson<{ data: string[] }>(
    'Grafana',
    withParameters(url, { 'match[]': selector }),
  );
  if (!data.includes('blog')) throw new Error(`only: ${data.join(', ')}`);
  return data.join(', ');
}

async function grafanaCheck(): Promise<Check | Skipped> {
  const title = 'Grafana offers it on the dashboard Service overview';
  const runs = await ask('Grafana', `${lab.grafana}/api/health`).catch(() => undefined);
  if (runs === undefined) return { title, skipped: 'Grafana does not answer' };
  const url = dashboardUrl(grafanaInBrowser, 'service-overview', { service: 'blog' });
  return { title, seconds: SECONDS, byHand: `open ${url}`, ask: offeredByGrafana };
}

async function blogChecks(blogUrl: string): Promise<(Check | Skipped)[]> {
  const spansCounted = await counterBefore(SPANS_COUNTED);
  const ownMetrics = await counterBefore(OWN_METRICS);
  const edge = await counterBefore(EDGE);
  const { traceId, traceparent } = newTrace();
  step(`one request: GET ${blogUrl}/posts/1, trace ${traceId}`);
  const url = `${blogUrl}/posts/1`;
  const post = await ask('the blog', url, { headers: { traceparent }, seconds: 10 });
  say(post);
  const has = (title: string, service: string, name: string): Check => ({
    title,
    seconds: SECONDS,
    byHand: byHand.trace(traceId),
    ask: () => hasSpan(traceId, service, name),
  });
  const edgeTitle = 'the service map has the edge blog > backend';
  const callsBackend = JSON.parse(post).openTasks !== null;
  return [
    has('Tempo has its trace: blog GET /posts/:id', 'blog', 'GET /posts/:id'),
    {
      title: 'Loki has its log lines, with the trace',
      seconds: SECONDS,
      byHand: byHand.logs('{service_name="blog"}'),
      ask: () => blogLines(traceId),
    },
    roseCheck('Prometheus has its spans, counted by the collector', spansCounted, SECONDS),
    roseCheck('Prometheus has the metrics that it sends', ownMetrics, SECONDS),
    await grafanaCheck(),
    ...(callsBackend
      ? [
          has('its trace goes on in the backend', 'backend', 'GET /api/tasks'),
          roseCheck(edgeTitle, edge, 90),
        ]
      : [{ title: edgeTitle, skipped: 'the backend does not run' }]),
  ];
}

await runCommand('blog', async (args) => {
  const { values } = readArguments(args, {
    url: { type: 'string', default: '' },
    junit: { type: 'string', default: `${root}/reports/blog.xml` },
  });
  const junit = resolve(values.junit);
  const results = await runChecks(await blogChecks(values.url));
  printResults(results);
  writeJunit(junit, 'blog', results);
  step(`${countsOf(results)}; written to ${junit}`);
  return count(results, 'failed') === 0 ? 0 : 1;
});
