import type { INIT_FINDINGS } from '../../catalog/findings/init.ts';
import type { Finding } from '../../model/report.ts';
import { shellWord } from '../shell-word.ts';
import { arg, type Wording } from '../words.ts';

/** The command that goes on from here. */
function next(args: Finding['args'], command: string): string {
  const profile = args['named'] === true ? ` --profile ${shellWord(arg(args, 'profile'))}` : '';
  const simulator = arg(args, 'simulator');
  return `ddoauth ${command}${profile}${simulator === '' ? '' : ` --simulator ${simulator}`}`;
}

const written =
  (what: (args: Finding['args']) => string): Wording =>
  (args) => {
    const nextCommand = next(args, 'authorize');
    const byDefault = arg(args, 'defaultProfile');
    const isDefault = byDefault === '' ? '' : ` "${byDefault}" is the default profile.`;
    return { message: `${what(args)}${isDefault}`, nextCommand };
  };

const profile = (args: Finding['args']): string => `profile "${arg(args, 'profile')}"`;

/** What RFC 7591 §3.2.2 means by its codes. */
const REFUSALS: Readonly<Record<string, string>> = {
  invalid_redirect_uri:
    'Give redirect URIs that the site takes: http on 127.0.0.1 or localhost, or https.',
  invalid_client_metadata:
    'Something of what was registered is not taken: check redirect URIs, scopes and name.',
  invalid_software_statement: 'The site wants a software statement, which ddoauth does not have.',
  unapproved_software_statement:
    'The site wants a software statement, which ddoauth does not have.',
};

/** The sentences of `init`. */
export const INIT_WORDS: Record<keyof typeof INIT_FINDINGS, Wording> = {
  'init.created': written((args) => `Wrote ${arg(args, 'file')} with ${profile(args)}.`),
  'init.added': written((args) => `Added ${profile(args)} to ${arg(args, 'file')}.`),
  'init.changed': written(
    (args) => `Changed ${profile(args)} in ${arg(args, 'file')}: ${arg(args, 'changes')}.`,
  ),
  'init.unchanged': written(
    (args) => `Nothing changes: ${profile(args)} is in ${arg(args, 'file')} already, just so.`,
  ),
  'init.kept': (args) => ({
    message: `Nothing was written: ${profile(args)} in ${arg(args, 'file')} stays as it was.`,
  }),
  'init.secret-stored': (args) => ({
    message: `The client secret rests in the store (${arg(args, 'where')}).`,
  }),
  'init.secret-known': (args) => ({
    message: `The store has this client secret already (${arg(args, 'where')}).`,
  }),
  'init.secret-left-out': () => ({
    message:
      'No client secret was given: set DDOAUTH_CLIENT_SECRET, or let a later command ask for it.',
  }),
  'init.registered': (args) => ({
    message: `Registered public client ${arg(args, 'clientId')} on ${arg(args, 'site')}.`,
  }),
  'init.registered-before': (args) => ({
    message: `Public client ${arg(args, 'clientId')} was registered on ${arg(args, 'site')} on ${arg(args, 'registeredAt')} with the same redirect URIs and scopes; --again registers another one.`,
  }),
  'init.registered-elsewhere': (args) => ({
    message: `The profile has public client ${arg(args, 'clientId')} for ${arg(args, 'site')}, which was not registered from here (but on another machine, or in a simulator); --again registers another one.`,
  }),
  'init.registered-otherwise': (args) => ({
    message: `Registered public client ${arg(args, 'clientId')} on ${arg(args, 'site')}, but without ${arg(args, 'missing')}.`,
    remedy: `The site took ${arg(args, 'redirectUris')}; use one of these with --redirect-uri.`,
  }),
  'init.registered-with-secret': (args) => ({
    message: `Registered client ${arg(args, 'clientId')} on ${arg(args, 'site')}, and the site gave it a secret, which public clients have not.`,
    remedy:
      'The secret was not kept; if the token endpoint wants one, this site has no public clients.',
  }),
  'init.register-refused': (args) => ({
    message: `${arg(args, 'site')} did not register the client (${arg(args, 'status')}${why(args)}).`,
    remedy:
      REFUSALS[arg(args, 'error')] ??
      'Correct what the site names; nothing was registered and nothing was written.',
    nextCommand: 'ddoauth init --help',
  }),
  'init.register-absent': (args) => ({
    message: `${arg(args, 'site')} registers no clients: it answered ${arg(args, 'status')}.`,
    remedy:
      'Registration is a preview that a site may not have: try another site, or use the test client of an integration.',
    nextCommand: 'ddoauth init --register --site us1',
  }),
  'init.register-limited': (args) => ({
    message: `${arg(args, 'site')} registers no more clients for now (429).`,
    remedy:
      arg(args, 'retryAfter') === ''
        ? 'Wait some minutes and try again; nothing was registered.'
        : `Try again after ${arg(args, 'retryAfter')} seconds; nothing was registered.`,
  }),
  'init.register-unclear': (args) => ({
    message: `${arg(args, 'site')} answered ${arg(args, 'status')}, with neither a client nor a reason: whether one was registered is not known.`,
    remedy: 'Try again later; a client that nobody knows the id of does no harm.',
  }),
  'init.register-unreachable': (args) => ({
    message: `${arg(args, 'site')} gave no answer: ${arg(args, 'detail') || arg(args, 'code')}.`,
    remedy: 'Check the network, then try again.',
    nextCommand: `ddoauth check-regions --site ${arg(args, 'site')} --only dns,tls`,
  }),
};

/** `: invalid_redirect_uri, words of the site`. */
function why(args: Finding['args']): string {
  const said = [arg(args, 'error'), arg(args, 'description')].filter((text) => text !== '');
  return said.length === 0 ? '' : `: ${said.join(', ')}`;
}
