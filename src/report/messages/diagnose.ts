import type { DIAGNOSE_FINDINGS } from '../../catalog/findings/diagnose.ts';
import { LINKS, type LinkName } from '../../catalog/spec-links.ts';
import type { Finding, Link } from '../../model/report.ts';
import { arg, type Wording } from '../words.ts';

const SURE: Readonly<Record<string, string>> = {
  certain: 'Recognised for certain',
  likely: 'Probably recognised',
  possible: 'Possibly this, but others use the same words',
};

function causeList(args: Finding['args']): string {
  const { causes } = args;
  const list = typeof causes === 'object' ? causes : [];
  return list.length === 0
    ? ''
    : `\nCauses, likeliest first:${list.map((cause, index) => `\n${String(index + 1)}. ${cause}`).join('')}`;
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

/** The rule's entry in docs/errors.md of the package, with the command that shows it in the terminal. */
function entryOf(args: Finding['args']): Link[] {
  const rule = arg(args, 'rule');
  const title = `All about it: ddoauth diagnose --list ${rule}, or in the package`;
  return rule === '' ? [] : [{ title, url: `docs/errors.md#${rule}` }];
}

function pagesOf(args: Finding['args']): Link[] {
  const { pages } = args;
  const names = typeof pages === 'object' ? pages : [];
  return names
    .filter((name): name is LinkName => Object.hasOwn(LINKS, name))
    .map((name) => LINKS[name]);
}

/** The sentences of `diagnose`. */
export const DIAGNOSE_WORDS: Record<keyof typeof DIAGNOSE_FINDINGS, Wording> = {
  'diagnose.recognised': (args) => ({
    message: `${arg(args, 'title')}.\n${SURE[arg(args, 'sure')] ?? 'Recognised'}, by "${arg(args, 'evidence')}".${causeList(args)}`,
    remedy: arg(args, 'fix'),
    nextCommand: arg(args, 'nextCommand'),
    links: [...entryOf(args), ...pagesOf(args)],
  }),
  'diagnose.rule-listed': (args) => ({
    message: `${arg(args, 'rule')}: ${arg(args, 'title')}.`,
  }),
  'diagnose.rule-explained': (args) => ({
    message: `${arg(args, 'title')}.${causeList(args)}`,
    remedy: arg(args, 'fix'),
    nextCommand: arg(args, 'nextCommand'),
    links: pagesOf(args),
  }),
  'diagnose.not-recognised': (args) => ({
    message: `No rule knows this text: "${arg(args, 'text')}"`,
    remedy: `Run the failing step with --verbose and give the whole answer, its status and URL. If it stays unknown, send to Datadog support: ${supportList(args)}.`,
    nextCommand: 'ddoauth check-regions --verbose',
  }),
};
