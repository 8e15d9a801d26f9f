// What the lab's compose files do of what the CIS Docker Benchmark asks, beside others'. Run by scripts/score.sh,
// whose header describes the options.
import { readFileSync } from 'node:fs';
import { readArguments } from './command/arguments.ts';
import { keepStdoutForJson, print, printJson, runCommand, say, step } from './command/command.ts';
import { runProgram } from './command/program.ts';
import { CHECKS, type Service } from './score/checks.ts';
import { EXCEPTIONS } from './score/exceptions.ts';
import { percentOf, type Row, score } from './score/score.ts';

interface Scored {
  name: string;
  rows: Row[];
}

const OWN: Record<string, string[]> = {
  'this lab': ['docker-compose.yml', 'compose.agent.yml'],
  hardened: ['docker-compose.yml', 'compose.hardened.yml', 'compose.sampling.yml'],
  scaled: ['docker-compose.yml', 'compose.scale.yml', 'compose.scale-stores.yml'],
};

/** The services of these files, as Compose merges them, those of all profiles included. */
async function servicesOf(files: string[]): Promise<Record<string, Service>> {
  const named = files.flatMap((file) => ['--file', file]);
  const config = ['compose', ...named, '--profile', '*', 'config', '--format', 'json'];
  const { services } = JSON.parse(await runProgram('docker', config)) as {
    services: Record<string, Service>;
  };
  return services;
}

/** Who runs it, if the compose file leaves that to the image, and the image is here. */
async function withUser(project: string, name: string, service: Service): Promise<Service> {
  if (service.user !== undefined) return service;
  const image = service.build ? `${project}-${name}` : (service.image ?? '');
  const format = ['image', 'inspect', '--format', '{{.Config.User}}', image];
  return runProgram('docker', format).then(
    (user) => ({ ...service, user }),
    () => service,
  );
}

async function scoreOf(name: string, files: string[], own: boolean): Promise<Scored> {
  const services = await servicesOf(files);
  if (own) {
    const project = process.env.COMPOSE_PROJECT_NAME ?? 'otel-lab';
    for (const [name, service] of Object.entries(services)) {
      services[name] = await withUser(project, name, service);
    }
  }
  return { name, rows: score(services, own) };
}

/** As evidence/score/peers.json keeps them; the file says where they are from. */
function peers(): Scored[] {
  const file = new URL('score/peers.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { peers: Scored[] }).peers;
}

const cell = ({ held, excepted, of }: Row): string =>
  of === 0 ? '–' : `${held} of ${of}${excepted > 0 ? ' *' : ''}`;

function printTable(scored: Scored[]): void {
  const width = 22;
  const line = (head: string, cells: string[]) =>
    print(head.padEnd(48) + cells.map((text) => text.padEnd(width)).join(''));
  line(
    '',
    scored.map(({ name }) => name),
  );
  for (const [index, { id, title }] of CHECKS.entries()) {
    line(
      `${id.padEnd(8)} ${title}`,
      scored.map(({ rows }) => cell(rows[index] as Row)),
    );
  }
  line(
    'of what applies',
    scored.map(({ rows }) => `${percentOf(rows)} %`),
  );
}

await runCommand('score', async (args) => {
  const { values, positionals } = readArguments(
    args,
    { json: { type: 'boolean', default: false } },
    9,
  );
  if (values.json) keepStdoutForJson();
  const scored =
    positionals.length > 0
      ? [await scoreOf(positionals.join(', '), positionals, false)]
      : [
          ...(await Promise.all(
            Object.entries(OWN).map(([name, files]) => scoreOf(name, files, true)),
          )),
          ...peers(),
        ];
  printTable(scored);
  const own = positionals.length > 0 ? [] : scored.slice(0, Object.keys(OWN).length);
  for (const { id, why } of own.length > 0 ? EXCEPTIONS : []) say(`* ${id}: ${why}`);
  const failing = own.flatMap(({ name, rows }) =>
    rows
      .filter((row) => row.failing.length > 0)
      .map((row) => `${name}, ${row.id} ${row.title}: ${row.failing.join(', ')}`),
  );
  for (const line of failing) step(`does not hold: ${line}`);
  if (values.json) printJson(scored);
  return failing.length === 0 ? 0 : 1;
});
