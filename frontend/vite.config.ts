// vite.config.ts: builds the page into dist/ for nginx; serves it with live reload on `npm run dev`.
import { defineConfig } from 'vite';
import { DESCRIPTION_MAX, TITLE_MAX } from '../backend/src/task-limits.ts';
import packageJson from './package.json' with { type: 'json' };

const backendPort = process.env.BACKEND_PORT ?? '5000';
const otlpPort = process.env.OTLP_HTTP_PORT ?? '4318';

// The two ways that nginx.conf offers in the lab, so that the page knows one origin here too.
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
    // For index.html, where they are written %TITLE_MAX%: its fields take what the API takes.
    'import.meta.env.TITLE_MAX': String(TITLE_MAX),
    'import.meta.env.DESCRIPTION_MAX': String(DESCRIPTION_MAX),
  },
  resolve: {
    // npm puts some of these packages beside the backend's @opentelemetry/api 1.10, others beside
    // our 1.9. Two copies in one page do not see each other's active span, and nothing says so.
    // src/bundle.test.ts counts the copies of every package.
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
    // Everything here is open source and short: whoever wants to debug runs `npm run dev`.
    sourcemap: false,
    // Every browser of this target preloads modules by itself.
    modulePreload: { polyfill: false },
  },
  server: { proxy },
});
