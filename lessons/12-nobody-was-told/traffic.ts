// Six requests a second; once told so, every third fails.
import { Client } from '../../evidence/load/client.ts';
import { atRate } from '../../evidence/load/schedule.ts';
import { lab } from '../../stores/lab.ts';

const PER_SECOND = 6;
/** No check takes longer, in seconds. */
const LONGEST = 200;

export interface Traffic {
  /** Answers so far. */
  readonly good: number;
  readonly failed: number;
  beginFailures(): void;
  end(): void;
}

/** Begins at once. Call `end` in any case. */
export function beginTraffic(): Traffic {
  const client = new Client(lab.frontend, { userAgent: 'otel-lab-lesson' });
  const stop = new AbortController();
  let failing = false;
  const answers = { good: 0, failed: 0 };
  const send = async (number: number): Promise<void> => {
    const fails = failing && number % 3 === 0;
    const path = fails ? '/api/simulate-error' : '/api/tasks?limit=1';
    const { status } = await client.send({ method: 'GET', path });
    if (status === 200) answers.good += 1;
    if (status === 500) answers.failed += 1;
  };
  void atRate(PER_SECOND * LONGEST, PER_SECOND, (number) => void send(number), stop.signal);
  return {
    get good() {
      return answers.good;
    },
    get failed() {
      return answers.failed;
    },
    beginFailures() {
      failing = true;
    },
    end() {
      stop.abort();
      client.close();
    },
  };
}
