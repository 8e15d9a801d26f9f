// Decides whether the page may record anything, before main.ts loads telemetry.ts.

export interface Asked {
  /** location.search */
  search: string;
  /** navigator.doNotTrack; '1' means "do not track". */
  doNotTrack: string | null;
  /** navigator.globalPrivacyControl, the successor of doNotTrack. */
  globalPrivacyControl?: boolean | undefined;
}

/** The reason why nothing is recorded, as text for the page; undefined when telemetry may run. */
export function whyTelemetryIsOff(asked: Asked): string | undefined {
  if (new URLSearchParams(asked.search).get('telemetry') === 'off') {
    return 'Telemetry is off, as the address says.';
  }
  if (asked.doNotTrack === '1' || asked.globalPrivacyControl) {
    return 'Telemetry is off, as your browser asks.';
  }
  return undefined;
}
