import type { CHECKLIST_FINDINGS } from '../../catalog/findings/checklist.ts';
import { arg, type Wording } from '../words.ts';

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
  'checklist.sites-after-approval': () => ({
    message: 'A test client lives in its own sandbox only; other sites are tested after approval.',
  }),
  'checklist.sites-incomplete': (args) => ({
    message: `Not authorized on ${arg(args, 'missing')}.`,
    remedy: 'See step 1 for the reason.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'missing').replaceAll(', ', ',')}`,
  }),
  'checklist.scope-by-key': (args) => ({
    message: `Proved on ${arg(args, 'site')} by the key that step 2 created.`,
  }),
  'checklist.submit': (args) => ({
    message:
      arg(args, 'kind') === 'published'
        ? 'Everything that can be tested from here was tested with the published client.'
        : 'Ready: submit the integration in the Developer Platform.',
    remedy:
      'By hand: no testing URL is left among redirect and onboarding URLs, and after submission the tests are repeated with the new client id and secret.',
  }),
  'checklist.not-ready': (args) => ({
    message: `Not ready to submit: ${arg(args, 'count')} checks are open (${arg(args, 'open')}).`,
  }),
  'checklist.step-blocked': (args) => ({
    message: `Not tried: there is no grant for ${arg(args, 'site')}.`,
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
};
