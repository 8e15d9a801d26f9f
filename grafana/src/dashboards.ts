// All dashboards, in the order in which a newcomer should read them.
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { database } from './database.ts';
import { monitoring } from './monitoring.ts';
import { pipelineHealth } from './pipeline-health.ts';
import { serviceOverview } from './service-overview.ts';
import { slo } from './slo.ts';
import { startHere } from './start-here.ts';
import { userExperience } from './user-experience.ts';
import { whatWasKept } from './what-was-kept.ts';
import { whatWasLost } from './what-was-lost.ts';

/** New objects with each call. */
export const dashboards = (): Dashboard[] => [
  startHere(),
  serviceOverview(),
  slo(),
  userExperience(),
  database(),
  pipelineHealth(),
  whatWasLost(),
  whatWasKept(),
  monitoring(),
];
