// What all dashboards have in common: time range, refresh, links to each other, marks for restarts
// and for faults that somebody caused on purpose; and the variables that they choose from.
import {
  AnnotationQueryBuilder,
  CustomVariableBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  QueryVariableBuilder,
  VariableHide,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { inPlace } from './links.ts';
import { LOKI, PROMETHEUS } from './queries.ts';

const restarts = () =>
  new AnnotationQueryBuilder()
    .name('Restarts')
    .datasource(LOKI)
    .enable(true)
    .iconColor('purple')
    .expr('{service_name=~".+"} |= "Listening" or "Stopping"')
    .titleFormat('{{service_name}}')
    .tagKeys('service_name');

// A request to one of these routes is a fault on purpose. There is one mark for a minute with such
// requests, since one for each request would hide the lines.
const faults = () =>
  new AnnotationQueryBuilder()
    .name('Faults on purpose')
    .datasource(PROMETHEUS)
    .enable(true)
    .iconColor('orange')
    .expr('sum(increase(http_requests_total{endpoint=~"/api/simulate-.+"}[1m])) > 0')
    .step('30s')
    .titleFormat('fault on purpose')
    .textFormat('requests to /api/simulate-slow or /api/simulate-error');

/**
 * A dashboard without panels. `uid` becomes its address; it opens with the last `minutes`, and asks again
 * every `refresh`.
 */
export const frame = (
  uid: string,
  title: string,
  description: string,
  minutes = 15,
  refresh = '5s',
): DashboardBuilder =>
  new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags(['otel-lab'])
    .timezone('browser')
    .time({ from: `now-${minutes}m`, to: 'now' })
    .refresh(refresh)
    .tooltip(DashboardCursorSync.Crosshair)
    .annotation(inPlace(restarts()))
    .annotation(inPlace(faults()))
    .link(
      inPlace(
        new DashboardLinkBuilder('Dashboards')
          .type(DashboardLinkType.Dashboards)
          .tags(['otel-lab'])
          .keepTime(true)
          .asDropdown(false),
      ),
    );

/** A variable whose values Prometheus knows; `query` is Grafana's label_values(…) or query_result(…). */
const promQlVariable = (name: string, label: string, description: string, query: string) =>
  new QueryVariableBuilder(name)
    .label(label)
    .description(description)
    .datasource(PROMETHEUS)
    .query({ query, refId: 'labels' })
    .definition(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);

/** $service: a service that answers requests. */
export const serviceVariable = () =>
  promQlVariable(
    'service',
    'Service',
    'Every service that sends SERVER spans',
    'label_values(traces_spanmetrics_calls_total{span_kind="SPAN_KIND_SERVER"}, service_name)',
  ).current({ text: 'backend', value: 'backend' });

/** $route: one or more routes of the chosen service. */
export const routeVariable = () =>
  promQlVariable(
    'route',
    'Route',
    'The template of the path, such as /api/tasks/:id',
    'label_values(traces_spanmetrics_calls_total{service_name="$service", span_kind="SPAN_KIND_SERVER"}, http_route)',
  )
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: 'All', value: '$__all' });

/** $environment: a value of deployment.environment.name. */
export const environmentVariable = () =>
  promQlVariable(
    'environment',
    'Environment',
    'deployment.environment.name of what was sent',
    'label_values(traces_spanmetrics_calls_total, deployment_environment_name)',
  )
    .includeAll(true)
    .allValue('.*')
    .current({ text: 'All', value: '$__all' });

/** $slo: an objective of prometheus/slo.yaml. */
export const sloVariable = () =>
  promQlVariable(
    'slo',
    'Objective',
    'One of the objectives in prometheus/slo.yaml',
    'label_values(slo:objective:ratio, sloth_id)',
  ).current({ text: 'backend-availability', value: 'backend-availability' });

/** $lab_url: the address of the task page in the browser. Hidden, since there is nothing to choose. */
export const labUrlVariable = () => {
  // Not label_values, which knows the earlier address of a lab that has moved to another port.
  const query = 'query_result(max by (lab_url) (target_info{job="otel-collector"}))';
  return promQlVariable('lab_url', 'Task page', 'LAB_URL of docker-compose.yml', query)
    .regex('/lab_url="([^"]+)"/')
    .hide(VariableHide.HideVariable)
    .current({ text: 'http://localhost:8080', value: 'http://localhost:8080' });
};

/** $slower_than: a TraceQL duration out of `choices`; the first is the default. */
export const slowerThanVariable = (choices: string[]) =>
  new CustomVariableBuilder('slower_than')
    .label('Slower than')
    .description('Tables of slow traces show those that took longer')
    .values(choices.join(','))
    .current({ text: choices[0] ?? '', value: choices[0] ?? '' });
