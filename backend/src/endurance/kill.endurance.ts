// Kills the backend repeatedly while it writes: acknowledged data is there, and the file is intact.
//   npm run test:endurance --workspace backend      (KILLS=20 for fewer)
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { startBackend } from '../testing/start-backend.ts';
import { temporaryFile } from '../testing/temporary-file.ts';
import { startLoad } from './load.ts';

const KILLS = Number(process.env.KILLS ?? 200);

test(`every acknowledged task survives ${KILLS} SIGKILLs`, async (t) => {
  const path = temporaryFile(t, 'tasks.db');
  const promised = new Set<string>();
  for (let round = 0; round < KILLS; round += 1) {
    const backend = await startBackend({
      DATABASE_PATH: path,
      LOG_LEVEL: 'info',
      OTEL_SDK_DISABLED: 'true',
    });
    const load = startLoad(backend.url, 4, `round ${round}`);
    // A random moment, so that it meets every place in a write.
    await setTimeout(20 + Math.random() * 150);
    backend.kill();
    await load.stop();
    for (const title of load.outcome.acknowledged.keys()) {
      promised.add(title);
    }
  }
  const database = new Database(path, { readonly: true });
  const stored = new Set(database.prepare('SELECT title FROM tasks').pluck().all() as string[]);
  const lost = [...promised].filter((title) => !stored.has(title));
  assert.deepEqual(lost, []);
  assert.equal(database.pragma('integrity_check', { simple: true }), 'ok');
  database.close();
  t.diagnostic(
    `${KILLS} kills, ${promised.size} acknowledged tasks, ${stored.size} stored, 0 lost`,
  );
  assert.ok(promised.size > KILLS, 'the load really wrote');
});
