// What the CIS Docker Benchmark (v1.7, sections 4 and 5) asks of a container, as far as a compose file tells;
// and two of our own about compose files. Checks that need the host or a person to judge are left out.

/** A service as `docker compose config --format json` describes it; what is asked for, at least. */
export interface Service {
  image?: string;
  build?: object;
  user?: string;
  privileged?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  read_only?: boolean;
  mem_limit?: string;
  cpu_shares?: number;
  cpus?: number;
  pids_limit?: number;
  restart?: string;
  network_mode?: string;
  pid?: string;
  ipc?: string;
  uts?: string;
  userns_mode?: string;
  cgroup_parent?: string;
  devices?: unknown[];
  healthcheck?: { test?: string[]; disable?: boolean };
  environment?: Record<string, string | null>;
  ports?: { host_ip?: string; published?: string }[];
  volumes?: { type: string; source?: string; bind?: { propagation?: string } }[];
  deploy?: { resources?: { limits?: { memory?: string; cpus?: number; pids?: number } } };
}

export interface Check {
  /** The benchmark's number, or `compose`. */
  id: string;
  title: string;
  /** Of services that have nothing of the kind, nothing can be asked. */
  applies?: (service: Service) => boolean;
  holds: (service: Service) => boolean;
}

const limits = ({ deploy }: Service) => deploy?.resources?.limits ?? {};
const options = ({ security_opt = [] }: Service) =>
  security_opt.map((option) => option.replace('=', ':'));
const binds = ({ volumes = [] }: Service) => volumes.filter(({ type }) => type === 'bind');
const ports = ({ ports = [] }: Service) => ports;
const hasPorts = (service: Service) => ports(service).length > 0;
const hasBinds = (service: Service) => binds(service).length > 0;
const isShared = (value: string | undefined) => value === 'host';
/** /dev/null is how a file that nobody named is mounted. */
const SENSITIVE = /^\/(?!dev\/null$)(boot|dev|etc|lib|proc|sys|usr)?(\/|$)/;
const SECRET = /(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY)$/i;
const isRoot = (user: string) => /^(0|root)?(:|$)/.test(user);

export const CHECKS: Check[] = [
  {
    id: '4.1',
    title: 'a user that is not root',
    applies: ({ user }) => user !== undefined,
    holds: ({ user = '' }) => !isRoot(user),
  },
  {
    id: '5.2',
    title: 'AppArmor is not switched off',
    holds: (service) => !options(service).includes('apparmor:unconfined'),
  },
  {
    id: '5.4',
    title: 'no capabilities',
    holds: ({ cap_drop = [], cap_add = [] }) => cap_drop.includes('ALL') && cap_add.length === 0,
  },
  { id: '5.5', title: 'not privileged', holds: ({ privileged }) => !privileged },
  {
    id: '5.6',
    title: "no folder of the host's system",
    applies: hasBinds,
    holds: (service) => !binds(service).some(({ source = '' }) => SENSITIVE.test(source)),
  },
  {
    id: '5.8',
    title: 'no port below 1024',
    applies: hasPorts,
    holds: (service) =>
      ports(service).every(({ published }) => !published || Number(published) >= 1024),
  },
  {
    id: '5.10',
    title: "not the host's network",
    holds: ({ network_mode }) => !isShared(network_mode),
  },
  {
    id: '5.11',
    title: 'a limit of memory',
    holds: (service) => Boolean(service.mem_limit ?? limits(service).memory),
  },
  {
    id: '5.12',
    title: 'a share of the CPU',
    holds: (service) => Boolean(service.cpu_shares ?? service.cpus ?? limits(service).cpus),
  },
  {
    id: '5.13',
    title: 'a root file system that is read only',
    holds: ({ read_only }) => read_only === true,
  },
  {
    id: '5.14',
    title: 'ports on one address of the host',
    applies: hasPorts,
    holds: (service) =>
      ports(service).every(({ host_ip }) => host_ip !== undefined && host_ip !== '0.0.0.0'),
  },
  {
    id: '5.15',
    title: 'started again five times at most',
    holds: ({ restart = 'no' }) => restart === 'no' || /^on-failure:[1-5]$/.test(restart),
  },
  { id: '5.16', title: "not the host's processes", holds: ({ pid }) => !isShared(pid) },
  { id: '5.17', title: "not the host's shared memory", holds: ({ ipc }) => !isShared(ipc) },
  {
    id: '5.18',
    title: "no device of the host's",
    holds: ({ devices = [] }) => devices.length === 0,
  },
  {
    id: '5.20',
    title: 'no mount that spreads',
    applies: hasBinds,
    holds: (service) => !binds(service).some(({ bind }) => bind?.propagation?.includes('shared')),
  },
  { id: '5.21', title: "not the host's name", holds: ({ uts }) => !isShared(uts) },
  {
    id: '5.22',
    title: 'seccomp is not switched off',
    holds: (service) => !options(service).includes('seccomp:unconfined'),
  },
  {
    id: '5.25',
    title: 'the control group of the engine',
    holds: ({ cgroup_parent }) => !cgroup_parent,
  },
  {
    id: '5.26',
    title: 'no way to more rights',
    holds: (service) =>
      options(service).some((option) => /^no-new-privileges(:true)?$/.test(option)),
  },
  {
    id: '5.27',
    title: 'a health check',
    holds: ({ healthcheck }) =>
      Boolean(healthcheck?.test) && !healthcheck?.disable && healthcheck?.test?.[0] !== 'NONE',
  },
  {
    id: '5.29',
    title: 'a limit of processes',
    holds: (service) => (service.pids_limit ?? limits(service).pids ?? -1) > 0,
  },
  {
    id: '5.30',
    title: "not the engine's default network",
    holds: ({ network_mode }) => network_mode !== 'bridge',
  },
  { id: '5.31', title: "not the host's users", holds: ({ userns_mode }) => !isShared(userns_mode) },
  {
    id: '5.32',
    title: "not the engine's socket",
    applies: hasBinds,
    holds: (service) => !binds(service).some(({ source = '' }) => source.endsWith('docker.sock')),
  },
  {
    id: 'compose',
    title: 'an image with a version',
    applies: ({ build }) => !build,
    holds: ({ image = '' }) => /(@sha256:|:(?!latest\b)[^/]+$)/.test(image),
  },
  {
    id: 'compose',
    title: 'no secret in the environment',
    holds: ({ environment = {} }) =>
      !Object.entries(environment).some(([name, value]) => SECRET.test(name) && value),
  },
];
