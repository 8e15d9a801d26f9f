// How nginx.conf delivers the page: headers, caching, compression.
import { expect, test } from '@playwright/test';

test('every answer carries the security headers', async ({ request }) => {
  for (const path of ['/', '/api/tasks', '/otlp/v1/traces', '/no-such-page']) {
    const headers = (await request.get(path)).headers();
    expect(headers, path).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'self'"),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    expect(headers.server, 'no version').not.toMatch(/\d/);
  }
});

test('the policy stops what markup could bring in', async ({ page }) => {
  await page.goto('/');
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    const elsewhere = await fetch('http://evil.example/').then(
      () => true,
      () => false,
    );
    return { injected: 'injected' in window, elsewhere };
  });
  expect(ran).toEqual({ injected: false, elsewhere: false });
});

test('built files are kept for ever, the page that names them is not, both travel compressed', async ({
  page,
}) => {
  const answers = new Map<string, Record<string, string>>();
  page.on('response', (response) => {
    answers.set(new URL(response.url()).pathname, response.headers());
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  expect(answers.get('/')).toMatchObject({
    'cache-control': 'no-cache',
    'content-encoding': 'gzip',
  });
  const assets = [...answers.keys()].filter((path) => path.startsWith('/assets/'));
  expect(assets.length).toBeGreaterThanOrEqual(3);
  for (const path of assets) {
    expect(answers.get(path), path).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
    });
  }
});
