import type { DIAGNOSE_FINDINGS } from '../../catalog/findings/diagnose.ts';
import type { Finding } from '../../model/report.ts';
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

/** The sentences of `diagnose`. */
export const DIAGNOSE_WORDS: Record<keyof typeof DIAGNOSE_FINDINGS, Wording> = {
  'diagnose.recognised': (args) => ({
    message: `${arg(args, 'title')}.\n${SURE[arg(args, 'sure')] ?? 'Recognised'}, by "${arg(args, 'evidence')}".${causeList(args)}`,
    remedy: arg(args, 'fix'),
    nextCommand: arg(args, 'nextCommand'),
  }),
  'diagnose.not-recognised': (args) => ({
    message: `No rule knows this text: "${arg(args, 'text')}"`,
    remedy: `Run the failing step with --verbose and give the whole answer, its status and URL. If it stays unknown, send to Datadog support: ${supportList(args)}.`,
    nextCommand: 'ddoauth check-regions --verbose',
  }),
};
