// A collector that masks nothing, beside the lab's.
import { hardened } from '../../stores/lab.ts';
import { atExit } from '../command/command.ts';
import { runProgram } from '../command/program.ts';

export interface Control {
  /** OTLP/HTTP; goes on to the lab's collector by gRPC. */
  grpc: string;
  /** OTLP/HTTP; goes to the stores as it is. */
  unguarded: string;
}

const OVERLAYS = [
  'evidence/privacy/compose.yml',
  ...(hardened ? ['evidence/privacy/hardened.yml'] : []),
];

/** Removed at the end. */
export async function startControl(): Promise<Control> {
  const files = (process.env.COMPOSE_FILE ?? 'docker-compose.yml').split(':').concat(OVERLAYS);
  const env = { COMPOSE_FILE: files.join(':') };
  const compose = (...args: string[]) => runProgram('docker', ['compose', ...args], { env });
  atExit(() => compose('rm', '--stop', '--force', 'privacy-control'));
  await compose('up', '--detach', '--build', '--wait', '--no-deps', 'privacy-control');
  const at = async (port: string) => `http://${await compose('port', 'privacy-control', port)}`;
  return { unguarded: await at('4318'), grpc: await at('4319') };
}
