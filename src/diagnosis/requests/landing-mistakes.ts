import { allOf, repeated } from '../exchange/fields.ts';
import type { InputExchange } from '../exchange/exchange.ts';
import { fieldOf } from '../exchange/flow.ts';
import { isLoopback, placeOf, siteKeyOf } from '../exchange/target.ts';
import type { DiagnosisContext } from '../../model/diagnosis.ts';
import { firstOf, withRole, type Mistake } from './mistake.ts';

function each(
  role: 'callback' | 'onboarding',
  look: (exchange: InputExchange, context: DiagnosisContext) => string | undefined,
): Mistake['find'] {
  return (reading, context) =>
    firstOf(withRole(reading, role), (exchange) => look(exchange, context));
}

/** Why a `domain` is none, if it is none. */
function domainTrouble(domain: string | undefined): string | undefined {
  if (domain === undefined || domain === '') return undefined;
  if (/^https?:\/\//i.test(domain)) return `domain is "${domain}", a URL`;
  const place = placeOf(domain);
  if (place.kind === 'exact' && place.form !== 'domain') {
    // Before the domain of US5 and others nothing has to stand: the app host and it are one.
    return place.form === 'app'
      ? undefined
      : `domain is "${domain}", a host of ${place.site.domain}`;
  }
  if (place.kind === 'subdomain') return `domain is "${domain}", with a customer subdomain`;
  return place.kind === 'exact'
    ? undefined
    : `domain is "${domain}", which is no site of Datadog's`;
}

/** Why a `site` is none, if it is none. */
function siteTrouble(site: string | undefined): string | undefined {
  if (site === undefined || site === '') return undefined;
  const host = /^(?:https?:\/\/)?([^/?#]+)/i.exec(site)?.[1] ?? '';
  const place = placeOf(host);
  if (/^http:/i.test(site)) return `site is "${site}", without TLS`;
  if (place.kind === 'exact' && (place.form === 'api' || place.form === 'intake')) {
    return `site is "${site}", which is no web app host`;
  }
  return siteKeyOf(place) === undefined
    ? `site is "${site}", which is no site of Datadog's`
    : undefined;
}

const FOREIGN_FIX =
  "Take domain and site only when they are in the table of Datadog's sites: the client secret, the code and the verifier go where they point.";

function insecure({ target }: InputExchange, { kind }: DiagnosisContext): string | undefined {
  const { scheme, host } = target;
  if (scheme !== 'http') return undefined;
  if (!isLoopback(host)) return `http://${host} carries it unencrypted`;
  return kind === 'published'
    ? `the client is published, and http://${host} is on the user's own machine`
    : undefined;
}

/** Mistakes that a callback has in itself. @see oauth facts, sections 3 and 10 */
export const CALLBACK_MISTAKES: readonly Mistake[] = [
  {
    id: 'foreign-domain',
    text: "domain or site of the callback is not one of Datadog's sites: it may be forged",
    find: each(
      'callback',
      (exchange) =>
        domainTrouble(fieldOf(exchange, 'domain')) ?? siteTrouble(fieldOf(exchange, 'site')),
    ),
    fix: FOREIGN_FIX,
  },
  {
    id: 'gov-and-commercial',
    text: 'domain and site name a commercial and a gov site: no authorization goes from one to the other',
    find: each('callback', (exchange) => {
      const [domain = '', site = ''] = [fieldOf(exchange, 'domain'), fieldOf(exchange, 'site')];
      const isGov = (value: string): boolean => /ddog-gov\.com\/?$/i.test(value);
      return domain !== '' && site !== '' && isGov(domain) !== isGov(site)
        ? `domain is ${domain}, site is ${site}`
        : undefined;
    }),
    fix: FOREIGN_FIX,
  },
  {
    id: 'code-and-error',
    text: 'the callback has a code and an error at once, which Datadog does not send',
    find: each('callback', (exchange) =>
      (fieldOf(exchange, 'code') ?? '') !== '' && (fieldOf(exchange, 'error') ?? '') !== ''
        ? 'both parameters are there'
        : undefined,
    ),
    fix: 'Do not use the code; start the authorization anew, and compare state before reading anything else.',
  },
  {
    id: 'empty-code',
    text: 'the code of the callback is empty',
    find: each('callback', (exchange) =>
      fieldOf(exchange, 'code') === '' ? 'the callback has code= with nothing in it' : undefined,
    ),
    fix: 'Look at what forwards the callback: a proxy, a framework or a redirect of the app lost the value.',
  },
  {
    id: 'duplicate-parameter',
    text: 'a parameter of the callback comes more than once',
    find: each('callback', ({ target: { query } }) => {
      const names = repeated(query).filter((name) =>
        /^(?:code|state|domain|site|error)$/.test(name),
      );
      return names.length > 0 ? `${names.join(', ')} comes more than once` : undefined;
    }),
    fix: 'Register a redirect URI without these parameters in its query, and refuse callbacks that have one twice.',
  },
  {
    id: 'token-in-fragment',
    text: 'an access token comes in the fragment of the URL, as in the implicit flow',
    find: each('callback', ({ target: { fragment } }) =>
      /(?:^|&)access_token=/.test(fragment) ? 'the fragment has access_token' : undefined,
    ),
    fix: 'Use response_type=code and exchange the code at the token endpoint.',
  },
  {
    id: 'insecure',
    text: 'the callback comes by http',
    find: each('callback', insecure),
    sure: 'likely',
    fix: 'Register an https redirect URI; http is for loopback addresses of test clients only.',
  },
];

/** Mistakes of an onboarding URL. @see oauth facts, section 2 */
export const ONBOARDING_MISTAKES: readonly Mistake[] = [
  {
    id: 'foreign-domain',
    text: "domain or site is not one of Datadog's sites: it may be forged",
    find: each(
      'onboarding',
      ({ target: { query } }) =>
        domainTrouble(allOf(query, 'domain')[0]) ?? siteTrouble(allOf(query, 'site')[0]),
    ),
    fix: FOREIGN_FIX,
  },
  {
    id: 'sites-differ',
    text: 'domain and site name different sites',
    find: each('onboarding', ({ target: { query } }) => {
      const [domain = '', site = ''] = [allOf(query, 'domain')[0], allOf(query, 'site')[0]];
      const a = siteKeyOf(placeOf(domain));
      const b = siteKeyOf(placeOf(/^(?:https?:\/\/)?([^/?#]+)/i.exec(site)?.[1] ?? ''));
      return a !== undefined && b !== undefined && a !== b
        ? `domain is ${domain}, site is ${site}`
        : undefined;
    }),
    fix: 'Datadog sends both for the same site: start again from the tile, and build no onboarding URL by hand.',
  },
  {
    id: 'empty',
    text: 'domain or site is empty',
    find: each('onboarding', ({ target: { query } }) => {
      const name = ['domain', 'site'].find((each) => allOf(query, each)[0]?.trim() === '');
      return name === undefined ? undefined : `${name} is there and empty`;
    }),
    fix: 'Look at what forwards the request: a proxy, a login page or a redirect of the app lost the value.',
  },
  {
    id: 'insecure',
    text: 'the onboarding URL is http on a host that is not this machine',
    find: each('onboarding', insecure),
    sure: 'likely',
    fix: 'Register an https onboarding URL; http is for loopback addresses of test clients only.',
  },
];
