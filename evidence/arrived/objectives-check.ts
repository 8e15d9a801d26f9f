// Did the gate count the requests of the stage `traffic` that were meant to be
// slow or to fail? A gate that does not see them would keep every objective.
import { root } from '../../stores/lab.ts';
import type { Result } from '../checks/checks.ts';
import { CannotTell } from '../command/command.ts';
import { readJson } from '../command/files.ts';
import type { GateResult } from '../gate/gate.ts';
import type { SentTraffic } from './traffic-file.ts';

const GATE_FILE = `${root}/reports/slo.json`;
/** Which objective counts requests of a kind as bad. */
const COUNTED_BY = { error: 'backend-availability', slow: 'backend-latency' } as const;

/** One result per kind: there must be at least as many bad events as were sent. */
export function objectivesSaw({ by_kind }: SentTraffic, { objectives }: GateResult): Result[] {
  return Object.entries(COUNTED_BY).map(([kind, id]) => {
    const sent = by_kind[kind]?.sent ?? 0;
    const bad = objectives.find((objective) => objective.id === id)?.bad ?? 0;
    return {
      title: `the gate counted each ${kind} request of this traffic in ${id}`,
      outcome: bad >= sent ? 'ok' : 'failed',
      seconds: 0,
      detail: `${bad} bad, ${sent} sent`,
      byHand: 'npm run gate',
    };
  });
}

/** @throws {CannotTell} when the gate has not run. */
export function readGate(): GateResult {
  const content = readJson(GATE_FILE) as GateResult | undefined;
  if (!content) throw new CannotTell('the gate was not asked yet: scripts/pipeline.sh slo');
  return content;
}
