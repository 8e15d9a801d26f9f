// first-paint.ts: the moment from which main.ts may do what the first sight of the page must not
// wait for.

/** Resolves when the browser has painted something, or is not going to: a hidden page paints never. */
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
