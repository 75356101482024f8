import { expect, test } from 'vitest';
import { answerOf, becauseOf } from '../../src/diagnosis/answers.ts';
import { judgeCauses } from '../../src/diagnosis/causes.ts';
import type { Case, CauseRow, LiveCheck, OfflineCheck } from '../../src/diagnosis/define-rule.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { readInput } from '../../src/diagnosis/read-input.ts';
import type { LiveAnswer } from '../../src/model/diagnosis.ts';

const YES: LiveAnswer = { answer: 'yes', because: 'it said yes' };
const NO: LiveAnswer = { answer: 'no', because: 'it said no' };
const UNKNOWN: LiveAnswer = { answer: 'unknown', because: 'no network' };

function caseOf(answer?: LiveAnswer): Case {
  return {
    reading: readInput('text'),
    context: answer === undefined ? {} : { answers: { 'clock-right': answer } },
    recognition: { sure: 'likely', evidence: 'text', groups: [] },
  };
}

function judged(check: OfflineCheck | undefined, live: LiveCheck, answer?: LiveAnswer): unknown {
  const row: CauseRow = { id: 'a', text: 'a text', check: () => check, live };
  const { state, because } = judgeCauses([row], caseOf(answer))[0] ?? {};
  return because === undefined ? [state] : [state, because];
}

const HOLDS: OfflineCheck = { holds: true, because: 'seen' };
const FAILS: OfflineCheck = { holds: false, because: 'not seen' };
const HINT: OfflineCheck = { because: 'a hint' };
const ASK: LiveCheck = { ask: 'clock-right', holdsWhen: 'no' };
const RULES_OUT: LiveCheck = { ...ASK, proves: 'fails' };
const CONFIRMS: LiveCheck = { ...ASK, proves: 'holds' };

test.each<[string, OfflineCheck | undefined, LiveCheck, LiveAnswer | undefined, unknown]>([
  ['nothing was checked', undefined, ASK, undefined, ['open']],
  ['a hint', HINT, ASK, undefined, ['open', 'a hint']],
  ['the input alone', HOLDS, ASK, undefined, ['confirmed', 'seen']],
  ['the input alone, against it', FAILS, ASK, undefined, ['ruled-out', 'not seen']],
  ['the answer alone', undefined, ASK, NO, ['confirmed', 'it said no']],
  ['the answer alone, against it', undefined, ASK, YES, ['ruled-out', 'it said yes']],
  ['no answer', undefined, ASK, UNKNOWN, ['open', 'no network']],
  ['no answer and a hint', HINT, ASK, UNKNOWN, ['open', 'a hint; no network']],
  ['no answer beside the input', HOLDS, ASK, UNKNOWN, ['confirmed', 'seen']],
  ['an answer beside a hint', HINT, ASK, NO, ['confirmed', 'it said no']],
  ['agreement', HOLDS, ASK, NO, ['confirmed', 'seen; it said no']],
  ['agreement against it', FAILS, ASK, YES, ['ruled-out', 'not seen; it said yes']],
  ['a denied yes', HOLDS, ASK, YES, ['open', 'seen; but asked live: it said yes']],
  ['a denied no', FAILS, ASK, NO, ['open', 'not seen; but asked live: it said no']],
  ['an answer that fits others too', undefined, RULES_OUT, NO, ['open', 'it said no']],
  ['an answer that rules out', undefined, RULES_OUT, YES, ['ruled-out', 'it said yes']],
  ['an answer that confirms', undefined, CONFIRMS, NO, ['confirmed', 'it said no']],
  ['an answer that does not rule out', undefined, CONFIRMS, YES, ['open', 'it said yes']],
  ['the input beside such an answer', HOLDS, RULES_OUT, NO, ['confirmed', 'seen']],
])('%s', (_, check, live, answer, expected) => {
  expect(judged(check, live, answer)).toEqual(expected);
});

test('leaves out what cannot apply, and puts the confirmed first and the ruled-out last', () => {
  const row = (id: string, check?: OfflineCheck, when = true): CauseRow => ({
    id,
    text: id,
    when: () => when,
    check: () => check,
  });
  const rows = [row('a', FAILS), row('b'), row('c', HOLDS), row('d', HOLDS, false), row('e')];
  expect(judgeCauses(rows, caseOf()).map(({ id }) => id)).toEqual(['c', 'b', 'e', 'a']);
});

test('the same reason is told once', () => {
  const same: OfflineCheck = { holds: true, because: 'it said no' };
  expect(judged(same, ASK, NO)).toEqual(['confirmed', 'it said no']);
});

test('answers are masked like everything else', () => {
  const secret = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const { recognised } = diagnose(`{"errors":["invalid_client - "]} client_secret=${secret}`, {
    answers: { 'client-secret-accepted': { answer: 'no', because: `${secret} was refused` } },
  });
  const first = recognised[0]?.causes[0];
  expect(first).toMatchObject({ id: 'regenerated', state: 'confirmed' });
  expect(JSON.stringify(recognised)).not.toContain(secret);
});

test('several answers settle what one does not', () => {
  const alive: LiveAnswer = { answer: 'no', because: 'GET answered 401' };
  const text = '{"errors":["Unauthorized"]} https://api.datadoghq.eu/api/v1/monitor';
  const states = (refreshes: LiveAnswer): unknown =>
    diagnose(text, { answers: { 'access-token-alive': alive, 'grant-refreshes': refreshes } })
      .recognised[0]?.causes.filter(({ id }) => id === 'expired' || id === 'revoked')
      .map(({ id, state }) => [id, state]);
  expect(states(YES)).toEqual([
    ['expired', 'confirmed'],
    ['revoked', 'ruled-out'],
  ]);
  expect(states(NO)).toEqual([
    ['revoked', 'confirmed'],
    ['expired', 'open'],
  ]);
});

test('tells answers and their reasons', () => {
  const found = caseOf(NO);
  expect(answerOf(found, 'clock-right')).toBe('no');
  expect(answerOf(found, 'host-resolves')).toBeUndefined();
  expect(becauseOf(found, 'host-resolves', 'clock-right')).toBe('it said no');
});
