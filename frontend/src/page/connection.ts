// connection.ts: says when the browser is offline, and lets main.ts try again when it is back.
import { findElement } from './find-element.ts';

/** Shows `banner` while there is no network; calls `back` when there is one again. */
export function showConnection(banner: HTMLElement, back: () => void): void {
  const text = findElement(banner, 'p');
  const message = text.textContent;
  function draw(): void {
    banner.hidden = navigator.onLine;
    // Filled late: a live region is read out when its text changes, not when it appears.
    text.textContent = navigator.onLine ? '' : message;
  }
  addEventListener('offline', draw);
  addEventListener('online', () => {
    draw();
    back();
  });
  draw();
}
