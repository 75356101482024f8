import type { InputExchange } from '../exchange/exchange.ts';
import { type Flow, fieldOf } from '../exchange/flow.ts';
import { sameSealed } from '../exchange/sealer.ts';
import { inFlows, showing } from './flow-mistakes.ts';
import type { Mistake, Seen } from './mistake.ts';

/** Seconds from which on a code may be old: its life at Datadog is not documented, so never proof. */
const OLD_SECONDS = 60;

/** Seconds after which servers that follow RFC 6749 §4.1.2 do not take a code any more. */
const LONGEST_LIFE_SECONDS = 600;

function secondsBetween(earlier: InputExchange, later: InputExchange): number | undefined {
  return earlier.startedAt === undefined || later.startedAt === undefined
    ? undefined
    : Math.round((later.startedAt - earlier.startedAt) / 1000);
}

/** Pairs of token requests with the same code, in order. */
function reuse({ tokens }: Flow): { first: InputExchange; second: InputExchange } | undefined {
  for (const [index, second] of tokens.entries()) {
    const first = tokens
      .slice(0, index)
      .find((other) => sameSealed(fieldOf(other, 'code'), fieldOf(second, 'code')) === true);
    if (first && fieldOf(second, 'code') !== '') return { first, second };
  }
  return undefined;
}

/** The callbacks that brought a code, in order. */
function deliveries({ callbacks }: Flow, code: string | undefined): InputExchange[] {
  return callbacks.filter(
    (callback) => !callback.derived && sameSealed(fieldOf(callback, 'code'), code) === true,
  );
}

function times(count: number): string {
  return count === 2 ? 'twice' : `${String(count)} times`;
}

function prefetched(flow: Flow): Seen | undefined {
  const at = flow.callbacks.find(({ prefetch }) => prefetch);
  const all = at ? deliveries(flow, fieldOf(at, 'code')) : [];
  if (!at || all.length < 2) return undefined;
  return {
    because: `the callback was fetched ${times(all.length)} with the same code, once with a prefetch header`,
    at,
  };
}

function spentElsewhere(flow: Flow): Seen | undefined {
  const pair = reuse(flow);
  const [a, b] = [pair?.first.sender, pair?.second.sender];
  if (!pair || a === undefined || b === undefined || a === b) return undefined;
  return {
    because: `token requests with the same code came from "${a.slice(0, 60)}" and "${b.slice(0, 60)}"`,
    at: pair.second,
  };
}

/** What becomes of codes and tokens over time. @see oauth facts, sections 5 and 13 */
export const CODE_MISTAKES: readonly Mistake[] = [
  {
    id: 'code-prefetched',
    text: 'the callback was fetched ahead by a prefetch, which spent the code',
    find: inFlows(prefetched),
    fix: 'Answer a request with Sec-Purpose or Purpose: prefetch without using the code (204 or 503), and exchange each code once.',
    saidBy: ['code-or-verifier-invalid/code-prefetched'],
  },
  {
    id: 'code-spent-elsewhere',
    text: 'two programs exchanged the same code: the second one finds it spent',
    find: inFlows(spentElsewhere),
    fix: "Let one program receive the callback. If the partner's backend owns the redirect URI, its exchange has spent the code: read the grant from there, or authorize with a redirect URI of the tool's own.",
    saidBy: ['code-or-verifier-invalid/code-spent-elsewhere'],
  },
  {
    id: 'code-used',
    text: 'the code was used before: retry of the token request, double submit, two workers',
    find: inFlows((flow) => {
      const pair = reuse(flow);
      // Those two say why it was used twice.
      if (!pair || prefetched(flow) || spentElsewhere(flow)) return undefined;
      const seconds = secondsBetween(pair.first, pair.second);
      const after = seconds === undefined ? '' : `, ${String(seconds)} s apart`;
      const first = pair.first.answer ? '; the first one was answered with a token' : '';
      return { because: `two token requests have the same code${after}${first}`, at: pair.second };
    }),
    fix: 'Exchange each code once and do not repeat the token request by itself: after an error start a new authorization.',
    saidBy: ['code-or-verifier-invalid/code-used'],
  },
  {
    id: 'callback-twice',
    text: 'the callback was called more than once with the same code: a reload, or a prefetch',
    find: inFlows((flow) => {
      const first = flow.callbacks.find((callback) => (fieldOf(callback, 'code') ?? '') !== '');
      const all = first ? deliveries(flow, fieldOf(first, 'code')) : [];
      return all[1] && !all.some(({ prefetch }) => prefetch)
        ? { because: `the callback was called ${times(all.length)} with the same code`, at: all[1] }
        : undefined;
    }),
    sure: 'likely',
    fix: 'Redirect the browser away from the callback once the code is taken, and answer a repeat from the session without exchanging again.',
    saidBy: ['code-or-verifier-invalid/code-used'],
  },
  {
    id: 'code-cut',
    text: 'the code in the token request is not the one of the callback',
    find: inFlows(({ callbacks, tokens }) =>
      showing(tokens, (token) => {
        const code = fieldOf(token, 'code') ?? '';
        const codes = callbacks.map((callback) => fieldOf(callback, 'code') ?? '').filter(Boolean);
        return code !== '' &&
          codes.length > 0 &&
          codes.every((other) => sameSealed(other, code) === false)
          ? 'compared the two'
          : undefined;
      }),
    ),
    fix: 'Decode the code once, as the query parser does, and send it whole: encoded twice, cut or taken from another callback it is unknown to the server.',
    saidBy: ['code-or-verifier-invalid/code-cut'],
  },
  {
    id: 'code-too-old',
    text: 'the code waited too long before it was exchanged',
    find: inFlows((flow) => {
      for (const token of flow.tokens) {
        const callback = flow.callbacks.find(
          (each) => sameSealed(fieldOf(each, 'code'), fieldOf(token, 'code')) === true,
        );
        const seconds = callback && secondsBetween(callback, token);
        if (seconds === undefined || seconds < OLD_SECONDS || token.answer) continue;
        const because = `${String(seconds)} s lie between callback and token request`;
        if (token.refused && !reuse(flow)) {
          const refused = `${because}, and the server refused the code`;
          return { because: refused, at: token, hint: true };
        }
        if (seconds >= LONGEST_LIFE_SECONDS) return { because, at: token, hint: true };
      }
      return undefined;
    }),
    sure: 'likely',
    fix: 'Exchange the code in the request that receives the callback, before anything else is waited for.',
    saidBy: ['code-or-verifier-invalid/code-too-old'],
  },
  {
    id: 'refresh-token-superseded',
    text: 'an older refresh token is used although a newer one was issued',
    find: inFlows((flow) => {
      const requests = [...flow.tokens, ...flow.refreshes];
      return showing(flow.refreshes, (refresh) => {
        const used = fieldOf(refresh, 'refresh_token');
        const before = requests
          .slice(0, requests.indexOf(refresh))
          .flatMap(({ answer }) => answer?.refreshToken ?? []);
        const latest = before.at(-1);
        const isOld =
          before.some((token) => sameSealed(token, used)) && sameSealed(latest, used) === false;
        // A rotation also shows where an earlier refresh used the same token and got a new one.
        const again = flow.refreshes
          .slice(0, flow.refreshes.indexOf(refresh))
          .some(
            (other) =>
              sameSealed(fieldOf(other, 'refresh_token'), used) === true &&
              sameSealed(other.answer?.refreshToken, used) === false,
          );
        return isOld || again ? 'an answer before it carries another refresh_token' : undefined;
      });
    }),
    fix: 'Save the refresh_token of every answer that has one, before the access token is used, and let one process refresh at a time.',
  },
  {
    id: 'expired-token',
    text: 'the access token was over when it was used',
    find: inFlows((flow) =>
      showing(flow.calls, (call) => {
        const granted = [...flow.tokens, ...flow.refreshes].find(
          ({ answer }) => sameSealed(answer?.accessToken, call.bearer) === true,
        );
        const life = granted?.answer?.expiresInSeconds;
        const age = granted && secondsBetween(granted, call);
        return life !== undefined && age !== undefined && age > life
          ? `it was granted for ${String(life)} s and used after ${String(age)} s`
          : undefined;
      }),
    ),
    fix: 'Refresh before the hour is over, by expires_in of the answer, and once more when a call answers 401.',
  },
];
