import type { KEYS_FINDINGS } from '../../catalog/findings/keys.ts';
import { arg, type Wording } from '../words.ts';
import { inStore, recovery } from './key.ts';

/** `ending in 251b`, where the end may be shown. */
const ending = (last4: string): string => (last4 === '' ? 'the key' : `the key ending in ${last4}`);

/** The sentences of `keys`. */
export const KEYS_WORDS: Record<keyof typeof KEYS_FINDINGS, Wording> = {
  'keys.listed': (args) => ({
    message: `Key ending in ${arg(args, 'last4')} · org ${arg(args, 'org') || '(not named)'} · client ${arg(args, 'clientId')} · created ${arg(args, 'createdAt')} · ${inStore(args)}`,
  }),
  'keys.none': (args) => ({
    message: `No API key is stored that is meant (${arg(args, 'where')}).`,
    nextCommand: 'ddoauth keys list',
  }),
  'keys.site-unknown': (args) => ({
    message: `The key ending in ${arg(args, 'last4')} is of ${arg(args, 'site')}, which is no site of this configuration.`,
    remedy: 'Give the config that names the site.',
    nextCommand: 'ddoauth sites',
  }),
  'keys.forgotten': (args) => ({
    message: `Key ending in ${arg(args, 'last4')} of ${arg(args, 'site')} is no longer ${inStore(args)}. Datadog still has it, and it works until somebody revokes it${arg(args, 'page') === '' ? '' : ` at ${arg(args, 'page')}`}.`,
  }),
  'keys.intent-forgotten': (args) => ({
    message: `The note is gone that run ${arg(args, 'runId')} asked for a key on ${arg(args, 'site')} at ${arg(args, 'askedAt')} and never learnt the outcome. If it exists, its value is lost.`,
    remedy: `To revoke it: ${recovery(args)}`,
  }),
  'keys.kept': () => ({ message: 'Nothing was forgotten.', nextCommand: 'ddoauth keys list' }),
  'keys.not-shown': () => ({
    message: 'The key was shown to no site.',
    nextCommand: 'ddoauth keys whose',
  }),
  'keys.wrong-kind': (args) => ({
    message: `This is ${arg(args, 'kind') === 'application-key' ? 'an application key (40 hex digits)' : 'an access token'}, not an API key (32 hex digits). It was shown to no site.`,
    remedy:
      arg(args, 'kind') === 'application-key'
        ? 'An application key goes into DD-APPLICATION-KEY, beside an API key in DD-API-KEY. Data is sent with the API key alone.'
        : 'An access token goes into Authorization: Bearer. Data is sent with an API key, which create-key gets.',
    nextCommand: 'ddoauth keys list',
  }),
  'keys.belongs': (args) => ({
    message: `${capital(ending(arg(args, 'last4')))} belongs to ${arg(args, 'site')}: use its hosts, api at ${arg(args, 'host')}.`,
  }),
  'keys.belongs-elsewhere': (args) => ({
    message: `${capital(ending(arg(args, 'last4')))} is stored for ${arg(args, 'stored')} and belongs to ${arg(args, 'site')}.`,
    remedy: `A key works on its own site only: send data to the hosts of ${arg(args, 'site')}, and create a key of its own for ${arg(args, 'stored')}.`,
    nextCommand: `ddoauth create-key --new --site ${arg(args, 'stored')}`,
  }),
  'keys.belongs-nowhere': (args) => ({
    message: `No site knows ${ending(arg(args, 'last4'))}: ${arg(args, 'asked')} refuse it.`,
    remedy: `It was revoked, is cut or mistyped${arg(args, 'others') === '' ? '' : `, or is of a site that was not asked (${arg(args, 'others')}); --site names those`}.`,
    nextCommand: 'ddoauth create-key',
  }),
  'keys.belongs-twice': (args) => ({
    message: `${arg(args, 'sites')} all accept ${ending(arg(args, 'last4'))}: a key works on one site only.`,
    remedy: 'Something between here and Datadog answers for it; look at the exchanges with -v.',
  }),
  'keys.undecided': (args) => ({
    message: `Whose ${ending(arg(args, 'last4'))} is could not be found out: ${arg(args, 'silent')} gave no answer, and no other site knows it.`,
    remedy: 'Ask again when they can be reached.',
    nextCommand: 'ddoauth check-regions',
  }),
  'keys.known': (args) => ({ message: `${arg(args, 'site')} knows the key.` }),
  'keys.not-known': (args) => ({ message: `${arg(args, 'site')} does not know the key.` }),
  'keys.not-answered': (args) => ({
    message: `${arg(args, 'site')} gave no answer: ${arg(args, 'reason')}.`,
  }),
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
