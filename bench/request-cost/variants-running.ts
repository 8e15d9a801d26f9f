// The servers of the variants, all of them running at once, and the OTLP sink they send to.
import { join } from 'node:path';
import { type ServerProcess, startServer } from './server-process.ts';
import { VARIANTS, type VariantName } from './variants.ts';

export type Servers = Record<VariantName, ServerProcess>;

const FOLDER = new URL('./', import.meta.url);

export function startSink(): Promise<ServerProcess> {
  return startServer({ folder: FOLDER, args: ['servers/otlp-sink.ts'], env: {} });
}

/** Starts one variant on a SQLite file, which is made where it is missing. */
export function startVariant(
  name: VariantName,
  file: string,
  sink: ServerProcess,
): Promise<ServerProcess> {
  const variant = VARIANTS.find((candidate) => candidate.name === name);
  if (!variant) throw new Error(`no variant ${name}`);
  const env = {
    ...variant.env,
    DATABASE_PATH: file,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${sink.port}/${name}`,
  };
  return startServer({ ...variant, env });
}

/** Starts every variant with a file of its own in `folder`. */
export async function startVariants(folder: string, sink: ServerProcess): Promise<Servers> {
  const started: Partial<Servers> = {};
  try {
    for (const { name } of VARIANTS) {
      started[name] = await startVariant(name, join(folder, `${name}.db`), sink);
    }
  } catch (error) {
    await stopAll(Object.values(started));
    throw error;
  }
  return started as Servers;
}

export async function stopAll(servers: ServerProcess[]): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()));
}
