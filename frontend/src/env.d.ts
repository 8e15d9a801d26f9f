// env.d.ts: names that vite.config.ts replaces by values when it builds.

/** The version in frontend/package.json; becomes service.version. */
declare const __APP_VERSION__: string;
