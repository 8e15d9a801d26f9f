// Waits for the first paint, so that main.ts can do the rest afterwards.

/** Resolves after the first paint; at once when there will be none, as in a hidden page. */
export function afterFirstPaint(): Promise<void> {
  if (document.hidden || !PerformanceObserver.supportedEntryTypes.includes('paint')) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    // buffered: the paint may already have happened.
    new PerformanceObserver((_list, observer) => {
      observer.disconnect();
      resolve();
    }).observe({ type: 'paint', buffered: true });
  });
}
