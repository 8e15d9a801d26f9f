// What the stores hold: bytes on disk and items received.

import type { OwnLab } from '../../evidence/own-lab/own-lab.ts';
import { project } from '../../stores/lab.ts';
import { metricsPage, PAGES } from '../../stores/metrics-page.ts';

export const STORES = ['tempo', 'loki', 'prometheus'] as const;
export type Store = (typeof STORES)[number];

export interface Sizes {
  /** Of each store's volume: blocks, chunks, indexes, write-ahead logs. */
  bytes: Record<Store, number>;
  /** Received since the store started: spans, log lines, samples. */
  items: Record<Store, number>;
  /** That Prometheus holds in memory. */
  series: number;
  /** That Loki holds in memory. */
  streams: number;
}

/** Not all images have a du, so one that has looks at all volumes. */
async function bytesOnDisk(lab: OwnLab): Promise<Record<Store, number>> {
  const volumes = STORES.flatMap((store) => ['-v', `${project}_${store}-data:/${store}:ro`]);
  const image = process.env.BUSYBOX_IMAGE ?? '';
  const folders = STORES.map((store) => `/${store}`);
  // A file that goes away meanwhile makes du fail, and its other numbers are right.
  const du = ['sh', '-c', `du -sk ${folders.join(' ')} || true`];
  const lines = await lab.docker(['run', '--rm', '--network', 'none', ...volumes, image, ...du]);
  const sizes = new Map(
    lines.split('\n').map((line) => {
      const [kibibytes, folder = ''] = line.split('\t');
      return [folder, Number(kibibytes) * 1024];
    }),
  );
  const of = (store: Store) => sizes.get(`/${store}`) ?? Number.NaN;
  return { tempo: of('tempo'), loki: of('loki'), prometheus: of('prometheus') };
}

export async function sizesOf(lab: OwnLab): Promise<Sizes> {
  const [tempo, loki, prometheus] = await Promise.all([
    metricsPage('Tempo', PAGES.tempo),
    metricsPage('Loki', PAGES.loki),
    metricsPage('Prometheus', PAGES.prometheus),
  ]);
  return {
    bytes: await bytesOnDisk(lab),
    items: {
      tempo: tempo.sum('tempo_distributor_spans_received'),
      loki: loki.sum('loki_distributor_lines_received'),
      prometheus: prometheus.sum('prometheus_tsdb_head_samples_appended'),
    },
    series: prometheus.sum('prometheus_tsdb_head_series'),
    streams: loki.sum('loki_ingester_memory_streams'),
  };
}
