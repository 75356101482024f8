import type { REGION_FINDINGS } from '../../catalog/findings/region.ts';
import type { Finding } from '../../model/report.ts';
import { arg, type Wording } from '../words.ts';
import { REGION_HOST_WORDS } from './region-hosts.ts';

type Args = Finding['args'];

/** The address Datadog names for clients on other sites. */
const SANDBOX_ELSEWHERE = 'for a sandbox on another site write to ecosystems@datadog.com';

/** `400 invalid_grant: Invalid authorization code.`, as far as the server said it. */
function quoted(args: Args, prefix = ''): string {
  const name = (word: string): string =>
    arg(args, prefix === '' ? word : prefix + word.charAt(0).toUpperCase() + word.slice(1));
  const text = [name('error'), name('description')].filter(Boolean).join(': ');
  return [name('status'), text === '' ? '' : `"${text}"`].filter(Boolean).join(' ');
}

/** What was answered to this client, and to one that cannot exist. */
function evidence(args: Args): string {
  const other = quoted(args, 'other');
  return other === ''
    ? `it answered ${quoted(args)}`
    : `it answered ${quoted(args)}, and ${other} to a client that does not exist`;
}

/** The answer as `diagnose` takes it; nothing when there were no words. */
function diagnose(args: Args): { nextCommand?: string } {
  const text = [arg(args, 'error'), arg(args, 'description')].filter(Boolean).join(' - ');
  const plain = text.replace(/["$`\\]/g, '');
  return plain === '' ? {} : { nextCommand: `ddoauth diagnose "${plain}"` };
}

/** The sentences of `check-regions` about client, grant, API and key; hosts have a table of their own. */
export const REGION_WORDS: Record<keyof typeof REGION_FINDINGS, Wording> = {
  ...REGION_HOST_WORDS,
  'region.authorize-answers': (args) => ({
    message: `${arg(args, 'host')} shows the authorize page (${arg(args, 'status')}).`,
  }),
  'region.authorize-redirects': (args) => ({
    message: `${arg(args, 'host')} answers the authorize request with a redirect (${arg(args, 'status')}), as it does before a login.`,
  }),
  'region.authorize-refuses': (args) => ({
    message: `${arg(args, 'host')} refuses the authorize request: ${quoted(args)}.`,
    remedy: 'A user of this site would see this page.',
    ...diagnose(args),
  }),
  'region.endpoint-missing': (args) => ({
    message: `${arg(args, 'host')}${arg(args, 'path')} does not behave like Datadog's endpoint (${[arg(args, 'status'), arg(args, 'reason')].filter(Boolean).join(', ')}).`,
    remedy: 'Check the host; a gateway may have answered.',
    nextCommand: `ddoauth sites --site ${arg(args, 'site')}`,
  }),
  'region.token-answers': (args) => ({
    message: `${arg(args, 'host')} answers as a token endpoint: ${arg(args, 'status')} ${arg(args, 'error')}.`,
  }),
  'region.token-wordless': (args) => ({
    message: `${arg(args, 'host')} refuses a made-up code with ${arg(args, 'status')} and no word of OAuth, so nothing shows that a token endpoint answered.`,
    remedy: 'A gateway may have answered; look at the exchange with -v.',
    nextCommand: `ddoauth sites --site ${arg(args, 'site')}`,
  }),
  'region.client-known': (args) => ({
    message: `${arg(args, 'host')} knows the client${arg(args, 'kind') === 'public' ? '' : ' and its secret'}: to a made-up code ${evidence(args)}.`,
  }),
  'region.client-id-known': (args) => ({
    message: `${arg(args, 'host')} knows the client id; the secret was not shown to it, so it is not proved: ${evidence(args)}.`,
    remedy: 'Set DDOAUTH_CLIENT_SECRET to prove the secret too.',
  }),
  'region.client-unknown': (args) => ({
    message: `${args['nowhere'] === true ? 'No site that was asked knows this client, ' : ''}${arg(args, 'host')} does not know this ${arg(args, 'kind')} client: ${evidence(args)}.`,
    remedy:
      arg(args, 'kind') === 'published'
        ? `A published client is made available on other sites by Datadog; ${SANDBOX_ELSEWHERE}. Check that the id is the published client's.`
        : 'A client of this kind lives on the site it was made on only: check id and site.',
    nextCommand: `ddoauth diagnose "invalid_request - Invalid client_id parameter value."`,
  }),
  'region.client-elsewhere': (args) => ({
    message: `${arg(args, 'host')} does not know this ${arg(args, 'kind')} client, which lives on the site it was made on only.`,
  }),
  'region.client-refused': (args) => ({
    message: `${arg(args, 'host')} does not know this ${arg(args, 'kind')} client or refuses its secret, and does not say which: ${evidence(args)}.`,
    remedy: `Check that id and secret belong to one client. A published client is made available on other sites by Datadog; ${SANDBOX_ELSEWHERE}.`,
    ...diagnose(args),
  }),
  'region.client-not-allowed': (args) => ({
    message: `${arg(args, 'host')} knows the client and does not let it in: ${evidence(args)}.`,
    remedy: 'Its secret is wrong, or the client is disabled or not made for exchanging codes.',
    ...diagnose(args),
  }),
  'region.secret-refused': (args) => ({
    message: `${arg(args, 'host')} knows the client and refuses its secret: ${evidence(args)}.`,
    remedy: 'Use the secret that was generated last for this very client.',
    ...diagnose(args),
  }),
  'region.client-undecided': (args) => ({
    message: `${arg(args, 'host')} does not tell whether it knows the client: ${evidence(args)}.`,
    remedy:
      args['secretShown'] === true
        ? 'Only an authorization on this site can tell.'
        : 'It may tell more to a client that shows its secret: set DDOAUTH_CLIENT_SECRET.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'region.no-grant': (args) => ({
    message: `No grant for ${arg(args, 'site')}${arg(args, 'others') === '' ? '' : `; there is one for ${arg(args, 'others')}`}.`,
    remedy:
      arg(args, 'kind') === 'published'
        ? `Authorize there; ${SANDBOX_ELSEWHERE}.`
        : 'Only the site that the client was made on can have one.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'region.grant-unrefreshed': (args) => ({
    message: `The access token of ${arg(args, 'site')} is over, and without the client's secret it cannot be refreshed.`,
    remedy: 'Set DDOAUTH_CLIENT_SECRET.',
  }),
  'region.api-answers': (args) => ({
    message: `${arg(args, 'host')} lets the access token in (${arg(args, 'status')}).`,
  }),
  'region.api-keyless': (args) => ({
    message: `${arg(args, 'host')} answers as the API does: it refuses a request without token and key (${arg(args, 'status')}).`,
  }),
  'region.token-refused': (args) => ({
    message: `${arg(args, 'host')} refuses the access token on every route (401).`,
    remedy: 'The token is over, revoked or of another site: authorize again.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'region.api-undecided': (args) => ({
    message: `${arg(args, 'host')} answers ${arg(args, 'status')} where the API would answer otherwise.`,
    remedy: 'The routes asked take any token; a gateway or a missing product may be the cause.',
    nextCommand: `ddoauth check-scopes --site ${arg(args, 'site')}`,
  }),
  'region.no-key': (args) => ({
    message: `No API key of ${arg(args, 'site')} is stored.`,
    nextCommand: `ddoauth create-key --site ${arg(args, 'site')}`,
  }),
  'region.key-refused': (args) => ({
    message: `${arg(args, 'site')} refuses the key ending in ${arg(args, 'last4')} (${arg(args, 'status')}).`,
    remedy: 'It was revoked, or it is of another site: ask all of them whose it is.',
    nextCommand: `ddoauth keys whose --stored ${arg(args, 'last4')}`,
  }),
  'region.key-of-another-site': (args) => ({
    message:
      arg(args, 'how') === 'asked'
        ? `The key ending in ${arg(args, 'last4')} is of ${arg(args, 'owner')}, which takes it; ${arg(args, 'site')} refuses it.`
        : `${arg(args, 'site')} refuses the key ending in ${arg(args, 'last4')}, and the same key is stored for ${arg(args, 'owner')}.`,
    remedy: 'A key works on its own site only: create one on each site.',
    nextCommand: `ddoauth create-key --new --site ${arg(args, 'site')}`,
  }),
  'region.cross-refused': (args) => ({
    message: `The ${arg(args, 'what')} of ${arg(args, 'site')} is refused on ${arg(args, 'refused')}, as it must be.`,
  }),
  'region.cross-accepted': (args) => ({
    message: `The ${arg(args, 'what')} of ${arg(args, 'site')} is taken on ${arg(args, 'accepted')} too.`,
    remedy: `Either it is of that site and stored under the wrong one, or that site does not check it.`,
    nextCommand: `ddoauth check-regions --only grant,api,key --site ${arg(args, 'site')}`,
  }),
  'region.cross-undecided': (args) => ({
    message: `Whether ${arg(args, 'undecided')} refuses the ${arg(args, 'what')} of ${arg(args, 'site')} could not be found out.`,
  }),
  'region.cross-declined': (args) => ({
    message: `The ${arg(args, 'what')} of ${arg(args, 'site')} was not sent to other sites, as you said.`,
  }),
  'region.cross-nothing': (args) => ({
    message: `There is no ${arg(args, 'what')} of ${arg(args, 'site')}, or no other site to send it to.`,
  }),
  'region.live-agrees': (args) => ({
    message: `The sites list the same ${arg(args, 'count')} sites as this program.`,
  }),
  'region.live-unknown': (args) => ({
    message: `The sites list what this program does not know: ${arg(args, 'hosts')}.`,
    remedy: 'If Datadog has opened a site there, add it under "sites" in the config.',
    nextCommand: 'ddoauth sites',
  }),
  'region.live-missing': (args) => ({
    message: `The sites do not list ${arg(args, 'sites')} (${arg(args, 'hosts')}).`,
    remedy: 'The list is a preview and was seen without some of them; look whether they answer.',
    nextCommand: `ddoauth check-regions --only dns,tls,api --site ${arg(args, 'sites').replaceAll(', ', ',')}`,
  }),
  'region.live-absent': () => ({
    message: 'No site offers the list of sites (404); it is a preview.',
  }),
  'region.live-unreadable': (args) => ({
    message: `No site gave a list of sites${arg(args, 'statuses') === '' ? '' : ` (${arg(args, 'statuses')})`}.`,
  }),
};
