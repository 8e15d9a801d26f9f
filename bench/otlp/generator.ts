// A process that sends one load and tells its parent what became of it. Not telemetrygen, the usual
// tool: it makes each span anew with an SDK, so that on a small machine the generator is the limit; it
// does not tell which traces it sent, so that nobody can ask for them; and it would have to be pulled
// or built before anything could be measured.
import { once } from 'node:events';
import { sendLoad } from './lanes.ts';
import type { Load } from './load.ts';

// Whoever asked is gone: so is the load.
process.once('disconnect', () => process.exit(1));
const [load] = (await once(process, 'message')) as [Load];
process.send?.(await sendLoad(load), () => process.exit(0));
