// Posts telemetry as fast as it may, for otlp-gate.spec.ts. A separate process, since otherwise it
// would disturb the measurements. The argument is the address; prints the answers by status, as JSON.
const url = process.argv[2] ?? '';
if (!/^http:\/\/(127\.0\.0\.1|localhost):/.test(url)) throw new Error(`not this machine: ${url}`);

// Limited to a thousand requests a second, for three seconds.
const TOTAL = 3000;
const PER_TICK = 20;
const TICK_MS = 20;
const AT_ONCE = 100;

const statuses: Record<string, number> = {};
let sent = 0;
let onTheWay = 0;

async function send(): Promise<void> {
  sent += 1;
  onTheWay += 1;
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: '{}' });
  await response.arrayBuffer();
  statuses[response.status] = (statuses[response.status] ?? 0) + 1;
  onTheWay -= 1;
}

const until = Date.now() + 4000;
const ticks = setInterval(() => {
  for (let i = 0; i < PER_TICK && sent < TOTAL && onTheWay < AT_ONCE; i++) void send();
  if (sent < TOTAL && Date.now() < until) return;
  clearInterval(ticks);
}, TICK_MS);
process.on('beforeExit', () => process.stdout.write(JSON.stringify(statuses)));
