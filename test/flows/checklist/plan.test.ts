import { describe, expect, test } from 'vitest';
import { STEP_NAMES, type StepName, type StepRecord } from '../../../src/model/checklist.ts';
import type { Verdict } from '../../../src/model/report.ts';
import type { Settings } from '../../../src/flows/checklist/basis.ts';
import {
  decide,
  staleReasons,
  stepsOf,
  type PlanFacts,
  type PlanOptions,
} from '../../../src/flows/checklist/plan.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY = 24 * 3_600_000;
const settings: Settings = {
  parts: {
    kind: 'published',
    scopes: 's1',
    'redirect-uris': 'r1',
    sites: 'e1',
    stage: 'published',
  },
  clientSecret: undefined,
};
const facts: PlanFacts = { settings, nowMs: NOW, sitesWithoutGrant: [] };
const options: PlanOptions = {
  only: undefined,
  again: false,
  maxAgeMs: 7 * DAY,
  allowWrites: false,
  proveRevocation: false,
  ownData: false,
};

function verdict(grade: Verdict['grade'], code = 'sample.ok'): Verdict {
  const finding = { code, args: {} };
  return {
    id: 'a.b',
    check: 'a.b',
    title: 'A',
    subject: {},
    grade,
    finding,
    exchanges: [],
    durationMs: 0,
  };
}

function record(step: StepName, change: Partial<StepRecord> = {}): StepRecord {
  return {
    step,
    at: new Date(NOW - DAY).toISOString(),
    runId: 'r',
    basis: settings.parts,
    sites: ['us1'],
    allowWrites: false,
    verdicts: [verdict('passed')],
    ...change,
  };
}

describe('stepsOf', () => {
  test('Datadog’s six for a test client, two more for a published one, no key for a public one', () => {
    expect(stepsOf({ kind: 'test' })).toEqual(STEP_NAMES.slice(0, 6));
    expect(stepsOf({ kind: 'published' })).toEqual(STEP_NAMES);
    expect(stepsOf({ kind: 'public' })).toEqual(['authorization', 'sites', 'regions', 'scopes']);
  });
});

describe('decide', () => {
  const doing = (of: ReturnType<typeof decide>): string =>
    of.do === 'keep' ? 'keep' : of.why === 'stale' ? of.stale.join() : of.why;

  test.each<[string, StepRecord | undefined, string]>([
    ['nothing yet', undefined, 'missing'],
    ['passed', record('scopes'), 'keep'],
    ['passed with a warning', record('scopes', { verdicts: [verdict('warning')] }), 'keep'],
    ['not for this client', record('scopes', { verdicts: [verdict('skipped')] }), 'keep'],
    ['open for a person', record('scopes', { verdicts: [verdict('review')] }), 'keep'],
    ['failed', record('scopes', { verdicts: [verdict('failed')] }), 'not-passed'],
    ['inconclusive', record('scopes', { verdicts: [verdict('inconclusive')] }), 'not-passed'],
    [
      'blocked by a step before',
      record('scopes', { verdicts: [verdict('skipped', 'checklist.step-blocked')] }),
      'not-passed',
    ],
    [
      'denied by a person',
      record('scopes', {
        verdicts: [verdict('review')],
        answer: { says: 'no', at: new Date(NOW).toISOString(), of: ['a.b     sample.ok'] },
      }),
      'not-passed',
    ],
    ['other scopes', record('scopes', { basis: { ...settings.parts, scopes: 's0' } }), 'scopes'],
    ['too old', record('scopes', { at: new Date(NOW - 8 * DAY).toISOString() }), 'age'],
    ['of tomorrow', record('scopes', { at: new Date(NOW + 30 * DAY).toISOString() }), 'age'],
    ['what is offline', record('submit'), 'offline'],
  ])('%s', (_, given, expected) => {
    expect(doing(decide(given?.step ?? 'scopes', given, options, facts))).toBe(expected);
  });

  test('flags ask for more', () => {
    const kept = record('scopes');
    expect(doing(decide('scopes', kept, { ...options, again: true }, facts))).toBe('asked');
    expect(doing(decide('scopes', kept, { ...options, allowWrites: true }, facts))).toBe('asked');
    const written = record('scopes', { allowWrites: true });
    expect(doing(decide('scopes', written, { ...options, allowWrites: true }, facts))).toBe('keep');
    const key = record('api-key');
    expect(doing(decide('api-key', key, { ...options, ownData: true }, facts))).toBe('asked');
    const revoked = record('uninstall');
    const prove = { ...options, proveRevocation: true };
    expect(doing(decide('uninstall', revoked, prove, facts))).toBe('keep');
    const notTried = record('uninstall', { verdicts: [verdict('review')] });
    expect(doing(decide('uninstall', notTried, prove, facts))).toBe('asked');
  });
});

describe('staleReasons', () => {
  test('a grant that is gone is about the authorization only', () => {
    const without = { ...facts, sitesWithoutGrant: ['eu1'] };
    expect(staleReasons(record('authorization'), options, without)).toEqual(['grant-gone']);
    expect(staleReasons(record('scopes'), options, without)).toEqual([]);
  });

  test('what a step does not stand on changes nothing', () => {
    const parts = { ...settings.parts, 'redirect-uris': 'r2' };
    const changed = { ...facts, settings: { ...settings, parts } };
    expect(staleReasons(record('scopes'), options, changed)).toEqual([]);
    expect(staleReasons(record('regions'), options, changed)).toEqual(['redirect-uris']);
  });
});
