import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningCli } from './cli.ts';
import type { Step } from './gate.ts';
import { KEY_PATH, type KeyHome, type KeyLab } from './key-lab.ts';
import { codesOf, parseReport } from './schema.ts';

/** When a process of `create-key` is killed. */
export type Moment =
  /** Milliseconds after its start. */
  | { readonly after: 'start'; readonly ms: number }
  /** Milliseconds after the exchange for the key has come to a step. */
  | { readonly after: Step; readonly ms: number }
  /** As soon as the note of the request is on disk. */
  | { readonly after: 'note'; readonly ms: number };

/** What a killed run and the one after it came to. */
export interface CrashOutcome {
  /** The process was still running when it was killed. */
  readonly killed: boolean;
  readonly code: number | null;
  /** From the signal to the end of the process. */
  readonly endMs: number;
  readonly stderr: string;
  /** The simulator has made a key. */
  readonly created: boolean;
  /** The key, alive, is in the store. */
  readonly stored: boolean;
  /** The key, alive, was printed. */
  readonly printed: boolean;
  /** The next run has moved the key, alive, into the store. */
  readonly rescued: boolean;
  /** The next run says that a key exists whose value is lost, and how to recover. */
  readonly said: boolean;
  /** A request was noted and its outcome was not. */
  readonly noted: boolean;
  /** What the next run said, where there was one. */
  readonly next: string;
}

/** Counts over many crashes. */
export type CrashCounts = Record<
  'kills' | 'killed' | 'created' | 'stored' | 'printed' | 'rescued' | 'said' | 'lost' | 'noted',
  number
>;

export const CREATE = ['create-key', '--yes', '--read-back-timeout', '1s'];

/** Where the key of a home is looked for. The file store, unless a test has another. */
export type StoredValues = (home: KeyHome) => Promise<readonly string[]>;

const inFile: StoredValues = (home) => Promise.resolve(home.stored().map(({ value }) => value));

/** How a run is ended. */
export interface CrashOptions {
  readonly storedValues?: StoredValues;
  readonly env?: Readonly<Record<string, string>>;
  /** Default SIGKILL. */
  readonly signal?: NodeJS.Signals;
}

/** Runs `create-key` in a fresh home, ends it with a signal at a moment, and looks what is left. */
export async function crash(
  lab: KeyLab,
  home: KeyHome,
  moment: Moment,
  options: CrashOptions = {},
): Promise<CrashOutcome> {
  const { storedValues = inFile, env = {}, signal = 'SIGKILL' } = options;
  await lab.revokeKeys();
  let killed = false;
  let killedAt = 0;
  const running: { cli?: RunningCli } = {};
  const kill = (): void => {
    if (running.cli === undefined) return;
    const { child } = running.cli;
    killed = child.exitCode === null && child.signalCode === null;
    killedAt = performance.now();
    child.kill(signal);
  };
  let reached: () => void = () => undefined;
  const stepReached = new Promise<void>((resolve) => (reached = resolve));
  lab.gate.watch(KEY_PATH, async (step) => {
    if (step !== moment.after) return;
    if (moment.ms > 0) {
      reached();
      return;
    }
    // The exchange waits: nothing more happens before the process is gone.
    kill();
    await running.cli?.ended;
  });
  running.cli = home.start(CREATE, env);
  const { ended } = running.cli;
  if (moment.after === 'start') await Promise.race([pause(moment.ms), ended]);
  else if (moment.after === 'note') await Promise.race([noted(home), ended]);
  else if (moment.ms > 0) {
    await Promise.race([stepReached, ended]);
    await Promise.race([pause(moment.ms), ended]);
  }
  if (moment.after === 'start' || moment.after === 'note' || moment.ms > 0) kill();
  const end = await ended;
  const how = { killed, code: end.code, endMs: performance.now() - killedAt, stderr: end.stderr };
  lab.gate.watch(KEY_PATH, () => undefined);

  const made = await settledKeys(lab);
  const isNoted = home.intents().length > 0;
  if (made.length === 0) {
    return {
      ...how,
      created: false,
      stored: false,
      printed: false,
      rescued: false,
      said: false,
      noted: isNoted,
      next: '',
    };
  }
  const stored = await anyAlive(lab, await storedValues(home));
  const shown = `${end.stdout}\n${end.stderr}`.match(/\b[0-9a-f]{32}\b/g) ?? [];
  const printed = await anyAlive(lab, shown);
  const { said, next } = await nextRun(home, env);
  const rescued = !stored && (await anyAlive(lab, await storedValues(home)));
  return {
    ...how,
    rescued,
    created: true,
    stored,
    printed,
    said,
    noted: isNoted,
    next,
  };
}

/** The key may be made a moment after the process that asked for it is gone. */
async function settledKeys(lab: KeyLab): Promise<readonly unknown[]> {
  const before = await lab.made();
  if (before.length > 0) return before;
  await pause(30);
  return lab.made();
}

async function noted(home: KeyHome): Promise<void> {
  while (
    !existsSync(home.data) ||
    !readdirSync(home.data).some((n) => /^key-intent\.\w+\.json$/.test(n))
  ) {
    await pause(1);
  }
}

async function anyAlive(lab: KeyLab, values: readonly string[]): Promise<boolean> {
  for (const value of values) if (await lab.isAlive(value)) return true;
  return false;
}

/** Whether the next run explains a lost key; one that has it uses it. */
async function nextRun(
  home: KeyHome,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly said: boolean; readonly next: string }> {
  const end = await home.run([...CREATE, '--json'], env);
  const report = parseReport(end.stdout);
  const result = report.results.find(({ id }) => id === 'key.create');
  const text = `${result?.message ?? ''} ${result?.remedy ?? ''}`;
  const said =
    end.code === 1 &&
    result?.finding.code === 'key.intent-left' &&
    /its value is lost/.test(text) &&
    /organization-settings\/api-keys/.test(text) &&
    /revoke its key, then create it again/.test(text);
  return { said, next: codesOf(report).join(' ') };
}

/** Adds the outcomes up; `lost` must stay 0. */
export function countOutcomes(outcomes: readonly CrashOutcome[]): CrashCounts {
  const count = (test: (outcome: CrashOutcome) => boolean): number => outcomes.filter(test).length;
  return {
    kills: outcomes.length,
    killed: count(({ killed }) => killed),
    created: count(({ created }) => created),
    stored: count(({ stored }) => stored),
    printed: count(({ printed }) => printed),
    rescued: count(({ rescued }) => rescued),
    said: count(({ stored, printed, said }) => said && !stored && !printed),
    lost: count((outcome) => isLost(outcome)),
    noted: count(({ noted: isNoted }) => isNoted),
  };
}

/** The one thing that must never be: a key that nobody has and nobody speaks of. */
export function isLost({ created, stored, printed, rescued, said }: CrashOutcome): boolean {
  return created && !stored && !printed && !rescued && !said;
}

/** How long the program takes, in milliseconds from its start. */
export interface Lifetime {
  readonly requestMs: number;
  readonly wholeMs: number;
}

/** Measures some undisturbed runs. */
export async function measure(lab: KeyLab, runs = 3): Promise<Lifetime> {
  const times: Lifetime[] = [];
  for (let run = 0; run < runs; run += 1) {
    await lab.revokeKeys();
    const home = lab.freshHome();
    const began = performance.now();
    let requestMs = 0;
    lab.gate.watch(KEY_PATH, (step) => {
      if (step === 'received') requestMs = performance.now() - began;
    });
    const end = await home.run(CREATE);
    if (end.code !== 0) throw new Error(end.stdout + end.stderr);
    times.push({ requestMs, wholeMs: performance.now() - began });
    home.remove();
  }
  times.sort((a, b) => a.requestMs - b.requestMs);
  return times[Math.floor(times.length / 2)] ?? { requestMs: 0, wholeMs: 0 };
}

/** Every step of the sequence, as the simulator's side and the disk show them. */
export const STEPS: readonly Moment[] = [
  { after: 'note', ms: 0 },
  { after: 'received', ms: 0 },
  { after: 'committed', ms: 0 },
  { after: 'half', ms: 0 },
  { after: 'answered', ms: 0 },
  { after: 'answered', ms: 2 },
  { after: 'answered', ms: 5 },
  { after: 'answered', ms: 10 },
  { after: 'answered', ms: 20 },
  { after: 'answered', ms: 40 },
];

/**
 * Moments over a whole lifetime: a quarter anywhere in it, a quarter in the tenth of a second around
 * the request, half between the arrival of the request and what is done with its answer. The same in
 * every run of a test.
 */
export function randomMoments(count: number, { requestMs, wholeMs }: Lifetime): Moment[] {
  const random = fractions();
  return Array.from({ length: count }, (_, index): Moment => {
    const fraction = random();
    if (index % 4 === 0) return { after: 'start', ms: fraction * wholeMs };
    if (index % 4 === 2) {
      return { after: 'start', ms: Math.max(1, requestMs - 50 + 100 * fraction) };
    }
    return { after: 'received', ms: 1 + 40 * fraction ** 2 };
  });
}

function fractions(): () => number {
  let state = 20_261_125;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
