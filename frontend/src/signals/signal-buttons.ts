// Buttons that create interesting signals; the chips link to them.
import {
  type FinishedAction,
  type Perform,
  type ReportAction,
  reasonOf,
} from '../actions/perform-action.ts';
import { findElement } from '../page/find-element.ts';
import { runBurst } from './burst.ts';

export interface SignalButtonsNeeds {
  perform: Perform;
  /** The same, but reports each action only to `report`: a burst is one chip, not hundreds. */
  performReportingTo: (report: ReportAction) => Perform;
  report: ReportAction;
}

/** The field's number; 0 when it is empty. */
const numberIn = (element: HTMLElement, id: string) =>
  Number(findElement<HTMLInputElement>(element, `#${id}`).value);

/** Adds behaviour to the buttons in `element`. */
export function showSignalButtons(element: HTMLElement, needs: SignalButtonsNeeds): void {
  const { perform } = needs;
  const message = findElement(element, '[data-part=told]');
  const onClick = (name: string, action: () => unknown) =>
    findElement(element, `[data-part=${name}]`).addEventListener('click', action);
  const tell = (error: unknown) => {
    message.textContent = reasonOf(error);
  };

  onClick('slow', async () => {
    message.textContent = 'Waiting for the slow answer…';
    await perform('slow_request', (api) =>
      api.simulateSlow(numberIn(element, 'slow-seconds')),
    ).then(() => {
      message.textContent = 'The slow answer is there.';
    }, tell);
  });
  onClick('failing', () =>
    perform('failing_request', (api) => api.simulateError(numberIn(element, 'error-status'))).catch(
      tell,
    ),
  );
  onClick('exception', () => {
    message.textContent = 'Thrown, and not caught. Its log record is in the same trace.';
    // Deliberately not caught.
    void perform('unhandled_exception', async (api) => {
      const { tasks } = await api.listTasks({ limit: 1 });
      return (tasks as unknown as { missing: string[] }).missing.length;
    });
  });
  showBurst(findElement(element, '.burst'), needs);
}

function showBurst(element: HTMLElement, { performReportingTo, report }: SignalButtonsNeeds): void {
  const button = findElement(element, 'button');
  const bar = findElement<HTMLProgressElement>(element, 'progress');
  const status = findElement(element, '[data-part=burst-status]');
  let running: AbortController | undefined;

  button.addEventListener('click', async () => {
    if (running) {
      running.abort();
      return;
    }
    running = new AbortController();
    button.textContent = 'Stop the burst';
    bar.hidden = false;
    let last: FinishedAction | undefined;
    const perform = performReportingTo((action) => {
      last = action;
    });
    const start = performance.now();
    const { sent, failed } = await runBurst(
      { rate: numberIn(element, 'burst-rate'), seconds: numberIn(element, 'burst-seconds') },
      () => perform('burst_request', (api) => api.listTasks({ limit: 5 })),
      {
        signal: running.signal,
        onProgress: ({ sent, total }) => {
          Object.assign(bar, { value: sent, max: total });
          status.textContent = `${sent} of ${total} requests`;
        },
      },
    );
    running = undefined;
    button.textContent = 'Send a burst';
    bar.hidden = true;
    const note = `${sent} requests, ${failed} failed`;
    status.textContent = note;
    if (!last) return;
    report({ ...last, note, failed: failed > 0, durationMs: performance.now() - start });
  });
}
