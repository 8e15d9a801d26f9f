// The running lab's address and the browser to use; for playwright.config.ts, screenshots.ts and
// bench/.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { hardened, lab } from '../../stores/lab.ts';

/** The page, as nginx serves it. */
export const pageUrl = lab.frontend;

/** This machine's Chromium, without its background requests. */
export const launchOptions = {
  executablePath: findChromium(),
  args: [
    // Tests must neither need nor contact the internet.
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    // The certificates are of the lab's own authority, which this browser does not know.
    ...(hardened ? ['--ignore-certificate-errors'] : []),
    // Chromium refuses to run its sandbox as root (containers in CI).
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ],
};

/** CHROMIUM, or the first known name on PATH; Playwright would otherwise download a browser. */
function findChromium(): string {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const program = found.find((path) => existsSync(path));
  if (!program)
    throw new Error(
      `No ${names.join(', ')} on PATH; install one (on Debian or Ubuntu: apt-get install chromium), or set CHROMIUM.`,
    );
  return program;
}
