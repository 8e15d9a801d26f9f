// Shows when the browser is offline, and tells main.ts when it is online again.
import { findElement } from './find-element.ts';

/** Shows `banner` while offline; calls `back` when online again. */
export function showConnection(banner: HTMLElement, back: () => void): void {
  const text = findElement(banner, 'p');
  const message = text.textContent;
  function draw(): void {
    banner.hidden = navigator.onLine;
    // Set now: a live region is announced when its text changes, not when it appears.
    text.textContent = navigator.onLine ? '' : message;
  }
  addEventListener('offline', draw);
  addEventListener('online', () => {
    draw();
    back();
  });
  draw();
}
