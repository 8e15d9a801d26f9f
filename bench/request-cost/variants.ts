// What is compared: the same routes over the same SQLite tables, with more and more around them.

export type VariantName =
  | 'bare'
  | 'logging'
  | 'silent'
  | 'plain'
  | 'plain-again'
  | 'tuned'
  | 'stock';

/** How a variant's server is started, by node, in its folder. */
export interface Variant {
  name: VariantName;
  /** For the table. */
  title: string;
  folder: URL;
  args: string[];
  env: Record<string, string>;
}

const BENCH = new URL('./', import.meta.url);
const BACKEND = new URL('../../backend/', import.meta.url);
// As in backend/package.json.
const OURS = ['--import', './src/instrumentation.ts', 'src/main.ts'];

const bare: Variant = {
  name: 'bare',
  title: 'bare Express 5',
  folder: BENCH,
  args: ['servers/bare-express.ts'],
  env: {},
};

/** What any service pays that logs its requests; the lines are the backend's, to the letter. */
const logging: Variant = {
  ...bare,
  name: 'logging',
  title: 'bare Express 5 with the two log lines',
  env: { LOG_REQUESTS: 'true' },
};

const plain: Variant = {
  name: 'plain',
  title: 'backend, SDK disabled',
  folder: BACKEND,
  args: OURS,
  env: { OTEL_SDK_DISABLED: 'true' },
};

const tuned: Variant = {
  name: 'tuned',
  title: 'backend as it is',
  folder: BACKEND,
  args: OURS,
  env: {},
};

const stock: Variant = {
  name: 'stock',
  title: 'backend, stock auto-instrumentation',
  folder: BENCH,
  // The loader is what OpenTelemetry's documentation asks for with ES modules.
  args: [
    '--no-warnings',
    '--experimental-loader',
    '@opentelemetry/instrumentation/hook.mjs',
    '--import',
    '@opentelemetry/auto-instrumentations-node/register',
    'servers/stock-app.ts',
  ],
  // All defaults but one: the detectors of clouds would ask addresses beyond this machine.
  env: { OTEL_NODE_RESOURCE_DETECTORS: 'env,host,os,process,serviceinstance' },
};

/** What the backend costs without telling anybody: the log lines are part of its contract. */
const silent: Variant = {
  ...plain,
  name: 'silent',
  title: 'backend, SDK disabled, no log lines',
  env: { ...plain.env, LOG_LEVEL: 'silent' },
};

/** The same as `plain`, a second time: what differs between the two is noise. */
const plainAgain: Variant = {
  ...plain,
  name: 'plain-again',
  title: 'backend, SDK disabled (again)',
};

export const VARIANTS = [bare, logging, silent, plain, plainAgain, tuned, stock];
