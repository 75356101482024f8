import type { Cause, LiveAnswer } from '../model/diagnosis.ts';
import {
  NOT_FROM_HERE,
  type Case,
  type CauseRow,
  type LiveCheck,
  type OfflineCheck,
} from './define-rule.ts';

/** What an answer says about a cause; `holds` is absent when it says nothing. */
function judgeAnswer(
  live: LiveCheck | undefined,
  answer: LiveAnswer | undefined,
): OfflineCheck | undefined {
  if (!live || !answer) return undefined;
  const { because } = answer;
  if (answer.answer === 'unknown') return { because };
  const holds = answer.answer === live.holdsWhen;
  const proof = live.proves ?? 'both';
  return proof === 'both' || (proof === 'holds') === holds ? { holds, because } : { because };
}

/**
 * A cause with what its checks showed. Confirmed needs a check that says so and none that denies it,
 * ruled out likewise; checks that contradict each other leave it open, and both are told.
 */
function judge(row: CauseRow, found: Case): Cause {
  const { id, text, byHand } = row;
  const ask = row.live === undefined ? {} : { ask: row.live.ask };
  const left = { ...(byHand === undefined || byHand === NOT_FROM_HERE ? {} : { byHand }), ...ask };
  const offline = row.check?.(found);
  const live = judgeAnswer(row.live, row.live && found.context.answers?.[row.live.ask]);
  const said = [offline, live].filter((each) => each !== undefined);
  const answers = said.filter(({ holds }) => holds !== undefined);
  // A hint adds nothing beside an answer.
  const telling = (answers.length > 0 ? answers : said).map(({ because }) => because);
  const because = [...new Set(telling)].join('; ');
  if (because === '') return { id, text, state: 'open', ...left };
  if (answers.length === 2 && offline?.holds !== live?.holds) {
    const asked = `asked live: ${live?.because ?? ''}`;
    return { id, text, state: 'open', because: `${offline?.because ?? ''}; but ${asked}`, ...left };
  }
  if (answers.length === 0) return { id, text, state: 'open', because, ...left };
  const state = answers[0]?.holds === true ? 'confirmed' : 'ruled-out';
  return { id, text, state, because, ...ask };
}

const ORDER: Readonly<Record<Cause['state'], number>> = { confirmed: 0, open: 2, 'ruled-out': 3 };

/** The place of a cause: among open ones, those that the input speaks for come first. */
function orderOf({ state }: Cause, { check }: CauseRow, found: Case): number {
  return state === 'open' && check?.(found) ? ORDER.open - 1 : ORDER[state];
}

/** The causes that can apply, checked: confirmed first, ruled out last, else in the order given. */
export function judgeCauses(rows: readonly CauseRow[], found: Case): Cause[] {
  return rows
    .filter(({ when }) => when?.(found) ?? true)
    .map((row) => {
      const cause = judge(row, found);
      return { cause, order: orderOf(cause, row, found) };
    })
    .sort((a, b) => a.order - b.order)
    .map(({ cause }) => cause);
}
