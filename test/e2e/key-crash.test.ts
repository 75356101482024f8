import { afterAll, beforeAll, expect, it } from 'vitest';
import { countOutcomes, crash, isLost, STEPS, type CrashOutcome } from '../support/key-crash.ts';
import { openKeyLab, type KeyLab } from '../support/key-lab.ts';

let lab: KeyLab;
beforeAll(async () => {
  lab = await openKeyLab();
});
afterAll(() => lab.close());

/** `npm run test:crash` does this three times, and at 200 random moments. */
it('kill -9 at every step of create-key: the key is stored, or the next run speaks of it', async () => {
  const outcomes: CrashOutcome[] = [];
  for (const moment of [
    ...STEPS,
    { after: 'received', ms: 4 },
    { after: 'received', ms: 15 },
    // A busy machine needs longer until the key rests.
    { after: 'received', ms: 60 },
    { after: 'received', ms: 200 },
  ] as const) {
    const home = lab.freshHome();
    const outcome = await crash(lab, home, moment);
    home.remove();
    expect(isLost(outcome), `${JSON.stringify(moment)}: ${JSON.stringify(outcome)}`).toBe(false);
    outcomes.push(outcome);
  }
  const counts = countOutcomes(outcomes);
  console.log(`kill -9 of create-key: ${JSON.stringify(counts)}`);
  expect(counts.created).toBeGreaterThan(6);
  expect(counts.said).toBeGreaterThan(1);
  expect(counts.stored + counts.rescued).toBeGreaterThan(1);
}, 120_000);
