// How fast check-scopes asks, what memory it takes, and the same requests in Newman:
// `node bench/check-scopes.mjs`.
import { measureMemory } from './check-scopes/memory.mjs';
import { measureTime } from './check-scopes/time.mjs';
import { printTargets } from './support/show.mjs';

const targets = [...(await measureTime()), ...(await measureMemory())];
printTargets(targets);
