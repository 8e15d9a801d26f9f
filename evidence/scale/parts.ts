// Takes parts of the scaled lab away and brings them back.
import { setTimeout as sleep } from 'node:timers/promises';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { compose, runProgram } from '../command/program.ts';

export const WORKERS = ['worker-1', 'worker-2'];

/** Runs a program in a part and returns what it printed. */
export const inside = (part: string, ...program: string[]): Promise<string> =>
  compose('exec', '--no-TTY', part, ...program);

/** One of Kafka's own command line tools, by its class. */
export const kafkaTool = (tool: string, ...args: string[]): Promise<string> =>
  inside(
    'kafka-3',
    ...['java', '-cp', '/opt/kafka/libs/*', `org.apache.kafka.tools.${tool}`],
    ...['--bootstrap-server', 'kafka-3:9092', ...args],
  );

/** Waits until each broker has everything that it should have. */
const replicated = (): Promise<void> =>
  pollUntilTrue('three copies of everything in Kafka', 60, async () => {
    return (await kafkaTool('TopicCommand', '--describe', '--under-replicated-partitions')) === '';
  });

/** Started again; returns once it is healthy, and a broker once it has everything. */
export async function back(...parts: string[]): Promise<void> {
  await compose('up', '--detach', '--wait', '--no-deps', '--no-recreate', ...parts);
  if (parts.some((part) => part.startsWith('kafka'))) await replicated();
}

/** Killed, and started again. */
export const killedFor =
  (away: number) =>
  async (part: string): Promise<void> => {
    await compose('kill', '--signal', 'KILL', part);
    await sleep(away);
    await back(part);
  };

/** Away with the container and its disk. */
async function remove(part: string): Promise<void> {
  const volumes = '{{range .Mounts}}{{if eq .Type "volume"}}{{.Name}} {{end}}{{end}}';
  const id = await compose('ps', '--all', '--quiet', part);
  const disks = await runProgram('docker', ['inspect', '--format', volumes, id]);
  await compose('rm', '--force', part);
  await runProgram('docker', ['volume', 'rm', ...disks.split(' ')]);
}

/** Killed, and its disk with it, while Kafka alone has what came in: an empty one takes its place. */
export const lostAfter =
  (unread: number) =>
  async (part: string): Promise<void> => {
    await compose('stop', ...WORKERS);
    await sleep(unread);
    await compose('kill', '--signal', 'KILL', part);
    await remove(part);
    await back(part, ...WORKERS);
  };

/** Stopped in good order, each with an empty disk afterwards. */
export async function emptied(...parts: string[]): Promise<void> {
  await compose('stop', ...parts);
  for (const part of parts) await remove(part);
  await back(...parts);
}

/** What there is one of, and people wait for. */
const SINGLE = ['frontend', 'backend', 'grafana'];

/** All others are stopped in good order and started again, one after another. */
export async function rollingRestart(): Promise<void> {
  const services = (await compose('config', '--services')).split('\n').sort();
  for (const part of services.filter((name) => !SINGLE.includes(name))) {
    await compose('restart', part);
    await back(part);
  }
}
