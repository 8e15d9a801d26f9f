import { dashboardUrl, logsUrl, traceUrl } from '../stores/grafana-links.ts';
import { grafanaInBrowser, lab } from '../stores/lab.ts';
import { type Span, spansOfTrace } from '../stores/tempo.ts';
import { needAnswer } from './checks/need-answer.ts';
import { readArguments } from './command/arguments.ts';
import { complain, print, printJson, runCommand, WrongCall } from './command/command.ts';

/** The first service of the trace that answered a request, or the backend while there is none. */
function firstService(spans: Span[]): { service: string; route?: string | undefined } {
  const [server] = spans.filter(({ kind }) => kind === 'SERVER').sort((a, b) => a.start - b.start);
  return { service: server?.service ?? 'backend', route: server?.attributes['http.route'] };
}

await runCommand('links', async (args) => {
  const { values, positionals } = readArguments(
    args,
    { json: { type: 'boolean', default: false } },
    1,
  );
  const [traceId = ''] = positionals;
  if (!/^[0-9a-f]{32}$/.test(traceId)) {
    throw new WrongCall(`a trace id is 32 hexadecimal digits, not: ${traceId || 'nothing'}`);
  }
  await needAnswer(`${lab.tempo}/ready`, `Tempo does not answer at ${lab.tempo}`);
  const spans = await spansOfTrace(traceId).catch(() => []);
  const found = spans.length > 0;
  const links = {
    trace: traceUrl(grafanaInBrowser, traceId),
    logs: logsUrl(grafanaInBrowser, traceId),
    metrics: dashboardUrl(grafanaInBrowser, 'service-overview', { ...firstService(spans) }),
  };
  if (values.json) {
    printJson({ ...links, found });
  } else {
    if (!found) complain(`Tempo has no trace ${traceId} (yet); it takes seconds to arrive`);
    for (const [name, url] of Object.entries(links)) print(`${name.padEnd(8)} ${url}`);
  }
  return found ? 0 : 1;
});
