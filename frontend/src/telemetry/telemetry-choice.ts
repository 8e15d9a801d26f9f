// telemetry-choice.ts: may this page record anything? main.ts asks before it loads telemetry.ts.

export interface Asked {
  /** location.search */
  search: string;
  /** navigator.doNotTrack: '1' means "do not", in every browser that still has it. */
  doNotTrack: string | null;
  /** navigator.globalPrivacyControl, the successor of doNotTrack. */
  globalPrivacyControl?: boolean | undefined;
}

/** Why nothing is recorded, in words for the page; undefined when telemetry may run. */
export function whyTelemetryIsOff(asked: Asked): string | undefined {
  if (new URLSearchParams(asked.search).get('telemetry') === 'off') {
    return 'Telemetry is off, as the address says.';
  }
  if (asked.doNotTrack === '1' || asked.globalPrivacyControl) {
    return 'Telemetry is off, as your browser asks.';
  }
  return undefined;
}
