import type { ONBOARDING_FINDINGS } from '../../catalog/findings/onboarding.ts';
import type { Finding } from '../../model/report.ts';
import { arg, type Wording } from '../words.ts';

type Args = Finding['args'];

/** What was asked: `site=https://acme.datadoghq.eu and domain=datadoghq.eu`. */
function asked(args: Args): string {
  return `site=${arg(args, 'siteParameter')} and domain=${arg(args, 'domain')}`;
}

const AUTHORIZE_HOST =
  'Build the authorize URL from the site parameter as it was received: <site>/oauth2/v1/authorize.';

/** The sentences about the partner's onboarding URL. */
export const ONBOARDING_WORDS: Record<keyof typeof ONBOARDING_FINDINGS, Wording> = {
  'onboarding.reached': (args) => ({
    message: `With ${asked(args)} the onboarding URL leads to ${arg(args, 'host')}.`,
  }),
  'onboarding.in-page': (args) => ({
    message: `With ${asked(args)} the onboarding URL shows a page that leads to ${arg(args, 'host')}.`,
  }),
  'onboarding.page': (args) => ({
    message: `With ${asked(args)} the onboarding URL ends at a page of ${arg(args, 'host')} (${arg(args, 'status')}) without an authorize URL: a login, most likely.`,
    remedy:
      'What comes after a login cannot be seen from here: press Test Authorization, or give a URL that needs no login.',
    nextCommand: `ddoauth authorize --from tile --site ${arg(args, 'site')}`,
  }),
  'onboarding.refused': (args) => ({
    message: `With ${asked(args)} the onboarding URL is answered ${arg(args, 'status')} by ${arg(args, 'host')}.`,
    remedy: 'The application has to take the site and domain of every Datadog site.',
  }),
  'onboarding.broken': (args) => ({
    message: `With ${asked(args)} ${arg(args, 'host')} answers ${arg(args, 'status')}.`,
    remedy: 'If other sites work, the application does not cope with this one: look at its log.',
  }),
  'onboarding.unreachable': (args) => ({
    message: `${arg(args, 'host')} cannot be reached: ${arg(args, 'code')}, ${arg(args, 'reason')}.`,
    remedy: 'Check that the application runs and that this machine may reach it.',
  }),
  'onboarding.insecure': (args) => ({
    message: `The onboarding URL redirects to ${arg(args, 'host')} over plain http, where state and cookies can be read on the way.`,
    remedy: 'Redirect to https only.',
  }),
  'onboarding.too-many-redirects': (args) => ({
    message: `The onboarding URL still redirects after ${arg(args, 'hops')} hops (${arg(args, 'host')}).`,
    remedy: 'It goes in circles, perhaps because it misses a login.',
  }),
  'onboarding.redirect-unusable': (args) => ({
    message: `${arg(args, 'host')} redirects without a usable location.`,
  }),
  'onboarding.host': (args) => ({
    message: `The authorize URL is on ${arg(args, 'host')}, the site that was asked for.`,
  }),
  'onboarding.host-insecure': (args) => ({
    message: `The authorize URL on ${arg(args, 'host')} does not use the site's scheme, https.`,
    remedy: AUTHORIZE_HOST,
  }),
  'onboarding.path-wrong': (args) => ({
    message: `The application leads to ${arg(args, 'host')}${arg(args, 'path')}, which is not the authorize page.`,
    remedy: AUTHORIZE_HOST,
  }),
  'onboarding.host-of-another-site': (args) => ({
    message: `The authorize URL is on ${arg(args, 'host')}${arg(args, 'named') === '' ? '' : ` (${arg(args, 'named')})`}, although ${arg(args, 'expected')} was asked for.`,
    remedy: `A fixed host works for one site only. ${AUTHORIZE_HOST}`,
  }),
  'onboarding.host-undocumented': (args) => ({
    message: `The authorize URL is on ${arg(args, 'host')}; Datadog's page names ${arg(args, 'expected')}.`,
    remedy: AUTHORIZE_HOST,
  }),
  'onboarding.host-wrong': (args) => ({
    message: `The authorize URL is on ${arg(args, 'host')}, which has no authorize page; ${arg(args, 'expected')} has.`,
    remedy: AUTHORIZE_HOST,
  }),
  'onboarding.host-foreign': (args) => ({
    message: `The authorize URL is on ${arg(args, 'host')}, which is not Datadog's; ${arg(args, 'expected')} was asked for.`,
    remedy: `Whoever makes up a site parameter gets the user: take Datadog's domains only. ${AUTHORIZE_HOST}`,
  }),
  'onboarding.client': () => ({ message: 'The authorize URL carries the client id.' }),
  'onboarding.client-wrong': (args) => ({
    message:
      arg(args, 'value') === ''
        ? 'The authorize URL carries no client_id.'
        : `The authorize URL carries client_id ${arg(args, 'value')}, not ${arg(args, 'expected')}.`,
    remedy:
      'Test and published client have different ids; the application uses another one than this profile.',
  }),
  'onboarding.redirect-uri': () => ({
    message: 'The redirect URI of the authorize URL is registered.',
  }),
  'onboarding.redirect-uri-missing': () => ({
    message: 'The authorize URL carries no redirect_uri, or more than one.',
    remedy: 'Send one of the registered redirect URIs.',
  }),
  'onboarding.redirect-uri-unchecked': (args) => ({
    message: `The redirect URI is ${arg(args, 'value')}; the profile names none to compare it with.`,
    remedy: 'Put the registered redirect URIs into the profile.',
  }),
  'onboarding.redirect-uri-unregistered': (args) => ({
    message: `The redirect URI ${arg(args, 'value')} is not registered; these are: ${arg(args, 'registered')}.`,
    remedy: 'It has to be one of them, byte for byte.',
    nextCommand: 'ddoauth diagnose "invalid_request - Mismatching redirect URI."',
  }),
  'onboarding.response-type': () => ({ message: 'The authorize URL asks for a code.' }),
  'onboarding.response-type-wrong': (args) => ({
    message: `response_type is "${arg(args, 'value')}", not code.`,
  }),
  'onboarding.pkce': () => ({ message: 'The authorize URL carries an S256 challenge.' }),
  'onboarding.pkce-missing': () => ({
    message: 'The authorize URL carries no code_challenge: PKCE is off.',
    remedy: 'Send code_challenge and code_challenge_method=S256.',
  }),
  'onboarding.pkce-doubled': () => ({
    message: 'code_challenge or its method is there more than once.',
  }),
  'onboarding.pkce-method': (args) => ({
    message: `code_challenge_method is "${arg(args, 'method')}", not S256.`,
    remedy: 'Without a method the challenge counts as plain, which protects nothing.',
  }),
  'onboarding.pkce-method-spelling': () => ({
    message:
      'code_challenge_method is SHA-256, which one page of Datadog has; the standard is S256.',
    remedy: 'Send S256.',
  }),
  'onboarding.pkce-malformed': (args) => ({
    message: `code_challenge has ${arg(args, 'length')} characters or the wrong ones; base64url of a SHA-256 has 43, without padding.`,
    remedy: 'Hash the verifier with SHA-256 and write it in base64url without "=".',
  }),
  'onboarding.pkce-repeated': (args) => ({
    message: `The same code_challenge comes for ${arg(args, 'site')} and ${arg(args, 'others')}: the verifier is not drawn anew.`,
    remedy: 'Draw a fresh verifier for each authorization.',
  }),
  'onboarding.state': () => ({ message: 'The authorize URL carries a state that is long enough.' }),
  'onboarding.state-missing': () => ({
    message: 'The authorize URL carries no state.',
    remedy: 'Without it anybody can make a user finish a foreign authorization: draw one for each.',
  }),
  'onboarding.state-doubled': () => ({ message: 'state is there more than once.' }),
  'onboarding.state-guessable': () => ({
    message: 'The state is no more than the site that was asked for, so anybody can guess it.',
    remedy: 'Draw it at random and keep what you need to remember on your side.',
  }),
  'onboarding.state-short': (args) => ({
    message: `The state has ${arg(args, 'length')} characters, too few to be unguessable.`,
    remedy: 'Draw 128 bits or more at random: 22 characters of base64url.',
  }),
  'onboarding.state-shortish': (args) => ({
    message: `The state has ${arg(args, 'length')} characters; 128 bits take 22 of base64url.`,
    remedy: 'Draw a longer one.',
  }),
  'onboarding.state-repeated': (args) => ({
    message: `The same state comes for ${arg(args, 'site')} and ${arg(args, 'others')}: it is fixed.`,
    remedy: 'Draw a fresh one for each authorization.',
  }),
  'onboarding.no-secret': () => ({ message: 'No secret is in the authorize URL.' }),
  'onboarding.secret-in-url': (args) => ({
    message: `The authorize URL carries a secret${arg(args, 'names') === '' ? '' : ` (${arg(args, 'names')})`}: browsers and proxies write URLs down.`,
    remedy: 'Take it out, and generate a new client secret if that was in it.',
  }),
  'onboarding.scope': () => ({ message: 'The authorize URL asks for the registered scopes.' }),
  'onboarding.scope-absent': () => ({
    message: 'The authorize URL names no scope, so all registered ones apply.',
  }),
  'onboarding.scope-doubled': () => ({ message: 'scope is there more than once.' }),
  'onboarding.scope-empty': () => ({
    message: 'The authorize URL has an empty scope, which fails the whole request.',
    remedy: 'Leave the parameter out.',
  }),
  'onboarding.scope-unchecked': (args) => ({
    message: `The authorize URL asks for ${arg(args, 'asked')}; the profile names no scopes to compare them with.`,
  }),
  'onboarding.scope-unregistered': (args) => ({
    message: `The authorize URL asks for scopes that are not registered: ${arg(args, 'unregistered')}.`,
    remedy: 'One of them fails the whole request: leave the parameter out, or register them.',
    nextCommand: 'ddoauth diagnose "invalid_scope - The following scopes are not recognized"',
  }),
  'onboarding.scope-fewer': (args) => ({
    message: `The authorize URL leaves out registered scopes: ${arg(args, 'missing')}.`,
    remedy: 'Leave the parameter out to get them all.',
  }),
};
