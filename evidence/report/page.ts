// A report as one self-contained HTML page.
import { traceUrl } from '../../stores/grafana-links.ts';
import type { FoundTrace } from '../../stores/tempo.ts';
import { chart } from './chart.ts';
import { dateTime, percent, type Unit, withUnit } from './format.ts';
import { Html, html, table } from './html.ts';
import type { Report } from './report.ts';

/** The style sheet's class for a verdict's colour. */
function moodOf(verdict: string): string {
  if (['met', 'whole', 'running, healthy'].includes(verdict)) return 'good';
  if (['not met', 'worse', 'not whole'].includes(verdict)) return 'bad';
  return ['same', 'better'].includes(verdict) ? 'soft' : 'unknown';
}

const section = (title: string, body: Html): Html =>
  html`<section><h2>${title}</h2>${body}</section>`;
const nothing = (why: string): Html => html`<p class="soft">${why}</p>`;
const code = (text: string): Html => html`<code>${text}</code>`;

function objectives({ objectives: result }: Report): Html {
  if (!result) return nothing('The objectives could not be asked; see scripts/gate.sh.');
  const rows = result.objectives.map((one) => {
    const reason = one.reason === '' ? html`` : html` <span class="soft">(${one.reason})</span>`;
    return [
      one.title,
      html`<td class="${moodOf(one.verdict)}">${one.verdict}${reason}</td>`,
      percent(one.measured),
      percent(one.objective),
      one.events,
      one.bad,
      percent(one.budget_used),
    ];
  });
  return table(
    ['objective', 'verdict', '#kept', '#promised', '#events', '#bad', '#budget used'],
    rows,
  );
}

function compared({ compared: comparison }: Report): Html {
  if (!comparison) return html``;
  const rows = comparison.rows.map(({ what, before, now, difference, verdict, why }) => [
    what,
    before,
    now,
    difference,
    html`<td class="${moodOf(verdict)}">${verdict}</td>`,
    why,
  ]);
  return section(
    'Since the earlier report',
    html`<p class="soft">Earlier: ${dateTime(comparison.earlier)} UTC. ${comparison.method}</p>${table(
      ['what', '#before', '#now', '#difference', 'verdict', 'why'],
      rows,
    )}`,
  );
}

function charts({ ranges, until, seconds, interval }: Report): Html {
  const draw = (title: string, unit: Unit, names: string[], limit?: number): Html =>
    chart({
      title,
      unit,
      from: until - seconds,
      until,
      interval,
      series: ranges.filter(({ name }) => names.includes(name)),
      ...(limit && { limit: { value: limit, name: `objective ${withUnit(limit, 's')}` } }),
    });
  return html`<div class="charts">${[
    draw('Rate: requests a second', 'requests/s', ['rate']),
    draw('Errors: share of answers of 500 and more', 'share', ['errors']),
    draw('Duration: p50, p95 and p99', 's', ['p50', 'p95', 'p99'], 0.5),
  ]}</div>`;
}

/** Explore opens at the five minutes around the trace, so that the link works later too. */
const AROUND_SECONDS = 300;

function traces(found: FoundTrace[] | null, { grafana_url }: Report): Html {
  if (!found) return nothing('Tempo could not be asked.');
  if (found.length === 0) return nothing('None in this time.');
  const rows = found.map(({ id, name, ms, at }) => {
    const from = String(Math.floor((at - AROUND_SECONDS) * 1000));
    const to = String(Math.floor((at + AROUND_SECONDS) * 1000));
    const url = traceUrl(grafana_url, id, { from, to });
    return [html`<a href="${url}">${code(id)}</a>`, name, withUnit(ms / 1000, 's'), dateTime(at)];
  });
  return table(['trace', 'request', '#duration', 'began (UTC)'], rows);
}

function completeness({ completeness: result }: Report): Html {
  if (!result) return nothing('Not asked: scripts/verify.sh --complete N writes it.');
  const verdict = result.whole ? 'whole' : 'not whole';
  const rows = result.signals.map(({ signal, expected, found, missing, more, examples }) => [
    signal,
    expected,
    found,
    missing,
    more,
    examples.map((example, index) => (index === 0 ? html`${example}` : html`<br>${example}`)),
  ]);
  const drops = result.drops.map(({ part, counter, by }) => [part, code(counter), by]);
  return html`<p><span class="${moodOf(verdict)}">${verdict}</span>: ${result.requests} sent at ${dateTime(result.since)} UTC</p>${table(
    ['signal', '#expected', '#found', '#missing', '#too many', 'for example'],
    rows,
  )}${
    drops.length === 0
      ? nothing('No drop counter rose.')
      : table(['dropped by', 'counter', '#rose by'], drops)
  }`;
}

function freshness({ freshness: result }: Report): Html {
  if (!result) return nothing('The lab did not answer.');
  const rows = result.map(({ signal, seconds }) => [
    signal,
    seconds === null ? html`<td class="bad">not within 30 s</td>` : withUnit(seconds, 's'),
  ]);
  return table(['signal', 'seen in its store after'], rows);
}

function containers({ containers: found }: Report): Html {
  if (!found) return nothing('The container engine could not be asked.');
  const rows = found.map((one) => [
    one.service,
    html`<td class="state ${one.state === 'running, healthy' ? 'good' : 'bad'}">${one.state}</td>`,
    one.cpu_percent === null ? null : `${one.cpu_percent} %`,
    `${withUnit(one.memory, 'bytes')} of ${one.limit > 0 ? withUnit(one.limit, 'bytes') : 'no limit'}`,
    html`<td class="${one.restarts > 0 ? 'number bad' : 'number'}">${one.restarts}${one.out_of_memory ? ', out of memory' : ''}</td>`,
    html`${code(one.image)}<br><span class="soft">${one.origin}</span>`,
  ]);
  return table(['service', 'state', '#cpu', '#memory', '#restarts', 'image'], rows);
}

/** @param style the content of style.css, inserted as it is. */
export function pageOf(report: Report, style: string): string {
  const { project, until, seconds, window, commit } = report;
  const verdict = report.objectives?.verdict ?? 'cannot be told';
  const ofCommit = commit === null ? html`` : html`, commit ${code(commit)}`;
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Report of ${project}</title><style>${new Html(style)}</style></head><body><header><h1>Report of ${project}</h1><p class="soft">${dateTime(until - seconds)} to ${dateTime(until)} UTC (${window})${ofCommit}</p><p class="verdict ${moodOf(verdict)}">Objectives: ${verdict}</p></header><main>${[
    section('Objectives', objectives(report)),
    compared(report),
    section('Rate, errors, duration', charts(report)),
    section('Slowest traces', traces(report.slowest, report)),
    section('Newest failed traces', traces(report.failed, report)),
    section('Completeness', completeness(report)),
    section('Freshness', freshness(report)),
    section('Containers', containers(report)),
  ]}</main></body></html>\n`.text;
}
