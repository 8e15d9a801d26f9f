// first-paint.ts: when the page has been painted, so that main.ts can do the rest.

/** Resolves when the browser has painted something; at once where it will not, as in a hidden page. */
export function afterFirstPaint(): Promise<void> {
  if (document.hidden || !PerformanceObserver.supportedEntryTypes.includes('paint')) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    // buffered: the paint may have come before this question.
    new PerformanceObserver((_list, observer) => {
      observer.disconnect();
      resolve();
    }).observe({ type: 'paint', buffered: true });
  });
}
