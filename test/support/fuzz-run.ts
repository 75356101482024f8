import { groupInputs } from '../../src/diagnosis/exchange/group-inputs.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { toVerdicts } from '../../src/diagnosis/verdicts.ts';
import { randomInput, randomSecret, seededRandom } from './fuzz-inputs.ts';
import { PLACES } from './secret-places.ts';

/** What a run of random inputs came to. */
export interface FuzzRun {
  readonly inputs: number;
  /** Seeds of inputs with which something went wrong, each with what. */
  readonly failures: readonly string[];
  readonly slowestMs: number;
}

const MEGABYTE = 1024 * 1024;
/** A machine that does other things as well may stand still for a while. */
const GRACE_MS = 2_000;

/** Diagnoses `count` inputs; each has its own seed, from `first` on, with which it can be had again. */
export function fuzz(first: number, count: number): FuzzRun {
  const failures: string[] = [];
  const places = Object.values(PLACES);
  let slowestMs = 0;
  for (let seed = first; seed < first + count; seed++) {
    const random = seededRandom(seed);
    const secret = randomSecret(random);
    const place = places[Math.floor(random() * places.length)];
    const holds = random() < 0.5;
    const text = holds
      ? `${randomInput(random)}\n${place?.(secret) ?? ''}\n${randomInput(random)}`
      : randomInput(random);
    const inputs = random() < 0.02 ? [text, randomInput(random)] : [text];
    const began = performance.now();
    try {
      for (const group of groupInputs(inputs)) {
        const diagnosis = diagnose(group);
        const said = JSON.stringify([diagnosis, toVerdicts(diagnosis)]);
        if (holds && said.includes(secret))
          failures.push(`seed ${String(seed)}: the secret came out`);
      }
    } catch (error) {
      failures.push(
        `seed ${String(seed)}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
      );
    }
    const took = performance.now() - began;
    slowestMs = Math.max(slowestMs, took);
    if (took > GRACE_MS + (2_000 * text.length) / MEGABYTE) {
      failures.push(`seed ${String(seed)}: ${String(Math.round(took))} ms`);
    }
    if (failures.length >= 10) break;
  }
  return { inputs: count, failures, slowestMs };
}
