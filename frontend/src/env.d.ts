// Names that vite.config.ts replaces by values in the build.

/** The version in frontend/package.json; becomes service.version. */
declare const __APP_VERSION__: string;
