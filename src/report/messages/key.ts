import type { KEY_FINDINGS } from '../../catalog/findings/key.ts';
import { arg, type Wording } from '../words.ts';

const RECOVERY =
  'Open Organization Settings > API Keys, search for the integration, revoke its key, then create it again.';

/** The sentences of `create-key`. */
export const KEY_WORDS: Record<keyof typeof KEY_FINDINGS, Wording> = {
  'key.created': (args) => ({
    message: `Key ending in ${arg(args, 'last4')} created and saved in the ${arg(args, 'where')}.`,
  }),
  'key.reused': (args) => ({
    message: `Key ending in ${arg(args, 'last4')} was in the ${arg(args, 'where')} already; no new one was asked for.`,
  }),
  'key.exists-unknown': (args) => ({
    message: `The org on ${arg(args, 'site')} has a key of this client (409), and its value is not stored here.`,
    remedy: `A key's value is shown once. ${RECOVERY}`,
    nextCommand: `ddoauth create-key --site ${arg(args, 'site')}`,
  }),
  'key.intent-left': (args) => ({
    message: `An earlier run asked for the key on ${arg(args, 'site')} and ended before it could read it: the key exists and its value is lost.`,
    remedy: RECOVERY,
    nextCommand: `ddoauth create-key --site ${arg(args, 'site')}`,
  }),
  'key.scope-missing': (args) => ({
    message: `The grant on ${arg(args, 'site')} does not have api_keys_write.`,
    remedy: 'Add the scope to the client, then authorize again.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'key.permission-missing': (args) => ({
    message: `api_keys_write is granted on ${arg(args, 'site')}, but the user who consented may not create API keys (403).`,
    remedy: 'Let a user with the permission API Keys Write authorize the client.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'key.token-refused': (args) => ({
    message: `${arg(args, 'site')} refused the access token (401).`,
    remedy: 'The grant was revoked, or the token is of another site.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'key.not-offered': (args) => ({
    message: `${arg(args, 'site')} has no endpoint for marketplace keys (404).`,
    remedy: 'Check the site; a gateway may be in between.',
    nextCommand: `ddoauth check-regions --site ${arg(args, 'site')}`,
  }),
  'key.rate-limited': (args) => ({
    message: `${arg(args, 'site')} limits requests now (429); no key was created.`,
    remedy: 'Try again after the limit has been reset.',
    nextCommand: `ddoauth create-key --site ${arg(args, 'site')}`,
  }),
  'key.unavailable': (args) => ({
    message: `${arg(args, 'site')} answered ${arg(args, 'status')}; whether it created a key is not known.`,
    remedy: `Run create-key again: "created" means all is well. If it then says that a key exists: ${RECOVERY}`,
    nextCommand: `ddoauth create-key --site ${arg(args, 'site')}`,
  }),
  'key.unreachable': (args) => ({
    message: `No connection to ${arg(args, 'site')}: ${arg(args, 'reason')}. No key was created.`,
    nextCommand: `ddoauth check-regions --site ${arg(args, 'site')}`,
  }),
  'key.perhaps-created': (args) => ({
    message: `The connection to ${arg(args, 'site')} was lost after the request had been sent (${arg(args, 'reason')}): a key may exist.`,
    remedy: `Run create-key again. If it says that a key exists: ${RECOVERY}`,
    nextCommand: `ddoauth create-key --site ${arg(args, 'site')}`,
  }),
  'key.unexpected-answer': (args) => ({
    message: `${arg(args, 'site')} answered ${arg(args, 'status')} in a form that holds no key.`,
    remedy: 'Look at the exchange with -v; a gateway may have answered.',
  }),
  'key.save-failed': (args) => ({
    message: `Key ending in ${arg(args, 'last4')} was created but could not be saved: ${arg(args, 'reason')}. Its value was shown above, once.`,
    remedy: `Keep it in a safe place now. If it is lost: ${RECOVERY}`,
  }),
  'key.declined': () => ({ message: 'No key was asked for.', nextCommand: 'ddoauth create-key' }),
  'key.valid': (args) => ({
    message: `${arg(args, 'site')} knows the key ending in ${arg(args, 'last4')}.`,
  }),
  'key.invalid': (args) => ({
    message: `${arg(args, 'site')} does not accept the key ending in ${arg(args, 'last4')} (${arg(args, 'reason')}).`,
    remedy: 'It was revoked, or it belongs to another site.',
    nextCommand: `ddoauth create-key --new --site ${arg(args, 'site')}`,
  }),
  'key.refused-elsewhere': (args) => ({
    message: `${arg(args, 'other')} refuses the key of ${arg(args, 'site')}, as it must.`,
  }),
  'key.accepted-elsewhere': (args) => ({
    message: `${arg(args, 'other')} accepts the key of ${arg(args, 'site')}: a key must work on its own site only.`,
    remedy: 'Something between here and Datadog answers for it; look at the exchange with -v.',
  }),
  'key.check-inconclusive': (args) => ({
    message: `Whether ${arg(args, 'site')} knows the key could not be found out: ${arg(args, 'reason')}.`,
  }),
};
