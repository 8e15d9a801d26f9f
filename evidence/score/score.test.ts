import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHECKS, type Service } from './checks.ts';
import { percentOf, score } from './score.ts';

const GOOD: Service = {
  image: 'registry.example.com:5000/app:1.2',
  user: '1000:1000',
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
  read_only: true,
  mem_limit: '64m',
  cpu_shares: 512,
  pids_limit: 100,
  restart: 'on-failure:5',
  healthcheck: { test: ['CMD', 'true'] },
  environment: { PASSWORD_FILE: '/run/secrets/x', API_KEY: '' },
  ports: [{ host_ip: '127.0.0.1', published: '8080' }],
  volumes: [{ type: 'bind', source: '/home/me/lab/config.yaml', bind: {} }],
};

const failing = (change: Service): string[] =>
  score({ app: { ...GOOD, ...change } }, false)
    .filter((row) => row.failing.length > 0)
    .map(({ id, title }) => (id === 'compose' ? title : id));

test('a service that does all of it holds every check', () => {
  assert.deepEqual(failing({}), []);
  assert.equal(percentOf(score({ app: GOOD }, false)), 100);
});

test('what a compose file says or leaves out fails its check, and no other', () => {
  const bind = (source: string, propagation?: string) => ({
    volumes: [{ type: 'bind', source, bind: propagation ? { propagation } : {} }],
  });
  const cases: [string[], Service][] = [
    [['4.1'], { user: 'root' }],
    [['4.1'], { user: '0:0' }],
    [['5.2'], { security_opt: ['no-new-privileges', 'apparmor=unconfined'] }],
    [['5.4'], { cap_drop: [] }],
    [['5.4'], { cap_add: ['NET_ADMIN'] }],
    [['5.5'], { privileged: true }],
    [['5.6'], bind('/')],
    [['5.6'], bind('/etc/passwd')],
    [[], bind('/dev/null')],
    [['5.8'], { ports: [{ host_ip: '127.0.0.1', published: '80' }] }],
    [['5.10'], { network_mode: 'host' }],
    [['5.11'], { mem_limit: '' }],
    [['5.12'], { cpu_shares: 0 }],
    [['5.13'], { read_only: false }],
    [['5.14'], { ports: [{ published: '8080' }] }],
    [['5.14'], { ports: [{ host_ip: '0.0.0.0', published: '8080' }] }],
    [['5.15'], { restart: 'always' }],
    [['5.16'], { pid: 'host' }],
    [['5.17'], { ipc: 'host' }],
    [['5.18'], { devices: ['/dev/kvm'] }],
    [['5.20'], bind('/home/me', 'rshared')],
    [['5.21'], { uts: 'host' }],
    [['5.22'], { security_opt: ['no-new-privileges', 'seccomp:unconfined'] }],
    [['5.25'], { cgroup_parent: '/mine' }],
    [['5.26'], { security_opt: [] }],
    [['5.27'], { healthcheck: { disable: true } }],
    [['5.29'], { pids_limit: -1 }],
    [['5.30'], { network_mode: 'bridge' }],
    [['5.31'], { userns_mode: 'host' }],
    [['5.32'], bind('/var/run/docker.sock')],
    [['an image with a version'], { image: 'app' }],
    [['an image with a version'], { image: 'registry.example.com:5000/app:latest' }],
    [['no secret in the environment'], { environment: { DB_PASSWORD: 'x' } }],
  ];
  for (const [wanted, change] of cases) {
    assert.deepEqual(failing(change), wanted, JSON.stringify(change));
  }
  assert.equal(new Set(cases.flatMap(([ids]) => ids)).size, CHECKS.length);
});

test("exceptions are the lab's own, and count neither way", () => {
  const services = { app: { ...GOOD, restart: 'unless-stopped' } };
  assert.equal(percentOf(score(services, true)), 100);
  assert.ok(percentOf(score(services, false)) < 100);
});
