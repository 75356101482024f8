import { setFlagsFromString } from 'node:v8';

/**
 * undici's HTTP parser is WebAssembly. Its main function is so large that optimizing it takes 80 ms and
 * 35 MB on another thread (Node 20), begins with the first answer, and delays the end.
 */
const WASM_AS_IT_IS = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];

/**
 * The space for new objects stays as small as it is: the requests under way would make it grow to 32 MB,
 * though a third of that is what lives. The old ones are collected as they come, not at twice as many.
 */
const SMALL_HEAP = ['--semi-space-growth-factor=1', '--optimize-for-size'];

/** JavaScript is optimized later than usual: compiling costs more than what is left of a run wins. */
const LATE_COUNTS = ['--invocation-count-for-maglev=6000', '--invocation-count-for-turbofan=40000'];
const LATE_BUDGET = ['--interrupt-budget=2000000'];

/**
 * Flags by the major of Node they were tried with: V8 prints an error for one that it does not know. All
 * of them are numbers and choices that V8 looks up where it needs them. What switches a part of the
 * collector off is not among them: done in mid-run it ends the process (`--no-concurrent-marking`).
 */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  20: [...WASM_AS_IT_IS, ...SMALL_HEAP, ...LATE_BUDGET],
  22: [...WASM_AS_IT_IS, ...SMALL_HEAP, ...LATE_COUNTS],
  24: [...WASM_AS_IT_IS, ...SMALL_HEAP, ...LATE_COUNTS],
  26: [...WASM_AS_IT_IS, ...SMALL_HEAP, ...LATE_COUNTS],
};

/**
 * Keeps V8 from what it does for programs that run for hours and what does not pay in a second or two.
 * To be called before the first request. `npm run bench` has the figures.
 */
export function prepareForShortRun(): void {
  const [major = ''] = process.versions.node.split('.');
  for (const flag of FLAGS[major] ?? []) setFlagsFromString(flag);
}

/**
 * For a run that asks hundreds of hosts at once, on two threads: lets the heap of this thread grow after
 * all, and gives the next one enough room from the start. Collecting would cost a fifth of the time.
 * `--optimize-for-size` has set the largest size to 1 MB for threads to come.
 */
export function roomForBurst(): void {
  for (const flag of BURST) setFlagsFromString(flag);
}

const BURST = [
  '--semi-space-growth-factor=2',
  '--no-optimize-for-size',
  '--max-semi-space-size=16',
  '--min-semi-space-size=16',
];
