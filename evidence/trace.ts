// Shows a trace in the terminal: its spans as a waterfall, its log lines, its Grafana links. Run by
// scripts/trace.sh, whose header describes the options.
import { dashboardUrl, logsUrl, traceUrl } from '../stores/grafana-links.ts';
import { grafanaInBrowser, lab } from '../stores/lab.ts';
import { type LogRecord, logRecords } from '../stores/loki.ts';
import { pollUntil } from '../stores/poll-until.ts';
import { type Span, searchTraces, spansOfTrace } from '../stores/tempo.ts';
import { needAnswer } from './checks/need-answer.ts';
import { readArguments } from './command/arguments.ts';
import { complain, print, printJson, runCommand, step, WrongCall } from './command/command.ts';
import { timesOf, waterfall } from './trace/waterfall.ts';

/** How long a new trace is waited for: one takes about a second from the request to Tempo. */
const SECONDS = 10;

/** The spans of a trace, once it has any; none when it does not come. */
const arrivedSpans = (traceId: string): Promise<Span[]> =>
  pollUntil(`trace ${traceId}`, SECONDS, async () => {
    const spans = await spansOfTrace(traceId);
    if (spans.length === 0) throw new Error('no spans');
    return spans;
  }).catch(() => []);

/** The newest trace that a click or a request to the API has made; undefined when there is none. */
async function newestTrace(): Promise<string | undefined> {
  // Without most_recent Tempo ends the search with the first traces that it happens to find.
  const query = '{ resource.service.namespace = "otel-lab" } with (most_recent=true)';
  const [newest] = await searchTraces(query, { limit: 1 });
  return newest?.id;
}

/** The first service of the trace that answered a request, or the backend while there is none. */
function firstService(spans: Span[]): { service: string; route?: string | undefined } {
  const [server] = spans.filter(({ kind }) => kind === 'SERVER').sort((a, b) => a.start - b.start);
  return { service: server?.service ?? 'backend', route: server?.attributes['http.route'] };
}

/** What any service logged during the trace, also one whose spans are not in it. */
function linesOf(traceId: string, spans: Span[]): Promise<LogRecord[]> {
  const minute = 60_000;
  const { start, end } = timesOf(spans);
  // Around the trace: Loki's default is the last hour.
  const range = {
    start: `${Math.floor(start - minute)}000000`,
    end: `${Math.ceil(end + minute)}000000`,
  };
  return logRecords(`{service_name=~".+"} | trace_id="${traceId}"`, range);
}

const clock = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(11, 23);

function show(traceId: string, spans: Span[], lines: LogRecord[]): void {
  const { start, end } = timesOf(spans);
  const day = new Date(start).toISOString().slice(0, 10);
  step(
    `${traceId}: ${spans.length} spans, ${(end - start).toFixed(1)} ms, ${day} ${clock(start)} UTC`,
  );
  for (const line of waterfall(spans)) print(line);
  step(`${lines.length} log lines`);
  for (const { time, body, attributes } of lines) {
    const level = (attributes.severity_text ?? '').padEnd(5);
    print(
      `${clock(Number(BigInt(time) / 1_000_000n))} ${attributes.service_name} ${level} ${body}`,
    );
  }
  step('In Grafana');
}

await runCommand('trace', async (args) => {
  const options = { json: { type: 'boolean', default: false } } as const;
  const { values, positionals } = readArguments(args, options, 1);
  const [wanted] = positionals;
  if (wanted !== undefined && !/^[0-9a-f]{32}$/.test(wanted)) {
    throw new WrongCall(`a trace id is 32 hexadecimal digits, not: ${wanted}`);
  }
  await needAnswer(`${lab.tempo}/ready`, `Tempo does not answer at ${lab.tempo}`);
  const traceId = wanted ?? (await newestTrace());
  if (!traceId) {
    complain('there is no trace of the last hour; add a task on the page');
    return 1;
  }
  const spans = await arrivedSpans(traceId);
  const found = spans.length > 0;
  const lines = found ? await linesOf(traceId, spans) : [];
  const links = {
    trace: traceUrl(grafanaInBrowser, traceId),
    logs: logsUrl(grafanaInBrowser, traceId),
    metrics: dashboardUrl(grafanaInBrowser, 'service-overview', { ...firstService(spans) }),
  };
  if (values.json) {
    printJson({ ...links, id: traceId, found, spans, lines });
  } else {
    if (found) show(traceId, spans, lines);
    else complain(`Tempo has no trace ${traceId}, not even after ${SECONDS} s`);
    for (const [name, url] of Object.entries(links)) print(`${name.padEnd(8)} ${url}`);
  }
  return found ? 0 : 1;
});
