/** What a server says to a request with some of the scopes. */
export type ScopeAnswer =
  | { readonly verdict: 'accepted' }
  /** `named`: scopes that the refusal speaks of, a hint that is verified. */
  | { readonly verdict: 'refused'; readonly named?: readonly string[] }
  /** No answer, or one that says nothing of the scopes. */
  | { readonly verdict: 'unknown' };

/** Asks for these scopes, of which there is at least one. */
export type AskForScopes = (scopes: readonly string[]) => Promise<ScopeAnswer>;

/** What asking with subsets came to. Every list is in the order of the scopes that were given. */
export interface Bisection {
  /**
   * - `complete`: all scopes but the refused ones were accepted in one request.
   * - `together`: some are refused together although each of them was accepted in other company.
   * - `unknown`: a question had no answer. `too-many`: the limit of questions was reached.
   */
  readonly end: 'complete' | 'together' | 'unknown' | 'too-many';
  /** Each was refused when it was asked for alone. */
  readonly refused: readonly string[];
  /** Each stood in a request that was accepted. */
  readonly accepted: readonly string[];
  /** Nothing is known of these. */
  readonly open: readonly string[];
  /** The smallest list found that is refused, twice, though all of it is accepted otherwise. */
  readonly together: readonly string[];
  readonly questions: number;
}

/**
 * Finds every scope that a server refuses, by asking with subsets. One refused scope fails a whole
 * request, so a refused list is halved until a single name is left; that name is asked for alone
 * before it is believed. The last question is for everything that is left, so that `complete` rests
 * on no assumption. Of `n` scopes with `k` refused it takes about `k·log₂(n/k)` questions, and never
 * more than about `2.5n`.
 */
export async function bisectScopes(
  scopes: readonly string[],
  ask: AskForScopes,
  options: { readonly maxQuestions: number },
): Promise<Bisection> {
  const book = openBook(scopes, ask, options.maxQuestions);
  let together: readonly string[] = [];
  let size = book.all.length;
  let end: Bisection['end'] = 'complete';
  for (;;) {
    const rest = book.all.filter((scope) => book.stateOf(scope) !== 'refused');
    const open = book.openOf(rest);
    if (together.length > 0 && open.length === 0) end = 'together';
    if (rest.length === 0 || end === 'together') break;
    const isWhole = together.length === 0 && size >= open.length;
    const group = isWhole ? rest : open.slice(0, size);
    const answer = await book.put(group);
    if (answer.verdict === 'refused') {
      const left = await narrow(book, group, answer.named ?? []);
      if (together.length === 0) together = left;
      const isTold = group.some(
        (scope) => answer.named?.includes(scope) && book.stateOf(scope) === 'refused',
      );
      // Untold, as many again are expected as were found, evenly spread over what is left.
      const found = book.all.filter((scope) => book.stateOf(scope) === 'refused').length;
      const expected = isTold ? 1 : Math.max(1, found);
      size = Math.max(1, Math.floor(book.openOf(rest).length / expected));
    } else {
      size *= 2;
    }
    if (book.stopped() !== undefined) break;
    if (isWhole && answer.verdict === 'accepted') break;
  }
  const withState = (state: State): string[] =>
    book.all.filter((scope) => book.stateOf(scope) === state);
  return {
    end: book.stopped() ?? end,
    refused: withState('refused'),
    accepted: withState('accepted'),
    open: withState('open'),
    together,
    questions: book.questions(),
  };
}

/** More questions than it takes for `n` scopes when each answer depends on its scopes alone. */
export function mostQuestions(n: number): number {
  return 3 * n + 10;
}

type State = 'open' | 'accepted' | 'refused';

/** What is known of each scope, and who may still ask. */
interface Book {
  readonly all: readonly string[];
  stateOf(scope: string): State;
  openOf(scopes: readonly string[]): string[];
  /** Asks and writes down what the answer says of each scope; `unknown` from the stop on. */
  put(group: readonly string[]): Promise<ScopeAnswer>;
  stopped(): 'unknown' | 'too-many' | undefined;
  questions(): number;
}

function openBook(scopes: readonly string[], ask: AskForScopes, maxQuestions: number): Book {
  const states = new Map<string, State>(scopes.map((scope) => [scope, 'open']));
  const all = [...states.keys()];
  let stopped: 'unknown' | 'too-many' | undefined;
  let questions = 0;
  const stateOf = (scope: string): State => states.get(scope) ?? 'open';
  return {
    all,
    stateOf,
    openOf: (some) => some.filter((scope) => stateOf(scope) === 'open'),
    stopped: () => stopped,
    questions: () => questions,
    put: async (group) => {
      if (stopped === undefined && questions >= maxQuestions) stopped = 'too-many';
      if (stopped !== undefined) return { verdict: 'unknown' };
      questions += 1;
      const wanted = new Set(group);
      const answer = await ask(all.filter((scope) => wanted.has(scope)));
      if (answer.verdict === 'unknown') stopped = 'unknown';
      if (answer.verdict === 'accepted') for (const scope of group) states.set(scope, 'accepted');
      const [only] = group;
      if (answer.verdict === 'refused' && only !== undefined && group.length === 1) {
        states.set(only, 'refused');
      }
      return answer;
    },
  };
}

/**
 * Finds at least one refused scope of a refused group: the named ones first, then by halves.
 * @returns the smallest group that is refused though none of it is, or nothing
 */
async function narrow(
  book: Book,
  group: readonly string[],
  named: readonly string[],
): Promise<readonly string[]> {
  const isFound = (): boolean => group.some((scope) => book.stateOf(scope) === 'refused');
  for (const scope of book.openOf(group).filter((each) => named.includes(each))) {
    await book.put([scope]);
  }
  let smallest = group;
  let suspects = book.openOf(group);
  while (!isFound() && suspects.length > 0) {
    const half = suspects.slice(0, Math.ceil(suspects.length / 2));
    const { verdict } = await book.put(half);
    if (verdict === 'unknown') return [];
    if (verdict === 'refused') smallest = half;
    suspects = verdict === 'refused' ? half : suspects.slice(half.length);
  }
  if (isFound() || book.stopped() !== undefined) return [];
  // A server that has changed its mind meanwhile is not held to its first answer.
  const again = await book.put(smallest);
  return again.verdict === 'refused' ? smallest : [];
}
