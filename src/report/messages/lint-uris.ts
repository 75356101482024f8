import type { LINT_RULE_FINDINGS } from '../../catalog/findings/lint.ts';
import type { Finding } from '../../model/report.ts';
import { arg, type Wording } from '../words.ts';

type UriCode = Extract<
  keyof typeof LINT_RULE_FINDINGS,
  | `lint.redirect-uri-${string}`
  | `lint.onboarding-url-${string}`
  | 'lint.test-host'
  | 'lint.datadog-host'
  | 'lint.placeholder'
>;

const SUBMIT = 'A published client is changed by submitting it again.';

/** Why a host is certainly one for tests. */
const TEST_HOSTS: Readonly<Record<string, string>> = {
  loopback: 'is the machine of whoever opens it',
  private: 'is an address of a private network',
  local: 'is a name that only a local network knows',
  tunnel: "is a tunnel to a developer's machine, and its name may be anybody's next week",
  workspace: "is a developer's workspace",
  debug: 'is a page that shows or records what is sent to it',
  preview: 'is the preview of one branch or change',
};

function testHost(args: Finding['args']): string {
  const host = arg(args, 'host');
  if (arg(args, 'why') !== 'word') return `${host} ${TEST_HOSTS[arg(args, 'why')] ?? ''}.`;
  const word = arg(args, 'word');
  return arg(args, 'only') === 'true'
    ? `${host} has "${word}" in its name, and the client has no URL on a host without such a word.`
    : `${host} has "${word}" in its name, beside URLs on hosts without such a word.`;
}

const NOT_ABSOLUTE: Readonly<Record<string, string>> = {
  encoded: 'is percent-encoded as a whole',
  'no-scheme': 'has no scheme',
  'no-host': 'has no host after https://',
  broken: 'cannot be read as a URL: its host or port is broken',
  around: 'has something around the URI',
  host: 'has a host with a letter that none can have, or with two dots in a row',
  several: 'holds several URIs in one text',
  twice: 'has a scheme twice',
};

const ENCODING: Readonly<Record<string, string>> = {
  'no-escape': 'has a % that begins no escape',
  twice: 'is percent-encoded twice',
  raw: 'has a letter that stands percent-encoded in URIs',
  needless: 'has an escape of a letter that needs none',
  'lower-case': 'has an escape in lower case, which some programs write in upper case',
};

const ONBOARDING: Readonly<Record<string, string>> = {
  blank: 'has a space or an invisible character in it',
  'no-url': 'is no absolute http or https URL',
  several: 'holds several URLs',
  twice: 'has a scheme twice',
  'user-info': 'has user info before an @',
  wildcard: 'has a wildcard in its host',
};

/** The sentences of the rules on URLs. */
export const LINT_URI_WORDS: Record<UriCode, Wording> = {
  'lint.redirect-uri-missing': () => ({
    message: 'The profile has no redirect URI, and no manifest that has one.',
    remedy: 'Add "redirectUris", byte for byte as registered, or "manifest".',
  }),
  'lint.redirect-uri-not-absolute': (args) => ({
    message: `The redirect URI "${arg(args, 'value')}" ${NOT_ABSOLUTE[arg(args, 'why')] ?? 'is not absolute'}.`,
    remedy:
      arg(args, 'why') === 'several'
        ? 'Write each as a text of its own, as it is registered.'
        : 'Write it whole, such as https://app.acme.io/datadog/callback, and register it so.',
  }),
  'lint.redirect-uri-whitespace': (args) => ({
    message: `The redirect URI "${arg(args, 'value')}" has ${arg(args, 'code')} ${arg(args, 'where')}.`,
    remedy: 'Take it out here and where the client is registered: it is compared byte for byte.',
  }),
  'lint.redirect-uri-fragment': (args) => ({
    message: `The redirect URI "${arg(args, 'value')}" has a fragment, which RFC 6749 forbids.`,
    remedy: 'Register it without # and what follows.',
  }),
  'lint.redirect-uri-userinfo': (args) => ({
    message: `The redirect URI "${arg(args, 'value')}" has user info before the @.`,
    remedy: 'Take it out; if there was a password in it, change that.',
  }),
  'lint.redirect-uri-wildcard': (args) => ({
    message: `The redirect URI "${arg(args, 'value')}" has a * in its ${arg(args, 'where')}, which stands for nothing but itself.`,
    remedy: 'Register every URI that is used, or one for all customers.',
  }),
  'lint.redirect-uri-http': (args) => ({
    message: `The redirect URI "${arg(args, 'value')}" sends codes over the network in the clear.`,
    remedy: 'Register it with https.',
  }),
  'lint.redirect-uri-scheme': (args) => ({
    message: `The redirect URI "${arg(args, 'value')}" has the scheme ${arg(args, 'scheme')} instead of https.`,
    remedy:
      arg(args, 'guess') === ''
        ? 'Use https on a host of yours.'
        : 'Correct the spelling here, and where the client is registered.',
  }),
  'lint.redirect-uri-default-port': (args) => ({
    message: `The redirect URI "${arg(args, 'value')}" spells out ${arg(args, 'port') === '' ? 'an empty port' : `the default port ${arg(args, 'port')}`}, which URL parsers drop.`,
    remedy: 'Register and send it without the port, or make sure that it is sent byte for byte.',
  }),
  'lint.redirect-uri-host-case': (args) => ({
    message: `The redirect URI "${arg(args, 'value')}" has upper case in "${arg(args, 'part')}", which URL parsers turn into lower case.`,
    remedy: 'Register and send it in lower case.',
  }),
  'lint.redirect-uri-encoding': (args) => ({
    message: `The redirect URI "${arg(args, 'value')}" ${ENCODING[arg(args, 'why')] ?? 'has odd escapes'} ("${arg(args, 'found')}").`,
    remedy:
      'Register one that needs no percent-encoding, or make sure that it is sent byte for byte.',
  }),
  'lint.redirect-uri-path-rewritten': (args) => ({
    message: `The redirect URI "${arg(args, 'value')}" has "${arg(args, 'found')}" in its path, which URL parsers or servers rewrite.`,
    remedy: 'Register the path as it is after that.',
  }),
  'lint.redirect-uri-host-not-ascii': (args) => ({
    message: `The host of the redirect URI "${arg(args, 'value')}" is sent as ${arg(args, 'ascii')}.`,
    remedy: 'Register and send the punycode form (xn--…).',
  }),
  'lint.redirect-uri-query': (args) => ({
    message:
      arg(args, 'clash') === ''
        ? `The redirect URI "${arg(args, 'value')}" has a query, which is compared with the rest.`
        : `The redirect URI "${arg(args, 'value')}" has "${arg(args, 'clash')}" in its query, which Datadog adds, too.`,
    remedy: 'Keep it in state or in the session, and register the URI without a query.',
  }),
  'lint.redirect-uri-duplicate': (args) => ({
    message: `The redirect URI "${arg(args, 'value')}" is there twice.`,
    remedy: 'Take the second out, or write the one that was meant.',
  }),
  'lint.redirect-uri-near-duplicate': (args) => ({
    message: `The redirect URIs "${arg(args, 'other')}" and "${arg(args, 'value')}" are the same to a URL parser, and not to Datadog.`,
    remedy: 'Keep the one that your application sends.',
  }),
  'lint.redirect-uri-trailing-slash': (args) => ({
    message: `The redirect URIs "${arg(args, 'other')}" and "${arg(args, 'value')}" differ by a slash only.`,
    remedy: 'Keep the one that your application sends.',
  }),
  'lint.redirect-uri-path-case': (args) => ({
    message: `The redirect URIs "${arg(args, 'other')}" and "${arg(args, 'value')}" differ by upper and lower case only.`,
    remedy: 'Keep the one that your application sends.',
  }),
  'lint.redirect-uri-loopback-name': (args) => ({
    message: `"${arg(args, 'value')}" is right for ${arg(args, 'name')} only: a request with ${arg(args, 'other')} is refused.`,
    remedy: `Use ${arg(args, 'name')} in your application, too, or register both.`,
  }),
  'lint.redirect-uri-loopback-port': (args) => ({
    message: `"${arg(args, 'value')}" names no port that a program may listen on without more rights: without one it is ${arg(args, 'standard')}.`,
    remedy: 'Register one with a port, such as http://localhost:8085/callback.',
  }),
  'lint.redirect-uri-site-missing': (args) => ({
    message: `There are redirect URIs for ${arg(args, 'sites')}, as "${arg(args, 'value')}", and none for ${arg(args, 'missing')}.`,
    remedy: `Register those that are missing, or one for all sites: "domain" in the callback says which one it is. ${SUBMIT}`,
  }),
  'lint.test-host': (args) => ({
    message: `${testHost(args)} It is in a published client ("${arg(args, 'value')}").`,
    remedy:
      arg(args, 'only') === 'true'
        ? 'If this is the host that customers use, leave it. Otherwise register that one.'
        : `Take it out of the published client; it belongs to the test client. ${SUBMIT}`,
  }),
  'lint.datadog-host': (args) => ({
    message: `"${arg(args, 'value')}" is on a host of Datadog, not on yours.`,
    remedy: 'Register the URL of your own application.',
  }),
  'lint.placeholder': (args) => ({
    message: `"${arg(args, 'value')}" has a placeholder in it: ${arg(args, 'found')}.`,
    remedy: 'Write what belongs there. One fixed URL has to serve all customers.',
  }),
  'lint.onboarding-url-missing': () => ({
    message: 'There is no onboarding URL: "Connect Accounts" leads nowhere.',
    remedy: 'Add the URL of your application that begins the authorization.',
  }),
  'lint.onboarding-url-invalid': (args) => ({
    message: `The onboarding URL "${arg(args, 'value')}" ${ONBOARDING[arg(args, 'why')] ?? 'cannot be opened'}.`,
    remedy: 'Write one absolute https URL for all customers.',
  }),
  'lint.onboarding-url-http': (args) => ({
    message: `The onboarding URL "${arg(args, 'value')}" is not https.`,
    remedy: 'Register the https URL.',
  }),
  'lint.onboarding-url-query': (args) => ({
    message: `The onboarding URL "${arg(args, 'value')}" has ${arg(args, 'names')} in its query already; Datadog adds site and domain.`,
    remedy: 'Take it out of the query.',
  }),
  'lint.onboarding-url-is-redirect-uri': (args) => ({
    message: `The onboarding URL "${arg(args, 'value')}" is a redirect URI as well.`,
    remedy: 'Give each a page of its own, or look for code and error before anything else.',
  }),
};
