// The CPU that each container of a lab has used, as the engine counts it.
import { request } from 'node:http';
import { runProgram } from '../evidence/command/program.ts';

const SOCKET = (process.env.DOCKER_HOST ?? '').replace(/^unix:\/\//, '') || '/var/run/docker.sock';

function askEngine<T>(path: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath: SOCKET, path }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      answer.once('end', () => resolve(JSON.parse(text) as T));
    });
    call.once('error', reject).end();
  });
}

/** Seconds by service, since each container was started. @param project Compose's name of the lab. */
export async function cpuByService(project: string): Promise<Record<string, number>> {
  const format = '{{.ID}} {{.Label "com.docker.compose.service"}}';
  const filter = `label=com.docker.compose.project=${project}`;
  const lines = await runProgram('docker', ['ps', '--filter', filter, '--format', format]);
  const used = lines.split('\n').map(async (line) => {
    const [id, service = ''] = line.split(' ');
    const { cpu_stats } = await askEngine<{
      cpu_stats: { cpu_usage: { total_usage: number } };
    }>(`/containers/${id}/stats?stream=false&one-shot=true`);
    return [service, cpu_stats.cpu_usage.total_usage / 1e9] as const;
  });
  return Object.fromEntries(await Promise.all(used));
}
