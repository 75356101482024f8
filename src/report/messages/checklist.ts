import type { CHECKLIST_FINDINGS } from '../../catalog/findings/checklist.ts';
import { STAGES, type Stage } from '../../catalog/stages.ts';
import { STALE_WORDS } from '../../catalog/stale-words.ts';
import type { StaleReason } from '../../model/checklist.ts';
import type { Finding } from '../../model/report.ts';
import { arg, type Wording } from '../words.ts';

/** `the integration is not submitted yet`; nothing for a client of no integration. */
function stageOf(args: Finding['args']): string {
  const stage = arg(args, 'stage');
  const row = Object.hasOwn(STAGES, stage) ? STAGES[stage as Stage] : undefined;
  return row === undefined ? '' : `the integration ${row.words}`;
}

/** The sentences `checklist` adds to those of its steps. */
export const CHECKLIST_WORDS: Record<keyof typeof CHECKLIST_FINDINGS, Wording> = {
  'checklist.key-not-requested': () => ({
    message: 'The client does not ask for api_keys_write, so it sends no data and needs no key.',
  }),
  'checklist.one-site': (args) => ({
    message: `Authorized on one site only (${arg(args, 'sites')}).`,
    remedy: 'A published integration has to work on all sites: name more of them.',
    nextCommand: 'ddoauth checklist --site us1,eu1',
  }),
  'checklist.several-sites': (args) => ({
    message: `Authorized on ${arg(args, 'count')} sites: ${arg(args, 'sites')}.`,
  }),
  'checklist.sites-after-approval': (args) => ({
    message:
      arg(args, 'kind') === 'public'
        ? 'A public client lives on the site it was registered on; there are no others to test.'
        : arg(args, 'kind') === 'test'
          ? 'A test client lives in its own sandbox only; other sites are tested after approval.'
          : 'The integration is not approved yet, so that only its own sandbox can authorize the client; other sites come after approval.',
  }),
  'checklist.sites-incomplete': (args) => ({
    message: `Not authorized on ${arg(args, 'missing')}.`,
    remedy: 'See step 1 for the reason.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'missing').replaceAll(', ', ',')}`,
  }),
  'checklist.scope-by-key': (args) => ({
    message:
      arg(args, 'reused') === 'true'
        ? `Proved on ${arg(args, 'site')} by the key that an earlier run created, which the site still knows.`
        : `Proved on ${arg(args, 'site')} by the key that step 2 created.`,
  }),
  'checklist.submit': (args) => ({
    message:
      arg(args, 'kind') === 'published'
        ? 'Everything that can be tested from here was tested with the published client.'
        : 'Ready: submit the integration in the Developer Platform.',
    remedy:
      arg(args, 'kind') === 'published'
        ? 'By hand: look through the report once more and attach it; what changes in the client now goes through submission again.'
        : 'By hand: submit, then store the id and the secret of the published client at once, since the secret is shown once, and repeat the tests with them.',
    ...(arg(args, 'kind') === 'published'
      ? {}
      : { nextCommand: 'ddoauth checklist --profile published' }),
  }),
  'checklist.not-ready': (args) => ({
    message: `Not ready to submit: ${arg(args, 'count')} checks are open (${arg(args, 'open')}).`,
  }),
  'checklist.step-blocked': (args) => ({
    message: `Not tried: there is no grant for ${arg(args, 'site')}.`,
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'checklist.stage': (args) => ({
    message:
      stageOf(args) === ''
        ? `A ${arg(args, 'kind')} client.`
        : `A ${arg(args, 'kind')} client, which is the one to test while ${stageOf(args)}.`,
  }),
  'checklist.step-stopped': (args) => ({
    message: `Stopped before its end: ${arg(args, 'reason')}.`,
    ...(arg(args, 'hint') === '' ? {} : { remedy: `${arg(args, 'hint')}.` }),
    nextCommand: 'ddoauth checklist',
  }),
  'checklist.step-missing': () => ({
    message: 'Not done yet.',
    nextCommand: 'ddoauth checklist',
  }),
  'checklist.step-stale': (args) => ({
    message: `Done ${arg(args, 'at').slice(0, 10)}, but that does not count any more: ${reasonsOf(args)}.`,
    nextCommand: 'ddoauth checklist',
  }),
  'checklist.state-not-kept': (args) => ({
    message: `What this run has found is in this report only: ${arg(args, 'reason')}.`,
    remedy: 'The next run does these steps again. Make room, or name another folder with --state.',
  }),
  'checklist.files-unread': (args) => ({
    message: `The files that describe the client could not be read for a check: ${arg(args, 'reason')}.`,
    nextCommand: 'ddoauth lint',
  }),
  'checklist.no-urls': () => ({
    message: 'The profile names neither redirect URIs nor an onboarding URL, so none was checked.',
    remedy: 'Put what is registered into the profile, or name the manifest that has it.',
    nextCommand: 'ddoauth init',
  }),
  'checklist.no-test-urls': (args) => ({
    message: `None of ${arg(args, 'count')} redirect and onboarding URLs is for tests.`,
  }),
  'checklist.test-urls': (args) => ({
    message: `These URLs look like ones for tests: ${arg(args, 'urls')}.`,
    remedy:
      arg(args, 'kind') === 'published'
        ? 'Datadog wants them out before submission: take them out and submit again.'
        : 'A test client may have them. Datadog wants them out before submission.',
    nextCommand: 'ddoauth lint',
  }),
  'checklist.all-https': (args) => ({
    message: `All ${arg(args, 'count')} redirect and onboarding URLs are https.`,
  }),
  'checklist.not-https': (args) => ({
    message: `Not https: ${arg(args, 'urls')}.`,
    remedy:
      arg(args, 'kind') === 'published'
        ? 'A code could be read on its way: register https URLs and submit again.'
        : 'A test client may have them. Register https URLs before submission.',
  }),
  'checklist.onboarding-url': (args) => ({
    message: `The onboarding URL is ${arg(args, 'url')}.`,
  }),
  'checklist.onboarding-url-missing': () => ({
    message: 'The profile names no onboarding URL.',
    remedy:
      '"Connect Accounts" on the tile sends the user to it: register one, and put it into the profile as "onboardingUrl".',
  }),
  'checklist.credentials-stored': (args) => ({
    message: `The secret of the published client rests in the ${arg(args, 'where')}.`,
  }),
  'checklist.credentials-given': () => ({
    message: 'The secret of the published client came from the environment.',
  }),
  'checklist.credentials-missing': (args) => ({
    message: `The secret of the published client ${arg(args, 'clientId')} is stored nowhere that this program looks.`,
    remedy:
      'It is shown once. At a terminal the next command asks for it and stores it; a lost one comes from ecosystems@datadog.com.',
    nextCommand: 'ddoauth authorize',
  }),
  'checklist.credentials-simulated': () => ({
    message: 'The simulator takes a secret of its own; the real one is not looked for.',
  }),
  'checklist.all-sites': (args) => ({
    message: `Authorized on all ${arg(args, 'count')} commercial sites.`,
  }),
  'checklist.not-all-sites': (args) => ({
    message: `Not authorized on ${arg(args, 'missing')}; an integration has to work on all sites.`,
    remedy:
      'Datadog gives partners a sandbox on another site on request, once the integration is approved.',
    nextCommand: `ddoauth checklist --site all`,
  }),
  'checklist.scopes-proved': (args) => ({
    message: `All ${arg(args, 'count')} scopes of the client are proved.`,
  }),
  'checklist.scopes-unproved': (args) => ({
    message: `${arg(args, 'proved')} of ${arg(args, 'count')} scopes of the client are proved; not ${arg(args, 'scopes')}.`,
    remedy:
      'Ask for no scope that is not used. --allow-writes proves write scopes; what only a person can see is answered with --answer scopes=yes.',
    nextCommand: 'ddoauth checklist --step scopes --allow-writes',
  }),
  'checklist.closing-page': (args) => ({
    message: `After the authorization the user sees your page (${arg(args, 'urls')}). Does it say that the tab can be closed?`,
    remedy: 'Datadog asks for such a page. Look at it, then answer.',
    nextCommand: 'ddoauth checklist --step closing-page --answer closing-page=yes',
  }),
  'checklist.revocation-not-tried': (args) => ({
    message:
      'Uninstalling revokes the grants, while API keys stay and are disabled by hand. That a revoked grant is gone was not tried: it costs a new authorization.',
    remedy: 'Name the site whose grant may be revoked.',
    nextCommand: `ddoauth checklist --step uninstall --prove-revocation ${arg(args, 'site') || 'us1'}`,
  }),
  'checklist.profile-unusable': (args) => ({
    message: `Profile ${arg(args, 'profile')} could not be tested: ${arg(args, 'reason')}.`,
    ...(arg(args, 'hint') === '' ? {} : { remedy: arg(args, 'hint') }),
  }),
};

function reasonsOf(args: Finding['args']): string {
  return arg(args, 'reasons')
    .split(', ')
    .map((reason) =>
      Object.hasOwn(STALE_WORDS, reason) ? STALE_WORDS[reason as StaleReason] : reason,
    )
    .join(', ');
}
