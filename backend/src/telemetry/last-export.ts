// When the collector last took something from this process; patient-exporter.ts notes it.

let at = 0;

export function noteExport(): void {
  at = Date.now();
}

/** Milliseconds since 1970; 0 before the first export. */
export const lastExport = (): number => at;
