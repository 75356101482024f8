import type { InputExchange } from '../exchange/exchange.ts';
import { type Flow, answersOf, fieldOf, queryOf } from '../exchange/flow.ts';
import { HIDDEN, sameSealed } from '../exchange/sealer.ts';
import { placeOf, siteKeyOf } from '../exchange/target.ts';
import { differencesOf } from '../facts/redirect-uris.ts';
import type { Reading } from '../read-input.ts';
import type { Mistake, Seen } from './mistake.ts';

/** What the first of the flows shows that shows it at all. */
export function inFlows(look: (flow: Flow, reading: Reading) => Seen | undefined): Mistake['find'] {
  return (reading) => {
    for (const flow of reading.flows) {
      const seen = look(flow, reading);
      if (seen) return seen;
    }
    return undefined;
  };
}

/** What the first of some requests shows, with that request. */
export function showing(
  requests: readonly InputExchange[],
  look: (request: InputExchange) => string | undefined,
): Seen | undefined {
  for (const at of requests) {
    const because = look(at);
    if (because !== undefined) return { because, at };
  }
  return undefined;
}

/** The callback whose code a token request carries; else the flow's only one. */
function callbackOf({ callbacks }: Flow, token: InputExchange): InputExchange | undefined {
  const own = callbacks.find(
    (callback) => sameSealed(fieldOf(callback, 'code'), fieldOf(token, 'code')) === true,
  );
  return own ?? (callbacks.length === 1 ? callbacks[0] : undefined);
}

/** Key and name of the site that a callback says the grant lives on. */
function grantSite(callback: InputExchange | undefined): { key: string; said: string } | undefined {
  if (!callback) return undefined;
  for (const name of ['domain', 'site']) {
    const said = fieldOf(callback, name) ?? '';
    const host = /^(?:https?:\/\/)?([^/?#]+)/i.exec(said)?.[1] ?? '';
    const key = siteKeyOf(placeOf(host));
    if (key !== undefined) return { key, said: `${name}=${said}` };
  }
  return undefined;
}

/** Site of an API host, also of one with a label too many. */
function siteOfTarget({ target: { place } }: InputExchange): string | undefined {
  return place.kind === 'below' ? place.nearest.key : siteKeyOf(place);
}

/** Mistakes that show only where requests of one authorization are held against each other. */
export const FLOW_MISTAKES: readonly Mistake[] = [
  {
    id: 'error-ignored',
    text: 'the callback said error, and a token was requested nonetheless',
    find: inFlows(({ callbacks, tokens }) => {
      const failed = callbacks.find((callback) => (fieldOf(callback, 'error') ?? '') !== '');
      const [token] = tokens;
      const hasCode = callbacks.some((callback) => (fieldOf(callback, 'code') ?? '') !== '');
      return failed && token && !hasCode
        ? {
            because: `the callback has error=${fieldOf(failed, 'error') ?? ''} and no code`,
            at: token,
          }
        : undefined;
    }),
    fix: 'Look at error in the callback (after state) and stop there: show error_description to the user.',
  },
  {
    id: 'other-site',
    text: "the code was sent to another site's token endpoint than the one named by domain in the callback",
    find: inFlows((flow) =>
      showing(flow.tokens, (token) => {
        const grant = grantSite(callbackOf(flow, token));
        const site = siteOfTarget(token);
        return grant && site !== undefined && site !== grant.key
          ? `the callback says ${grant.said}, the token request went to ${token.target.host}`
          : undefined;
      }),
    ),
    fix: 'Exchange the code at https://api.<domain of the callback>/oauth2/v1/token, whatever site the flow began on.',
    saidBy: ['code-or-verifier-invalid/other-site'],
  },
  {
    id: 'redirect-uri',
    text: 'redirect_uri of the token request is not the one of the authorization request',
    find: inFlows(({ authorize, tokens }) =>
      showing(tokens, (token) => {
        const [asked, sent] = [queryOf(authorize, 'redirect_uri'), fieldOf(token, 'redirect_uri')];
        if (asked === undefined || sent === undefined || asked === sent) return undefined;
        if (/^[$<{]/.test(asked) || /^[$<{]/.test(sent)) return undefined;
        return `"${asked}" was authorized, "${sent}" is in the token request; they differ in ${differencesOf(sent, asked).join(', ')}`;
      }),
    ),
    fix: 'Keep the redirect URI with the state and send the same bytes in both requests.',
    saidBy: ['code-or-verifier-invalid/redirect-uri'],
  },
  {
    id: 'client',
    text: 'the code was issued to another client than the one that exchanges it',
    find: inFlows(({ authorize, callbacks, tokens }) =>
      showing(tokens, (token) => {
        const asked =
          queryOf(authorize, 'client_id') ??
          callbacks.map((each) => fieldOf(each, 'client_id')).find(Boolean);
        const sent = fieldOf(token, 'client_id') ?? token.basic;
        const known = [asked, sent].every((id) => id !== undefined && /^[\w-]{8,}$/.test(id));
        return known && asked?.toLowerCase() !== sent?.toLowerCase()
          ? `client ${asked ?? ''} was authorized, client ${sent ?? ''} sends the code`
          : undefined;
      }),
    ),
    fix: 'Use id and secret of the same client in both requests: test client and published client are two.',
    saidBy: ['code-or-verifier-invalid/client'],
  },
  {
    id: 'state-changed',
    text: 'the state of the callback is not the state of the authorization request',
    find: inFlows(({ authorize, callbacks }) =>
      showing(callbacks, (callback) =>
        sameSealed(queryOf(authorize, 'state'), fieldOf(callback, 'state')) === false &&
        fieldOf(callback, 'state') !== ''
          ? 'compared the two'
          : undefined,
      ),
    ),
    fix: 'Refuse this callback and start anew. If it is your own: state must survive the way unchanged (base64url has no +, / and =), and each tab needs its own.',
  },
  {
    id: 'state-lost',
    text: 'the authorization request had a state and the callback has none',
    find: inFlows(({ authorize, callbacks }) => {
      const sent = queryOf(authorize, 'state') ?? '';
      return sent === ''
        ? undefined
        : showing(callbacks, (callback) =>
            (fieldOf(callback, 'state') ?? '') === '' ? 'compared the two' : undefined,
          );
    }),
    fix: 'Datadog sends state back unchanged: look at what forwards the callback (a proxy, a rewrite rule, a redirect of the app) and refuse callbacks without it.',
  },
  {
    id: 'state-unchecked',
    text: 'a token was requested although the state of the callback was not the one sent',
    find: inFlows((flow) =>
      showing(flow.tokens, (token) => {
        const callback = callbackOf(flow, token);
        const sent = queryOf(flow.authorize, 'state') ?? '';
        const wrong =
          callback &&
          sent !== '' &&
          sent !== HIDDEN &&
          fieldOf(callback, 'state') !== HIDDEN &&
          fieldOf(callback, 'state') !== sent;
        return wrong ? 'the code of that callback is in the token request' : undefined;
      }),
    ),
    fix: 'Compare state before the code is used; otherwise anybody can slip a code of his own into a session.',
  },
  {
    id: 'api-other-site',
    text: "the API is called on another site than the grant's",
    find: inFlows((flow) => {
      const granted = [...flow.tokens, ...flow.refreshes].find(
        ({ answer }) => answer !== undefined,
      );
      const site = granted && siteOfTarget(granted);
      return showing(flow.calls, (call) => {
        const called = siteOfTarget(call);
        return call.bearer !== undefined &&
          site !== undefined &&
          called !== undefined &&
          called !== site
          ? `the token was granted by ${granted?.target.host ?? ''}, the call goes to ${call.target.host}`
          : undefined;
      });
    }),
    fix: 'Keep the domain of the callback with the grant and call https://api.<domain>.',
  },
  {
    id: 'refresh-token-as-bearer',
    text: 'the refresh token is sent as access token',
    find: inFlows((flow) =>
      showing(flow.calls, ({ bearer }) =>
        answersOf(flow).some(
          ({ refreshToken, accessToken }) =>
            sameSealed(bearer, refreshToken) === true && sameSealed(bearer, accessToken) !== true,
        )
          ? 'the Bearer value is the refresh_token of the token answer'
          : undefined,
      ),
    ),
    fix: 'Send access_token of the token answer; the refresh token goes to the token endpoint only.',
  },
  {
    id: 'other-token',
    text: 'the call carries another access token than the one that was granted last',
    find: inFlows((flow) => {
      const answers = answersOf(flow);
      return showing(flow.calls, ({ bearer, status = 0 }) => {
        // What is answered may be the token of another grant, and in its place.
        if (status >= 200 && status < 400) return undefined;
        const known = answers.some((answer) =>
          [answer.accessToken, answer.refreshToken].some(
            (token) => sameSealed(token, bearer) !== false,
          ),
        );
        return bearer === undefined || answers.length === 0 || known
          ? undefined
          : 'its Bearer value is in no token answer of the flow';
      });
    }),
    fix: 'Send the access_token of the latest token answer: an old one may have been read from a cache, a cut one from a column that is too short.',
  },
];
