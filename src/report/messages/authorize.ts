import type { AUTHORIZE_FINDINGS } from '../../catalog/findings/authorize.ts';
import type { Finding } from '../../model/report.ts';
import { shellWord } from '../shell-word.ts';
import { arg, type Wording } from '../words.ts';

/** The sentences of `authorize`. */
export const AUTHORIZE_WORDS: Record<keyof typeof AUTHORIZE_FINDINGS, Wording> = {
  'authorize.listening': (args) => ({
    message: `Listening for ${arg(args, 'redirectUri')} on ${arg(args, 'addresses')}.`,
  }),
  'authorize.remote-redirect': (args) => ({
    message: `The redirect URI ${arg(args, 'redirectUri')} is not on this machine: the final URL was taken from a paste.`,
  }),
  'authorize.onboarding-received': (args) => ({
    message: `Datadog sent the browser to the onboarding URL with site ${arg(args, 'site')} and domain ${arg(args, 'domain') || '(none)'}: ${arg(args, 'key')}.`,
  }),
  'authorize.onboarding-refused': (args) => ({
    message: `The redirect to the onboarding URL cannot be used: ${arg(args, 'why')} (site "${arg(args, 'site')}", domain "${arg(args, 'domain')}").`,
    remedy: 'Start from the integration tile or Test Authorization, which send both parameters.',
  }),
  'authorize.state-verified': () => ({ message: 'The callback carried the state of this run.' }),
  'authorize.paste-refused': (args) => ({
    message: `What was pasted cannot be used: ${arg(args, 'reason')}.`,
    remedy: 'Paste the whole URL from the address bar after pressing Authorize.',
    nextCommand: 'ddoauth authorize',
  }),
  'authorize.timeout': (args) => ({
    message: `No callback came within ${arg(args, 'seconds')} s.`,
    remedy:
      'If the browser showed an error page, Datadog does not call back: diagnose its text. Otherwise log in, press Authorize, and allow more time with --timeout.',
    nextCommand: 'ddoauth diagnose "<text of the error page>"',
  }),
  'authorize.denied': (args) => ({
    message: `Access was denied on the consent page${described(arg(args, 'description'))}.`,
    remedy: 'Press Authorize instead of Deny, as a user who has every permission the scopes need.',
    nextCommand: 'ddoauth authorize',
  }),
  'authorize.error-returned': (args) => ({
    message: `Datadog redirected back with ${arg(args, 'error')}${described(arg(args, 'description'))}.`,
    remedy: 'See the diagnosis below; change the request or the client, then authorize again.',
    nextCommand:
      arg(args, 'error') === 'invalid_scope'
        ? bisectCommand(args)
        : `ddoauth diagnose "${arg(args, 'error')} - ${arg(args, 'description')}"`,
  }),
  'authorize.error-page': (args) => ({
    message: `Datadog showed an error page instead of redirecting: ${arg(args, 'text')}`,
    remedy: 'A bad client id or redirect URI is never redirected; see the diagnosis below.',
    nextCommand: 'ddoauth diagnose "<text of the error page>"',
  }),
  'authorize.page-unavailable': (args) => ({
    message: `The authorize page on ${arg(args, 'host')} could not be opened: ${arg(args, 'reason')}.`,
    remedy: 'This says nothing about the client. Try again later.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'authorize.site-as-asked': (args) => ({
    message: `Asked at ${arg(args, 'asked')}, granted by an org on ${arg(args, 'given')}; tokens come from ${arg(args, 'host')}.`,
  }),
  'authorize.site-picked': (args) => ({
    message: `Asked at ${arg(args, 'asked')}, but the org that consented lives on ${arg(args, 'given')}; tokens come from ${arg(args, 'host')}.`,
  }),
  'authorize.site-foreign': (args) => ({
    message: `The callback names "${arg(args, 'named')}", which is no Datadog site: nothing was sent there.`,
    remedy:
      'Somebody may be trying to collect codes. Authorize again from a clean browser; a site of your own belongs into "sites" of ddoauth.config.json.',
    nextCommand: 'ddoauth sites',
  }),
  'authorize.site-untrusted': (args) => ({
    message: `The callback names ${arg(args, 'domain')}, which is below a Datadog domain but in no list: nothing was sent there.`,
    remedy: 'If it is a new Datadog site, allow it with --trust-site.',
    nextCommand: 'ddoauth authorize --trust-site',
  }),
  'authorize.site-crossed': (args) => ({
    message: `Asked at ${arg(args, 'asked')}, answered from ${arg(args, 'given')}: commercial and gov sites never cross. Nothing was sent.`,
    remedy: 'Begin at the site where the org lives.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'given')}`,
  }),
  'authorize.client-mismatch': (args) => ({
    message: `The callback is for client ${arg(args, 'got')}, not for ${arg(args, 'expected')}: its code was not used.`,
    remedy: 'Two authorizations got mixed up. Authorize again.',
    nextCommand: 'ddoauth authorize',
  }),
  'authorize.org': (args) => ({
    message: `Org ${arg(args, 'name') || '(no name)'}${arg(args, 'id') === '' ? '' : ` (${arg(args, 'id')})`}.`,
  }),
  'authorize.org-unnamed': () => ({
    message: 'The callback did not say which org consented.',
    remedy: 'Make sure in the web app that it was the right one.',
  }),
  'authorize.org-unexpected': (args) => ({
    message: `Org ${arg(args, 'name') || '(no name)'} (${arg(args, 'id')}) consented, expected was ${arg(args, 'expected')}. Its grant was not stored.`,
    remedy: 'Switch the org in the web app and authorize again; revoke the unwanted grant there.',
    nextCommand: 'ddoauth authorize',
  }),
  'authorize.scopes-equal': (args) => ({
    message: `${arg(args, 'count')} scopes granted, exactly those expected.`,
  }),
  'authorize.scopes-missing': (args) => ({
    message: `Not granted: ${arg(args, 'missing')}.`,
    remedy:
      'The client is registered with other scopes than the profile says, or they were added after users had consented. Compare, then authorize again.',
    nextCommand: 'ddoauth authorize',
  }),
  'authorize.scopes-extra': (args) => ({
    message: `Granted beyond what the profile names: ${arg(args, 'extra')}.`,
    remedy: 'Add them to the profile, or take them off the client.',
  }),
  'authorize.scopes-unnamed': () => ({
    message: 'The token answer did not say which scopes were granted.',
    remedy: 'check-scopes finds out one by one.',
    nextCommand: 'ddoauth check-scopes',
  }),
  'token.exchanged': (args) => ({
    message: `Code exchanged at ${arg(args, 'host')}${arg(args, 'expiresInSeconds') === '' ? '' : `; the access token lives ${arg(args, 'expiresInSeconds')} s`}.`,
  }),
  'token.refused': (args) => ({
    message: `${arg(args, 'host')} refused with ${arg(args, 'status')}${arg(args, 'error') === '' ? '' : ` ${arg(args, 'error')}`}${described(arg(args, 'description'))}.`,
    remedy: refusalRemedy(arg(args, 'error'), arg(args, 'description')),
    nextCommand: `ddoauth diagnose "${arg(args, 'error')} - ${arg(args, 'description')}"`,
  }),
  'token.unavailable': (args) => ({
    message: `${arg(args, 'host')} answered ${arg(args, 'status')}: it cannot serve token requests now.`,
    remedy: 'This says nothing about the client. Try again later.',
  }),
  'token.unreachable': (args) => ({
    message: `No answer from ${arg(args, 'host')}: ${arg(args, 'reason')}.`,
    remedy: 'Check network, proxy and certificates from here.',
    nextCommand: `ddoauth check-regions --site ${arg(args, 'site')}`,
  }),
  'token.malformed': (args) => ({
    message: `${arg(args, 'host')} sent an answer that holds no tokens: ${arg(args, 'reason')}.`,
    remedy: 'A proxy or gateway may have answered in its place; look at the exchange with -v.',
  }),
  'token.no-refresh-token': () => ({
    message: 'No refresh token came: the grant ends with its access token.',
    remedy: 'Check that the client may use the refresh token grant.',
  }),
};

function described(text: string): string {
  return text === '' ? '' : ` (${text.replace(/\.$/, '')})`;
}

/** Finds out which scope of the request it was. */
function bisectCommand(args: Finding['args']): string {
  const requested = args['requested'];
  const scopes = typeof requested === 'object' ? ` --scope ${shellWord(requested.join(','))}` : '';
  return `ddoauth authorize --bisect-scopes --site ${arg(args, 'site')}${scopes}`;
}

function refusalRemedy(error: string, description: string): string {
  if (/client_?id/i.test(description)) return 'This site does not know the client id.';
  if (
    error === 'invalid_client' ||
    error === 'unauthorized_client' ||
    /secret/i.test(description)
  ) {
    return 'Client id and secret do not belong together: use the pair of one client (test or published), and the secret generated last.';
  }
  if (error === 'invalid_grant') {
    return 'The code or token was used before, too old, of another site, or its verifier differs.';
  }
  return 'Look at the exchange with -v and diagnose its text.';
}
