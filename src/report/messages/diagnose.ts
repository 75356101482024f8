import type { DIAGNOSE_FINDINGS } from '../../catalog/findings/diagnose.ts';
import { LINKS, type LinkName } from '../../catalog/spec-links.ts';
import type { Finding, Link } from '../../model/report.ts';
import { errorEntry } from '../error-entry.ts';
import { arg, type Wording } from '../words.ts';

const SURE: Readonly<Record<string, string>> = {
  certain: 'Recognised for certain',
  likely: 'Probably recognised',
  possible: 'Possibly this, but others use the same words',
};

const SAID: Readonly<Record<string, string>> = {
  yes: 'Yes',
  no: 'No',
  unknown: 'Not told',
};

/** What to run when the answer to a live question is no, by question. */
const AFTER_NO: Readonly<Record<string, string>> = {
  'client-known-here': 'ddoauth check-regions --only client --site all',
  'client-secret-accepted': 'ddoauth diagnose --list client-authentication',
  'redirect-uri-accepted': 'ddoauth diagnose --list redirect-uri-mismatch',
  'access-token-alive': 'ddoauth grants refresh --site SITE',
  'grant-refreshes': 'ddoauth authorize --site SITE',
  'api-key-valid-here': 'ddoauth keys validate --site SITE',
  'host-resolves': 'ddoauth check-regions --only dns,tls --site SITE',
  'host-reachable': 'ddoauth check-regions --only dns,tls --site SITE',
  'certificate-names-host': 'ddoauth check-regions --only dns,tls --site SITE',
  'certificate-trusted': 'ddoauth check-regions --only dns,tls --site SITE',
  'clock-right': 'ddoauth diagnose --environment',
};

/** Pages beside the entry of the error: the entry has them all. */
const PAGES_TOLD = 2;

/** Open causes that are told in full, without and beside a confirmed one. */
const OPEN_TOLD = { alone: 5, beside: 2 };

/** Open causes that are told how to check by hand. */
const CHECKS_TOLD = 3;

function listOf(args: Finding['args'], name: string): readonly string[] {
  const list = args[name];
  return typeof list === 'object' ? list : [];
}

/** Some causes in full, with what to do about the first open ones; the others by name. */
function causeList(args: Finding['args']): string {
  const [texts, states] = [listOf(args, 'causes'), listOf(args, 'causeStates')];
  const [ids, byHand] = [listOf(args, 'causeIds'), listOf(args, 'byHand')];
  const isConfirmed = states.includes('confirmed');
  const most = isConfirmed ? OPEN_TOLD.beside : OPEN_TOLD.alone;
  const open = states.flatMap((state, index) => (state === 'open' ? [index] : []));
  const told = states.flatMap((state, index) => (state === 'confirmed' ? [index] : []));
  let checks = isConfirmed ? 0 : CHECKS_TOLD;
  const lines = [...told, ...open.slice(0, most)].map((cause, index) => {
    const line = `${String(index + 1)}. ${texts[cause] ?? ''}`;
    const check = byHand[cause] ?? '';
    if (check === '' || checks === 0) return line;
    checks -= 1;
    return `${line}\n   To check: ${check}`;
  });
  const names = (label: string, some: readonly (string | undefined)[]): string[] =>
    some.length === 0 ? [] : [`${label}: ${some.join(', ')}.`];
  return [
    '',
    ...(lines.length === 0 ? [] : ['Causes:', ...lines]),
    ...names(
      'Less likely',
      open.slice(most).map((cause) => ids[cause]),
    ),
    ...names(
      'Ruled out',
      ids.filter((_, index) => states[index] === 'ruled-out'),
    ),
  ].join('\n');
}

const KINDS: Readonly<Record<string, string>> = {
  har: 'a HAR',
  curl: 'a curl command',
  code: 'a request in code',
  http: 'a raw HTTP exchange',
  'authorize-url': 'an authorize URL',
  'callback-url': 'a callback URL',
  'onboarding-url': 'an onboarding URL',
  'api-url': 'a URL of the API',
  'errors-json': "Datadog's error JSON",
  'oauth-json': 'an OAuth error as JSON',
  json: 'JSON',
  page: 'a web page',
  'stack-trace': 'a stack trace',
  log: 'a log',
};

const ROLES: Readonly<Record<string, string>> = {
  authorize: 'the authorization request',
  callback: 'the callback',
  onboarding: 'the onboarding URL',
  token: 'the token request',
  revoke: 'the revocation',
  api: 'API calls',
  intake: 'data sent',
};

function count(args: Finding['args'], name: string, one: string): string {
  const number = Number(arg(args, name));
  return number > 0 ? `${String(number)} ${one}${number === 1 ? '' : 's'}` : '';
}

/** What the input was taken for: `Read as a HAR with 7 exchanges, 1 authorization flow.` */
function readAs(args: Finding['args']): string {
  const kind = KINDS[arg(args, 'inputKind')];
  if (kind === undefined) return '';
  const language = arg(args, 'language') === '' ? '' : ` of ${arg(args, 'language')}`;
  const inputs =
    Number(arg(args, 'inputs')) > 1
      ? ` and ${String(Number(arg(args, 'inputs')) - 1)} more, together`
      : '';
  const isUrl = arg(args, 'inputKind').endsWith('-url');
  const parts = isUrl
    ? []
    : [count(args, 'requests', 'exchange'), count(args, 'flows', 'authorization flow')];
  const held = parts.filter((part) => part !== '').join(', ');
  const cut = arg(args, 'cut') === '' ? '' : ' (cut off: read as far as it goes)';
  return `Read as ${kind}${language}${inputs}${held === '' ? '' : ` with ${held}`}${cut}.\n`;
}

function judgedList(args: Finding['args']): string {
  return listOf(args, 'judged')
    .map((role) => ROLES[role] ?? role)
    .join(', ');
}

/** What Datadog's support needs, with what is known filled in. */
function supportList(args: Finding['args']): string {
  const part = (name: string, words: string): string => {
    const value = arg(args, name);
    return value === '' ? words : `${words} (${value})`;
  };
  return [
    part('clientId', 'the client id'),
    part('site', 'the site'),
    part('at', 'the time with its time zone'),
    part('requestId', 'the request id (header x-request-id or dd-request-id)'),
    'the text without secrets',
  ].join(', ');
}

function entryOf(args: Finding['args']): Link[] {
  const rule = arg(args, 'rule');
  return rule === '' ? [] : [errorEntry(rule)];
}

function pagesOf(args: Finding['args']): Link[] {
  return listOf(args, 'pages')
    .filter((name): name is LinkName => Object.hasOwn(LINKS, name))
    .map((name) => LINKS[name]);
}

/** The sentences of `diagnose`. */
export const DIAGNOSE_WORDS: Record<keyof typeof DIAGNOSE_FINDINGS, Wording> = {
  'diagnose.recognised': (args) => ({
    message: `${arg(args, 'title')}.\n${readAs(args)}${SURE[arg(args, 'sure')] ?? 'Recognised'}, by "${arg(args, 'evidence')}".${causeList(args)}`,
    remedy: arg(args, 'fix'),
    nextCommand: arg(args, 'nextCommand'),
    links: [...entryOf(args), ...pagesOf(args).slice(0, PAGES_TOLD)],
  }),
  'diagnose.rule-listed': (args) => ({
    message: `${arg(args, 'rule')}: ${arg(args, 'title')}.`,
  }),
  'diagnose.rule-explained': (args) => ({
    message: `${arg(args, 'title')}.${listOf(args, 'causes')
      .map((cause, index) => `\n${String(index + 1)}. ${cause}`)
      .join('')}`,
    remedy: arg(args, 'fix'),
    nextCommand: arg(args, 'nextCommand'),
    links: pagesOf(args),
  }),
  'diagnose.nothing-seen': (args) => ({
    message: `${readAs(args)}Nothing wrong is seen in it. Looked at: ${judgedList(args)}.`,
    remedy:
      arg(args, 'client') === ''
        ? 'Whether Datadog knows the client and its redirect URI does not show here: give --profile, so that both are compared with its settings, and add the answer that came.'
        : 'What Datadog has registered does not show here: add the answer that came, with its status.',
    nextCommand: 'ddoauth authorize --verbose',
  }),
  'diagnose.not-recognised': (args) => ({
    message: `${readAs(args)}No rule knows this text: "${arg(args, 'text')}"`,
    remedy: `Run the failing step with --verbose and give the whole answer, its status and URL. If it stays unknown, send to Datadog support: ${supportList(args)}.`,
    nextCommand: 'ddoauth check-regions --verbose',
  }),
  'diagnose.asked': (args) => {
    const hosts = arg(args, 'hosts');
    const whom = hosts === '' ? '' : ` Asked: ${hosts}.`;
    const message = `${SAID[arg(args, 'answer')] ?? 'Not told'}: ${arg(args, 'because')}.${whom}`;
    const next = arg(args, 'answer') === 'no' ? AFTER_NO[arg(args, 'question')] : undefined;
    return next === undefined
      ? { message }
      : { message, nextCommand: next.replace('SITE', arg(args, 'site')) };
  },
};
