import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryHome } from '../support/cli.ts';
import {
  countOutcomes,
  crash,
  CREATE,
  isLost,
  measure,
  randomMoments,
  STEPS,
  type CrashOutcome,
  type Moment,
} from '../support/key-crash.ts';
import { openKeyLab, type KeyLab } from '../support/key-lab.ts';
import { requirement } from '../support/requirements.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import {
  missingSecretServicePrograms,
  SECRET_SERVICE_PACKAGES,
  startTestSession,
} from '../support/secret-service.ts';

const REPEATS = 3;
const RANDOM = 200;
const RANDOM_KEYCHAIN = 24;
const SERVICE = 'ddoauth (simulator)';

let lab: KeyLab;
beforeAll(async () => {
  lab = await openKeyLab();
});
afterAll(() => lab.close());

async function crashAt(moment: Moment, index: number): Promise<CrashOutcome> {
  const home = lab.freshHome();
  try {
    const outcome = await crash(lab, home, moment);
    expect(isLost(outcome), `${JSON.stringify(moment)}: ${JSON.stringify(outcome)}`).toBe(false);
    // A run that left no key, and one whose key was revoked, are followed by one that gets it.
    if (!outcome.created || (outcome.said && index % 5 === 0)) {
      if (outcome.created) await lab.revokeKeys();
      if (outcome.created || index % 5 === 0) {
        const end = await home.run([...CREATE, '--json']);
        expect(codesOf(parseReport(end.stdout)), JSON.stringify(moment)).toContain('key.created');
        expect(home.stored()).toHaveLength(1);
        expect(home.intents()).toEqual([]);
      }
    }
    return outcome;
  } finally {
    home.remove();
  }
}

describe('kill -9', () => {
  it(`at every step of the sequence, ${String(REPEATS)} times each`, async () => {
    const outcomes: CrashOutcome[] = [];
    for (const moment of STEPS) {
      const each: CrashOutcome[] = [];
      for (let repeat = 0; repeat < REPEATS; repeat += 1) each.push(await crashAt(moment, repeat));
      console.log(
        `after ${moment.after} + ${String(moment.ms)} ms: ${JSON.stringify(countOutcomes(each))}`,
      );
      outcomes.push(...each);
    }
    const counts = countOutcomes(outcomes);
    console.log(`every step: ${JSON.stringify(counts)}`);
    expect(counts).toMatchObject({ lost: 0, killed: counts.kills });
    expect(counts.said).toBeGreaterThanOrEqual(2 * REPEATS);
    expect(counts.stored + counts.rescued).toBeGreaterThanOrEqual(REPEATS);
  }, 180_000);

  it(`at ${String(RANDOM)} random moments`, async () => {
    const lifetime = await measure(lab);
    const outcomes: CrashOutcome[] = [];
    for (const [index, moment] of randomMoments(RANDOM, lifetime).entries()) {
      outcomes.push(await crashAt(moment, index));
    }
    const counts = countOutcomes(outcomes);
    console.log(
      `${String(RANDOM)} random moments (request at ${lifetime.requestMs.toFixed(0)} of ${lifetime.wholeMs.toFixed(0)} ms): ${JSON.stringify(counts)}`,
    );
    expect(counts.lost).toBe(0);
    // A test that never hit the sequence would prove nothing.
    expect(counts.killed).toBeGreaterThan(RANDOM * 0.8);
    expect(counts.created).toBeGreaterThan(RANDOM * 0.3);
    expect(counts.created).toBeLessThan(RANDOM);
    expect(counts.stored).toBeGreaterThan(0);
    expect(counts.rescued).toBeGreaterThan(0);
    expect(counts.said).toBeGreaterThan(0);
  }, 600_000);
});

const missing = missingSecretServicePrograms();
const keychain = requirement(
  'a Secret Service',
  missing.length === 0,
  `${missing.join(', ')} not found (${SECRET_SERVICE_PACKAGES})`,
);

describe.runIf(keychain)('kill -9 with the key in a real keychain', () => {
  it(`at every step and at ${String(RANDOM_KEYCHAIN)} random moments`, async () => {
    const place = temporaryHome();
    const folder = join(place.path, 'session');
    mkdirSync(folder);
    const session = await startTestSession(folder);
    try {
      await session.startKeyring('unlocked');
      const values = async (): Promise<string[]> =>
        [...(await session.search(SERVICE)).matchAll(/"value":"([0-9a-f]{32})"/g)].map(
          ([, value = '']) => value,
        );
      const outcomes: CrashOutcome[] = [];
      const lifetime = await measure(lab, 1);
      const moments = [...STEPS, ...randomMoments(RANDOM_KEYCHAIN, lifetime)];
      for (const moment of moments) {
        await session.clear(SERVICE);
        const home = lab.freshHome();
        const env = { ...session.env, HOME: home.path, DDOAUTH_STORE: '' };
        const outcome = await crash(lab, home, moment, { storedValues: values, env });
        home.remove();
        expect(isLost(outcome), `${JSON.stringify(moment)}: ${JSON.stringify(outcome)}`).toBe(
          false,
        );
        outcomes.push(outcome);
      }
      const counts = countOutcomes(outcomes);
      console.log(`with a keychain: ${JSON.stringify(counts)}`);
      expect(counts.created).toBeGreaterThan(moments.length * 0.3);
      expect(counts.rescued).toBeGreaterThan(0);
      expect(counts.said).toBeGreaterThan(0);
    } finally {
      await session.close();
      place.remove();
    }
  }, 300_000);
});
