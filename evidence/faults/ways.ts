// Ways to break a part of the lab, and to mend it again.
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { interrupted } from '../command/command.ts';
import type { OwnLab } from '../own-lab/own-lab.ts';

/** What happens to the lab, and how it ends. */
export interface Way {
  begin(lab: OwnLab): Promise<unknown>;
  cure(lab: OwnLab): Promise<unknown>;
}

const nothing = async (): Promise<void> => {};

export const NOTHING: Way = { begin: nothing, cure: nothing };

/** Stopped, and started again. */
export const away = (...services: string[]): Way => ({
  begin: (lab) => lab.compose(['stop', ...services]),
  cure: (lab) => lab.compose(['start', ...services]),
});

export const frozen = (service: string): Way => ({
  begin: (lab) => lab.compose(['pause', service]),
  cure: (lab) => lab.compose(['unpause', service]),
});

/** Stopped properly and started again at once. */
export const restarted = (service: string): Way => ({
  begin: (lab) => lab.compose(['restart', service]),
  cure: nothing,
});

/**
 * Kills the first process of a service, as a lack of memory does; the engine starts it again. `docker kill`
 * would count as a stop on purpose.
 */
async function kill(lab: OwnLab, service: string): Promise<void> {
  const { id } = await lab.container(service);
  const pid = await lab.docker(['inspect', '--format', '{{.State.Pid}}', id]);
  const image = process.env.BUSYBOX_IMAGE ?? 'busybox';
  const isolated = ['run', '--rm', '--network', 'none', '--pid', 'host'];
  await lab.docker([...isolated, image, 'kill', '-9', pid]);
}

export const killed = (service: string): Way => ({
  async begin(lab) {
    const { restarts } = await lab.container(service);
    await kill(lab, service);
    await pollUntilTrue(`${service}, started again`, 60, async () => {
      return (await lab.container(service)).restarts > restarts;
    });
  },
  cure: nothing,
});

/**
 * Killed as soon as it takes something again. It is started here: the engine itself would wait longer each
 * time, up to a minute.
 */
export const killedOften = (service: string, times: number): Way => ({
  async begin(lab) {
    const { id } = await lab.container(service);
    const health = () => lab.docker(['inspect', '--format', '{{.State.Health.Status}}', id]);
    for (let left = times; left > 0; left -= 1) {
      await lab.docker(['kill', id]);
      await lab.docker(['start', id]);
      const isHealthy = async () => (await health()) === 'healthy';
      await pollUntilTrue(`${service}, healthy`, 60, isHealthy, { signal: interrupted });
    }
  },
  cure: nothing,
});

/** Off the network that all services share, and back. */
export function cutOff(service: string): Way {
  const change = async (lab: OwnLab, how: string[]) => {
    const { id } = await lab.container(service);
    const network = `${process.env.COMPOSE_PROJECT_NAME}_otel-network`;
    await lab.docker(['network', ...how, network, id]);
  };
  return {
    begin: (lab) => change(lab, ['disconnect']),
    cure: (lab) => change(lab, ['connect', '--alias', service]),
  };
}

/** Away, and back under another address. */
export const moved = (service: string): Way => ({
  async begin(lab) {
    await lab.compose(['stop', '--timeout', '5', service]);
    // The engine gives the lowest free address to whoever comes next.
    await lab.compose(['up', '--detach', '--no-deps', 'squatter']);
    await lab.compose(['start', service]);
  },
  cure: (lab) => lab.compose(['rm', '--stop', '--force', 'squatter']),
});

/**
 * Has no more memory than this, and is killed whenever it wants more. Stopped for the change: the engine
 * takes no memory away that is in use.
 */
export const starved = (service: string, megabytes: number): Way => {
  const limit = async (lab: OwnLab, bytes: number) => {
    const { id } = await lab.container(service);
    await lab.docker(['stop', '--timeout', '5', id]);
    await lab.docker(['update', `--memory=${bytes}`, `--memory-swap=${bytes}`, id]);
    await lab.docker(['start', id]);
  };
  let before = 0;
  return {
    async begin(lab) {
      before = (await lab.container(service)).memoryLimit;
      await limit(lab, megabytes * 2 ** 20);
    },
    cure: (lab) => limit(lab, before),
  };
};

/** Answers each request with this status. */
export const lokiRefuses = (status: number): Way => ({
  async begin(lab) {
    await lab.compose(['stop', '--timeout', '5', 'loki']);
    const env = { REFUSING_STATUS: String(status) };
    await lab.compose(['up', '--detach', '--no-deps', 'refusing-loki'], env);
  },
  async cure(lab) {
    await lab.compose(['rm', '--stop', '--force', 'refusing-loki']);
    await lab.compose(['start', 'loki']);
  },
});

/** As in toxiproxy.json. */
const PROXY = 'collector';

/** Asks Toxiproxy's API; 2.5.0 answers 2xx to all that it did. */
async function askToxiproxy(method: string, path: string, body?: object): Promise<void> {
  const url = `http://127.0.0.1:${process.env.TOXIPROXY_PORT}${path}`;
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`Toxiproxy: ${method} ${path}: ${await response.text()}`);
}

/**
 * The network between backend and collector.
 * @param type and attributes of https://github.com/Shopify/toxiproxy#toxics.
 */
export const network = (type: string, attributes: Record<string, number>): Way => ({
  begin: () =>
    askToxiproxy('POST', `/proxies/${PROXY}/toxics`, {
      name: 'fault',
      type,
      stream: 'downstream',
      attributes,
    }),
  cure: () => askToxiproxy('DELETE', `/proxies/${PROXY}/toxics/fault`),
});
