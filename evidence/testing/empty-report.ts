// A report without any data; each test fills in its part.
import type { Report } from '../report/report.ts';

export const emptyReport: Report = {
  project: 'p',
  commit: null,
  window: '10m',
  seconds: 600,
  until: 1_700_000_600,
  interval: 15,
  grafana_url: 'http://localhost:3000',
  objectives: null,
  ranges: [],
  slowest: null,
  failed: null,
  completeness: null,
  freshness: null,
  containers: null,
  compared: null,
};
