// Builds the page into dist/ for nginx; serves it with live reload on `npm run dev`.
import { defineConfig } from 'vite';
import { DESCRIPTION_MAX, TITLE_MAX } from '../backend/src/task-limits.ts';
import packageJson from './package.json' with { type: 'json' };

const backendPort = process.env.BACKEND_PORT ?? '5000';
const otlpPort = process.env.OTLP_HTTP_PORT ?? '4318';

// The same two paths as in nginx.conf, so that the page needs only one origin here too.
const proxy = {
  '/api': `http://127.0.0.1:${backendPort}`,
  '/otlp': {
    target: `http://127.0.0.1:${otlpPort}`,
    rewrite: (path: string) => path.replace(/^\/otlp/, ''),
  },
};

export default defineConfig({
  define: {
    __APP_VERSION__: JSON.stringify(packageJson.version),
    // For index.html, which has them as %TITLE_MAX% and the like, so that its fields have the API's limits.
    'import.meta.env.TITLE_MAX': String(TITLE_MAX),
    'import.meta.env.DESCRIPTION_MAX': String(DESCRIPTION_MAX),
  },
  resolve: {
    // npm installs some of these packages next to the backend's @opentelemetry/api 1.10, others next to
    // our 1.9. Two copies in one page silently do not share the active span. src/bundle.test.ts counts
    // the copies of every package.
    dedupe: [
      '@opentelemetry/api',
      '@opentelemetry/core',
      '@opentelemetry/instrumentation',
      '@opentelemetry/sdk-logs',
      '@opentelemetry/sdk-trace',
      '@opentelemetry/sdk-trace-web',
      '@opentelemetry/web-common',
    ],
  },
  build: {
    target: 'es2022',
    // To debug, run `npm run dev`.
    sourcemap: false,
    // All browsers of this target preload modules themselves.
    modulePreload: { polyfill: false },
  },
  server: { proxy },
});
