// The settings that decide when a signal can be seen, and other values to compare with.

import type { OwnLab } from '../../evidence/own-lab/own-lab.ts';
import type { Replacement } from '../../evidence/replace-once.ts';
import { writeVaried } from '../varied.ts';

export interface Setting {
  title: string;
  /** Of the backend; what is not here has the lab's own value. */
  env?: Record<string, string>;
  collector?: Replacement[];
  tempo?: Replacement[];
  /** Without telemetry there is nothing to see, but the CPU to compare with. */
  silent?: boolean;
}

const delays = (spansAndLogs: number, metrics: number, timeout = metrics - 100) => ({
  OTEL_BSP_SCHEDULE_DELAY: String(spansAndLogs),
  OTEL_BLRP_SCHEDULE_DELAY: String(spansAndLogs),
  OTEL_METRIC_EXPORT_INTERVAL: String(metrics),
  OTEL_METRIC_EXPORT_TIMEOUT: String(timeout),
});

const FLUSH = 'flush_timeout: 100ms';
const SPAN_METRICS = 'metrics_flush_interval: 1s';
const IDLE = 'trace_idle_period: 300ms';
const CHECK = 'flush_check_period: 1s';

export const SHIPPED: Setting = { title: 'as it is' };
export const SILENT: Setting = {
  title: 'without telemetry',
  env: { OTEL_SDK_DISABLED: 'true' },
  silent: true,
};

export const OTHERS: Setting[] = [
  {
    title: 'the app: each second, metrics each 5 s',
    env: delays(1000, 5000, 4000),
  },
  { title: 'the app: each 100 ms, metrics each 500 ms', env: delays(100, 500) },
  {
    title: 'the collector: 200 ms, span metrics each 5 s',
    collector: [
      [FLUSH, 'flush_timeout: 200ms'],
      [SPAN_METRICS, 'metrics_flush_interval: 5s'],
    ],
  },
  { title: 'Tempo: idle 1 s', tempo: [[IDLE, 'trace_idle_period: 1s']] },
  {
    title: 'Tempo: idle 300 ms, check each 300 ms',
    tempo: [[CHECK, 'flush_check_period: 300ms']],
  },
];

/** Starts the lab anew with a setting, and without data: a search takes longer the more there is. */
export async function apply(lab: OwnLab, setting: Setting, folder: string): Promise<void> {
  const { title, env, collector, tempo } = setting;
  const configurations = {
    BENCH_STORES_CONFIG: writeVaried(folder, title, 'otel-collector/stores.yaml', collector),
    BENCH_TEMPO_CONFIG: writeVaried(folder, title, 'tempo/tempo.yaml', tempo),
  };
  await lab.compose(['down', '--volumes', '--timeout', '5']);
  await lab.compose(['up', '--detach', '--wait', 'frontend'], { ...env, ...configurations });
}
