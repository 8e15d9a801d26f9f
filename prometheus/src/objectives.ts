// Reads slo.yaml: the lab's objectives, one document per service.
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const alertSchema = z.strictObject({ disable: z.boolean() }).default({ disable: false });

/** The part of Sloth's specification prometheus/v1 that we use. Any other key is an error. */
const serviceSchema = z.strictObject({
  version: z.literal('prometheus/v1'),
  service: z.string(),
  slos: z.array(
    z.strictObject({
      name: z.string(),
      objective: z.number().gt(0).lt(100),
      description: z.string(),
      sli: z.strictObject({
        events: z.strictObject({ error_query: z.string(), total_query: z.string() }),
      }),
      alerting: z.strictObject({
        name: z.string(),
        annotations: z.record(z.string(), z.string()),
        page_alert: alertSchema,
        ticket_alert: alertSchema,
      }),
    }),
  ),
});

type Slo = z.infer<typeof serviceSchema>['slos'][number];

/** An objective, as the rules need it. */
export interface Objective {
  /** SERVICE-NAME, unique. */
  id: string;
  service: string;
  slo: string;
  title: string;
  /** Required share of good events, 0 to 1. */
  objective: number;
  description: string;
  /** Bad events per second, and all events per second; PromQL with {{.window}}. */
  error_query: string;
  total_query: string;
  /** Allowed share of bad events: 1 minus the objective. */
  budget: number;
  alerting: Slo['alerting'];
}

/** The placeholder of a query's window. */
export const WINDOW = '{{.window}}';

/** Inserts the window, such as "5m", into the query. */
export const overWindow = (query: string, window: string): string =>
  query.replaceAll(WINDOW, window);

/** Rounds 0.9900000000000001 to 0.99: objectives have few decimals. */
const tidy = (value: number): number => Number(value.toFixed(10));

function toObjective({ service }: z.infer<typeof serviceSchema>, slo: Slo): Objective {
  const id = `${service}-${slo.name}`;
  const [title = '', ...description] = slo.description.trim().split('\n');
  const { error_query, total_query } = slo.sli.events;
  for (const query of [error_query, total_query]) {
    if (!query.includes(WINDOW)) throw new Error(`${id}: a query without ${WINDOW}: ${query}`);
  }
  return {
    id,
    service,
    slo: slo.name,
    title,
    objective: tidy(slo.objective / 100),
    description: description.join(' '),
    error_query: error_query.trim(),
    total_query: total_query.trim(),
    budget: tidy(1 - slo.objective / 100),
    alerting: slo.alerting,
  };
}

/**
 * The objectives of a file in Sloth's format, in order.
 * @throws {Error} when the file does not have this format, or an id is not unique.
 */
export function readObjectives(file: string): Objective[] {
  const objectives = parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document) => {
    const service = serviceSchema.parse(document.toJS());
    return service.slos.map((slo) => toObjective(service, slo));
  });
  const ids = objectives.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`two objectives are called ${twice}`);
  return objectives;
}
