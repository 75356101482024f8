import { valueOf } from './fields.ts';
import type { InputExchange } from './exchange.ts';
import { sameSealed } from './sealer.ts';

/** One authorization, from its beginning to the calls made with its token; any part may be absent. */
export interface Flow {
  readonly authorize?: InputExchange;
  readonly callbacks: readonly InputExchange[];
  /** Token requests with a code. */
  readonly tokens: readonly InputExchange[];
  readonly refreshes: readonly InputExchange[];
  /** Requests to API and intakes. */
  readonly calls: readonly InputExchange[];
}

interface Draft extends Flow {
  authorize?: InputExchange;
  /** Place of its first exchange in the order. */
  readonly from: number;
  readonly callbacks: InputExchange[];
  readonly tokens: InputExchange[];
  readonly refreshes: InputExchange[];
  readonly calls: InputExchange[];
}

/** A parameter of an authorize request or callback. */
export function queryOf(exchange: InputExchange | undefined, name: string): string | undefined {
  return exchange && valueOf(exchange.target.query, name);
}

/** A field of a token request or callback, in its body or in its query. */
export function fieldOf(exchange: InputExchange | undefined, name: string): string | undefined {
  return exchange && (valueOf(exchange.form, name) ?? valueOf(exchange.target.query, name));
}

/** Puts exchanges in the order of their times; those without one stay behind the one before them. */
export function inOrder(exchanges: readonly InputExchange[]): InputExchange[] {
  if (exchanges.filter(({ startedAt }) => startedAt !== undefined).length < 2)
    return [...exchanges];
  let last = Number.NEGATIVE_INFINITY;
  return exchanges
    .map((exchange, index) => {
      last = exchange.startedAt ?? last;
      return { exchange, index, time: last };
    })
    .sort((a, b) => (a.time === b.time ? a.index - b.index : a.time - b.time))
    .map(({ exchange }) => exchange);
}

/** Whether a callback came to the redirect URI of a request, its query aside. */
function cameTo(authorize: InputExchange | undefined, callback: InputExchange): boolean {
  const { scheme, host, path } = callback.target;
  const here = `${scheme === '' ? 'https' : scheme}://${host}${path}`;
  const asked = (queryOf(authorize, 'redirect_uri') ?? '').replace(/[?#].*$/, '');
  return asked !== '' && here.toLowerCase() === asked.toLowerCase();
}

/**
 * Puts exchanges together that belong to one authorization: callbacks to their request by state,
 * token requests to their callback by code or verifier, refreshes and calls by the tokens granted. What
 * fits nowhere goes to the flow that began last.
 * @param exchanges In the order in which they were made.
 */
export function correlate(exchanges: readonly InputExchange[]): Flow[] {
  const flows: Draft[] = [];
  const begin = (from: number): Draft => {
    const flow = { from, callbacks: [], tokens: [], refreshes: [], calls: [] };
    flows.push(flow);
    return flow;
  };
  // All requests first: a log may name the page that led to a callback behind the callback.
  exchanges.forEach((exchange, index) => {
    if (exchange.role !== 'authorize') return;
    if (!flows.some(({ authorize }) => isRepeat(authorize, exchange))) {
      begin(index).authorize = exchange;
    }
  });
  exchanges.forEach((exchange, index) => {
    const latest = (fits: (flow: Draft) => boolean): Draft | undefined => flows.findLast(fits);
    const before = (fits: (flow: Draft) => boolean): Draft | undefined =>
      latest((flow) => flow.from <= index && fits(flow));
    switch (exchange.role) {
      case 'callback':
        (
          latest(
            ({ authorize }) =>
              sameSealed(queryOf(authorize, 'state'), fieldOf(exchange, 'state')) === true,
          ) ??
          latest(({ callbacks }) =>
            callbacks.some((other) =>
              sameSealed(fieldOf(other, 'code'), fieldOf(exchange, 'code')),
            ),
          ) ??
          before(
            ({ authorize, callbacks }) => callbacks.length === 0 && cameTo(authorize, exchange),
          ) ??
          before(({ authorize, callbacks }) => callbacks.length === 0 && authorize !== undefined) ??
          begin(index)
        ).callbacks.push(exchange);
        break;
      case 'token':
        if (fieldOf(exchange, 'grant_type') === 'refresh_token') {
          (refreshedFlow(flows, exchange) ?? begin(index)).refreshes.push(exchange);
        } else (codeFlow(flows, exchange, index) ?? begin(index)).tokens.push(exchange);
        break;
      case 'api':
      case 'intake':
        (
          latest((flow) =>
            answersOf(flow).some(({ accessToken }) => sameSealed(accessToken, exchange.bearer)),
          ) ?? latest((flow) => answersOf(flow).length > 0)
        )?.calls.push(exchange);
        break;
      default:
        break;
    }
  });
  return joined(flows);
}

/** Inputs without times may name a callback before its request: the only two that fit are one flow. */
function joined(flows: readonly Draft[]): Draft[] {
  const [begun, ...moreBegun] = flows.filter(
    ({ authorize, callbacks, tokens }) => authorize && callbacks.length + tokens.length === 0,
  );
  const [ended, ...moreEnded] = flows.filter(
    ({ authorize, callbacks }) =>
      !authorize &&
      callbacks.some((each) => each.startedAt === undefined && cameTo(begun?.authorize, each)),
  );
  if (!begun?.authorize || !ended || moreBegun.length + moreEnded.length > 0) return [...flows];
  ended.authorize = begun.authorize;
  return flows.filter((flow) => flow !== begun);
}

/** What the token endpoint granted in a flow, in order. */
export function answersOf({ tokens, refreshes }: Flow): NonNullable<InputExchange['answer']>[] {
  return [...tokens, ...refreshes].flatMap(({ answer }) => answer ?? []);
}

/** A login page leads to the same request again. */
function isRepeat(a: InputExchange | undefined, b: InputExchange): boolean {
  if (!a) return false;
  const names = ['state', 'code_challenge', 'client_id', 'redirect_uri'];
  return (
    a.target.host === b.target.host &&
    names.every((name) => queryOf(a, name) === queryOf(b, name)) &&
    (queryOf(a, 'state') !== undefined || queryOf(a, 'code_challenge') !== undefined)
  );
}

function codeFlow(flows: readonly Draft[], token: InputExchange, index: number): Draft | undefined {
  const earlier = flows.filter(({ from }) => from <= index);
  const byCode = flows.findLast((flow) =>
    [...flow.callbacks, ...flow.tokens].some((other) =>
      sameSealed(fieldOf(other, 'code'), fieldOf(token, 'code')),
    ),
  );
  const byVerifier = flows.findLast(({ authorize }) =>
    token.proofs.has(queryOf(authorize, 'code_challenge') ?? ''),
  );
  return (
    byCode ?? byVerifier ?? earlier.findLast(({ tokens }) => tokens.length === 0) ?? earlier.at(-1)
  );
}

function refreshedFlow(flows: readonly Draft[], refresh: InputExchange): Draft | undefined {
  const used = fieldOf(refresh, 'refresh_token');
  return (
    flows.findLast((flow) =>
      answersOf(flow).some(({ refreshToken }) => sameSealed(refreshToken, used)),
    ) ??
    flows.findLast((flow) =>
      flow.refreshes.some((other) => sameSealed(fieldOf(other, 'refresh_token'), used)),
    ) ??
    flows.findLast((flow) => answersOf(flow).length > 0)
  );
}
