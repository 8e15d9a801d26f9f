// first-paint.ts: the moment from which main.ts may do what the first sight of the page must not
// wait for.

/** Resolves when the browser has painted something, or is not going to: a hidden page paints never. */
export function afterFirstPaint(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    // An animation frame runs just before the browser paints, and a message just after it.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    });
  });
}
