// lab.ts: where the running lab is and with which browser to look at it; for playwright.config.ts,
// screenshots.ts and bench/.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
// Ports and bind address; a variable that is set already wins over the file.
process.loadEnvFile(join(root, '.env'));
const { BIND_ADDRESS = '127.0.0.1', FRONTEND_PORT = '8080' } = process.env;

/** The page, as nginx serves it. */
export const pageUrl = `http://${BIND_ADDRESS}:${FRONTEND_PORT}`;

/** The Chromium of this machine, without calls of its own. */
export const launchOptions = {
  executablePath: findChromium(),
  args: [
    // Nothing here should depend on, or speak to, the internet.
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    // Chromium refuses to run its sandbox as root (containers in CI).
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ],
};

/** CHROMIUM, or the first known name on PATH: Playwright would download a browser of its own. */
function findChromium(): string {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const program = found.find((path) => existsSync(path));
  if (!program) throw new Error(`No ${names.join(', ')} on PATH; install one or set CHROMIUM.`);
  return program;
}
