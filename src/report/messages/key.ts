import type { KEY_FINDINGS } from '../../catalog/findings/key.ts';
import type { Finding } from '../../model/report.ts';
import { arg, type Wording } from '../words.ts';

/** Where the key of the client is revoked, and what then. */
export function recovery(args: Finding['args']): string {
  const client = arg(args, 'client');
  const name = client === '' ? 'the integration' : `"${client}"`;
  const page = arg(args, 'page');
  const where = page === '' ? '' : ` (${page})`;
  return `Open Organization Settings > API Keys${where}, search for ${name}, revoke its key, then create it again.`;
}

/** `in the OS keychain`, `in /home/me/…/secrets.json`. */
export function inStore(args: Finding['args']): string {
  const where = arg(args, 'where');
  return /^(?:\/|[A-Za-z]:\\)/.test(where) ? `in ${where}` : `in the ${where}`;
}

const createAgain = (args: Finding['args']): string =>
  `ddoauth create-key --site ${arg(args, 'site')}`;

/** How to find out whether a key was made that nobody has. */
const findOut = (args: Finding['args']): string =>
  `Run create-key again: if it creates one, there was none. If it says that a key exists, its value is lost: ${recovery(args)}`;

/** `: "text"`, or nothing without a text. */
const said = (args: Finding['args']): string =>
  arg(args, 'text') === '' ? '' : `: "${arg(args, 'text')}"`;

/** What to look at when nothing could be sent, by kind of failure. */
const NOT_SENT: Readonly<Record<string, string>> = {
  dns: 'The name of the API host cannot be resolved: check the network, the VPN and the DNS.',
  connect: 'Check the network, the proxy and the firewall.',
  timeout: 'Check the network, the proxy and the firewall, which may swallow the connection.',
  tls: 'Something in between may intercept TLS: give its CA with --ca, or go around it.',
  'tls-name':
    'Something in between answers with its own certificate, or the host is not an API host.',
};

/** The sentences of `create-key`. */
export const KEY_WORDS: Record<keyof typeof KEY_FINDINGS, Wording> = {
  'key.created': (args) => ({
    message: `Key ending in ${arg(args, 'last4')} created and saved ${inStore(args)}.`,
  }),
  'key.saved-in-spare': (args) => ({
    message: `Key ending in ${arg(args, 'last4')} created and saved ${inStore(args)}, because the store did not take it: ${arg(args, 'reason')}.`,
    remedy: 'The key is safe, and later runs find it there. Repair the store before the next one.',
    nextCommand: 'ddoauth keys list',
  }),
  'key.save-failed': (args) => ({
    message: `Key ending in ${arg(args, 'last4')} was created but could not be saved: ${arg(args, 'reason')}. Its value was shown above, once.`,
    remedy: `Keep it in a safe place now. ${args['noted'] === true ? 'It also waits, sealed, in the data folder: once the store works, create-key takes it from there. ' : ''}If it is lost: ${recovery(args)}`,
  }),
  'key.reused': (args) => ({
    message: `Key ending in ${arg(args, 'last4')} was ${inStore(args)} already; no new one was asked for.`,
  }),
  'key.declined': (args) => ({
    message: 'No key was asked for.',
    nextCommand: createAgain(args),
  }),
  'key.no-safe-place': (args) => ({
    message: `No key was asked for, since its value could not be kept: ${arg(args, 'reason')}.`,
    remedy:
      `Datadog shows the value once, so the store has to work first. ${arg(args, 'hint')}`.trim(),
    nextCommand: createAgain(args),
  }),
  'key.store-forgets': (args) => ({
    message:
      'No key was asked for: DDOAUTH_STORE=memory forgets it when this run ends, and Datadog shows its value once.',
    remedy: 'Set DDOAUTH_STORE=file, or give --print and keep the value yourself.',
    nextCommand: `ddoauth create-key --print --site ${arg(args, 'site')}`,
  }),
  'key.no-time': (args) => ({
    message:
      'No key was asked for: too little of --timeout is left to wait for the answer, which comes once.',
    nextCommand: createAgain(args),
  }),
  'key.exists-unknown': (args) => ({
    message: `The org on ${arg(args, 'site')} has a key of this client already (${arg(args, 'status')}), and its value is not stored here.`,
    remedy: `A key's value is shown once. If no other machine or store of yours has it, it is lost: ${recovery(args)}`,
    nextCommand: createAgain(args),
  }),
  'key.intent-left': (args) => ({
    message: `The org on ${arg(args, 'site')} has a key of this client (${arg(args, 'status')}) and its value is lost: run ${arg(args, 'runId')} asked for it at ${arg(args, 'askedAt')} and ended before it could save the answer.`,
    remedy: recovery(args),
    nextCommand: createAgain(args),
  }),
  'key.intent-open': (args) => ({
    message: `Run ${arg(args, 'runId')} asked for a key on ${arg(args, 'site')} at ${arg(args, 'askedAt')} and never learnt the outcome: a key may exist whose value is lost.`,
    remedy: findOut(args),
    // With a key in the store, another one has to be asked for by name.
    nextCommand:
      args['stored'] === true
        ? `ddoauth create-key --new --site ${arg(args, 'site')}`
        : createAgain(args),
  }),
  'key.new-refused': (args) => ({
    message: `No new key: the org on ${arg(args, 'site')} has one of this client already (${arg(args, 'status')}). The stored one ending in ${arg(args, 'last4')} is kept.`,
    remedy: `A client has one key in an org. To replace it: ${recovery(args)}`,
    nextCommand: `ddoauth create-key --new --site ${arg(args, 'site')}`,
  }),
  'key.conflict': (args) => ({
    message: `${arg(args, 'site')} answered 409${said(args)}. No key was created by this request.`,
    remedy: `If that means that the org has a key of this client: ${recovery(args)}`,
    nextCommand: createAgain(args),
  }),
  'key.scope-missing': (args) => ({
    message:
      args['granted'] === true
        ? `${arg(args, 'site')} says that a scope is missing (403)${said(args)}, although the grant lists api_keys_write.`
        : `The grant on ${arg(args, 'site')} does not have api_keys_write (403).`,
    remedy:
      'Add the scope to the client (Datadog offers it to partner clients only), then authorize again: a grant keeps the scopes it was given.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'key.permission-missing': (args) => ({
    message: `api_keys_write is granted on ${arg(args, 'site')}, but the user who consented may not create API keys (403)${said(args)}.`,
    remedy: `Let a user whose role has the permission ${arg(args, 'permission') || 'API Keys Write (api_keys_write)'} authorize the client: a scope never gives more than the role.`,
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'key.forbidden': (args) => ({
    message: `${arg(args, 'site')} refused the key (403)${said(args)}. Either the grant lacks api_keys_write, or the user who consented lacks the permission, or the org does not have the product.`,
    remedy:
      'Authorize again as a user who may create API keys; the answer then names the scopes that were granted.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'key.token-refused': (args) => ({
    message: `${arg(args, 'site')} refused the access token (${arg(args, 'status')}).`,
    remedy: 'The grant was revoked, or the token is of another site. No key was created.',
    nextCommand: `ddoauth authorize --site ${arg(args, 'site')}`,
  }),
  'key.not-offered': (args) => ({
    message: `${arg(args, 'site')} does not offer the marketplace key to this client (${arg(args, 'status')})${said(args)}.`,
    remedy:
      'Only clients of technology partners have it. Check the site, and that no gateway is in between.',
    nextCommand: `ddoauth check-regions --site ${arg(args, 'site')}`,
  }),
  'key.bad-request': (args) => ({
    message: `${arg(args, 'site')} did not understand the request (400)${said(args)}. No key was created.`,
    remedy:
      'The request has a bearer token and no body, as documented. Look at the exchange with -v; a gateway may change it.',
  }),
  'key.refused': (args) => ({
    message: `${arg(args, 'site')} refused the key (${arg(args, 'status')})${said(args)}. No key was created.`,
    remedy: 'Look at the exchange with -v.',
  }),
  'key.rate-limited': (args) => ({
    message: `${arg(args, 'site')} limits requests now (429); no key was created.`,
    remedy:
      args['seconds'] === undefined
        ? 'Try again after the limit has been reset.'
        : `Try again in ${arg(args, 'seconds')} s, when the limit ${arg(args, 'limit')} is reset.`.replace(
            '  ',
            ' ',
          ),
    nextCommand: createAgain(args),
  }),
  'key.unavailable': (args) => ({
    message: `${arg(args, 'site')} answered ${arg(args, 'status')}${said(args)}: a key may have been created all the same.`,
    remedy: findOut(args),
    nextCommand: createAgain(args),
  }),
  'key.unreachable': (args) => ({
    message: `No connection to ${arg(args, 'site')}: ${arg(args, 'reason')}. Nothing was sent, so no key was created.`,
    remedy: NOT_SENT[arg(args, 'kind')] ?? 'Check the network and the proxy.',
    nextCommand: `ddoauth check-regions --site ${arg(args, 'site')}`,
  }),
  'key.perhaps-created': (args) => ({
    message: `The connection to ${arg(args, 'site')} was lost after the request had been sent (${arg(args, 'reason')}): a key may exist.`,
    remedy: findOut(args),
    nextCommand: createAgain(args),
  }),
  'key.redirected': (args) => ({
    message: `${arg(args, 'site')} answered with a redirect (${arg(args, 'status')})${arg(args, 'to') === '' ? '' : ` to ${arg(args, 'to')}`}, which the API never does.`,
    remedy: `A proxy or a gateway is in between. ${findOut(args)}`,
    nextCommand: `ddoauth check-regions --site ${arg(args, 'site')}`,
  }),
  'key.gateway-answer': (args) => ({
    message: `A page came instead of an answer of the API (${arg(args, 'status')}): a proxy, firewall or gateway refused the request to ${arg(args, 'site')}.`,
    remedy: 'Let the API host through, or go around the proxy.',
    nextCommand: `ddoauth check-regions --site ${arg(args, 'site')}`,
  }),
  'key.unexpected-answer': (args) => ({
    message: `${arg(args, 'site')} answered ${arg(args, 'status')} with ${arg(args, 'kind') === 'page' ? 'a page' : 'something'} that holds no key: one may have been created.`,
    remedy: `A gateway may have answered. ${findOut(args)}`,
    nextCommand: createAgain(args),
  }),
  'key.valid': (args) => ({
    message: `${arg(args, 'site')} knows the key ending in ${arg(args, 'last4')}.`,
  }),
  'key.invalid': (args) => ({
    message: `${arg(args, 'site')} does not accept the key ending in ${arg(args, 'last4')} (${arg(args, 'reason')}).`,
    remedy: `It was revoked, or it belongs to another site: keys whose finds out which. If it was revoked, create-key --new asks for another one; that works once the org has no key of this client any more.`,
    nextCommand: `ddoauth keys whose --stored ${arg(args, 'last4')}`,
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
