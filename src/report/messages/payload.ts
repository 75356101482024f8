import type { PAYLOAD_FINDINGS } from '../../catalog/findings/payload.ts';
import type { Finding } from '../../model/report.ts';
import { spanWords } from '../span-words.ts';
import { arg, type Wording } from '../words.ts';

type Args = Finding['args'];

const TAG_RULES =
  'Begin tags with a letter and use letters, digits and _ - : . / only, 200 characters at most.';

/** The sentences about a payload of the user's own. Each names the place as a JSON path. */
export const PAYLOAD_WORDS: Record<keyof typeof PAYLOAD_FINDINGS, Wording> = {
  'payload.valid': (args) => ({
    message: `${arg(args, 'file')} is a payload of ${arg(args, 'dataType')} as documented${warnings(args)}. ${tagWords(args)}`,
  }),
  'payload.invalid': (args) => ({
    message: `${arg(args, 'file')} is no payload of ${arg(args, 'dataType')} that Datadog would keep: ${plural(args['problems'], 'problem')}${warnings(args)}. It was not sent.`,
    remedy: 'Mend what is listed below, then run the command again.',
  }),
  'payload.other-type': (args) => ({
    message: `${at(args)}: this looks like ${arg(args, 'looksLike')}, not ${arg(args, 'dataType')}.`,
    remedy: `Give --data ${arg(args, 'looksLike')}, or the payload that belongs to ${arg(args, 'dataType')}.`,
  }),
  'payload.wrong-type': (args) => ({
    message: `${at(args)} is of type ${arg(args, 'found')}; ${arg(args, 'expected')} is wanted.`,
    ...wrongTypeRemedy(args),
  }),
  'payload.missing-member': (args) => ({
    message: `${at(args)} has no ${arg(args, 'member')}, which is required.`,
  }),
  'payload.unknown-member': (args) => ({
    message: `${at(args)} has a member ${arg(args, 'member')} that is not allowed${meant(args)}.`,
  }),
  'payload.ignored-member': (args) => ({
    message: `${at(args)} has a member ${arg(args, 'member')} that is not documented, so it is probably ignored${meant(args)}.`,
  }),
  'payload.not-in-list': (args) => ({
    message: `${at(args)} is ${arg(args, 'found')}; one of ${arg(args, 'allowed')} is wanted.`,
  }),
  'payload.wrong-form': (args) => ({
    message: `${at(args)} is "${arg(args, 'found')}", which does not match ${arg(args, 'pattern')}.`,
  }),
  'payload.too-short': (args) => ({
    message: `${at(args)} is too short: at least ${plural(args['least'], 'character')} wanted.`,
  }),
  'payload.too-long': (args) => ({
    message: `${at(args)} has ${arg(args, 'found')} characters; at most ${arg(args, 'most')} are taken.`,
  }),
  'payload.out-of-range': (args) => ({
    message: `${at(args)} is ${arg(args, 'found')}, outside of what is taken (${range(args, 'minimum', 'maximum')}).`,
  }),
  'payload.wrong-count': (args) => ({
    message: `${at(args)} has ${plural(args['found'], 'item')}; ${range(args, 'least', 'most')} in one request.`,
  }),
  'payload.holds-nothing': (args) => ({
    message: `${at(args)} is empty: nothing would be stored.`,
  }),
  'payload.too-big': (args) => ({
    message: `The body has ${arg(args, 'bytes')} bytes; one request takes ${arg(args, 'mostBytes')} without compression.`,
    remedy: 'Split it into several requests.',
  }),
  'payload.log-cut': (args) => ({
    message: `${at(args)} has ${arg(args, 'bytes')} bytes; Datadog cuts a log at ${arg(args, 'mostBytes')}.`,
  }),
  'payload.wrong-unit': (args) => ({
    message: `${at(args)} is ${arg(args, 'found')}, which has the size of ${arg(args, 'looksLike')}; ${arg(args, 'expected')} since 1970 are wanted.`,
    remedy: `Write the time in ${arg(args, 'expected')}.`,
  }),
  'payload.not-a-time': (args) => ({
    message: `${at(args)} is "${arg(args, 'found')}", which is no date in ISO 8601.`,
  }),
  'payload.too-old': (args) => ({
    message: `${at(args)} is ${span(args['ageMs'])} old; at most ${span(args['mostMs'])} are taken, and what is older is ${fate(args)}.`,
    ...(args['historical'] === true
      ? { remedy: 'Only historical metrics ingestion, switched on in the org, keeps older points.' }
      : {}),
  }),
  'payload.too-early': (args) => ({
    message: `${at(args)} is ${span(args['aheadMs'])} in the future; at most ${span(args['mostMs'])} are taken, and what is later is ${fate(args)}.`,
    remedy: 'Check the clock and the time zone of what wrote it.',
  }),
  'payload.metric-name-start': (args) => ({
    message: `${at(args)} is "${arg(args, 'found')}"; the name of a metric has to begin with a letter from A to Z.`,
  }),
  'payload.metric-name-changed': (args) => ({
    message: `${at(args)} is "${arg(args, 'found')}"; Datadog keeps it as "${arg(args, 'stored')}".`,
    remedy: 'Use ASCII letters, digits, underscores and periods.',
  }),
  'payload.metric-type-missing': (args) => ({
    message: `${at(args)} has no type; the metric is kept as a gauge.`,
  }),
  'payload.interval-missing': (args) => ({
    message: `${at(args)} is of type ${arg(args, 'type')} and has no interval; counts and rates need the seconds they cover.`,
  }),
  'payload.tag-start': (args) => ({
    message: `${at(args)} has the tag "${arg(args, 'found')}", which does not begin with a letter.`,
    remedy: TAG_RULES,
  }),
  'payload.tag-changed': (args) => ({
    message: `${at(args)} has the tag "${arg(args, 'found')}" with characters that Datadog turns into underscores.`,
    remedy: TAG_RULES,
  }),
  'payload.tag-cut': (args) => ({
    message: `${at(args)} has a tag of ${arg(args, 'length')} characters, more than ${arg(args, 'most')}: "${arg(args, 'found')}…".`,
    remedy: TAG_RULES,
  }),
  'payload.log-member': (args) => ({
    message: `${at(args)}: ${arg(args, 'member')} is an ordinary attribute of a log; ${arg(args, 'meant')} is what Datadog reads.`,
  }),
  'payload.single-object': () => ({
    message: '$ is a single object; the specification wants a list, also for one.',
  }),
  'payload.category-mismatch': (args) => ({
    message: `${at(args)} has no ${arg(args, 'member')}, which events of category ${arg(args, 'category')} need.`,
  }),
  'payload.cumulative': (args) => ({
    message: `${at(args)} is 2 (cumulative); Datadog's OTLP intake takes delta temporality only.`,
    remedy: 'Set the exporter to delta temporality.',
  }),
};

/** The place, and how many more there are like it. */
function at(args: Args): string {
  const others = args['others'];
  const more = typeof others === 'number' ? ` (and ${String(others)} more)` : '';
  return `${arg(args, 'path')}${more}`;
}

function warnings(args: Args): string {
  const count = args['warnings'];
  return typeof count === 'number' && count > 0 ? `, ${plural(count, 'warning')}` : '';
}

function tagWords(args: Args): string {
  const { tagged, untagged } = args;
  if (tagged === 0) return 'It has no room for a tag of this run and is sent as it is.';
  const full = typeof untagged === 'number' && untagged > 0;
  const except = full ? ` ${String(untagged)} could not take it.` : '';
  return `The tag of this run is added in ${plural(tagged, 'place')}, and nothing else is changed.${except}`;
}

function plural(count: unknown, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function meant(args: Args): string {
  const name = arg(args, 'meant');
  return name === '' ? '' : `; ${name} may be meant`;
}

function range(args: Args, least: string, most: string): string {
  const low = arg(args, least);
  const high = arg(args, most);
  if (low !== '' && high !== '') return low === high ? `exactly ${low}` : `from ${low} to ${high}`;
  return low === '' ? `at most ${high}` : `at least ${low}`;
}

function span(ms: unknown): string {
  return typeof ms === 'number' ? spanWords(ms) : '?';
}

function fate(args: Args): string {
  switch (args['outside']) {
    case 'refused':
      return 'refused with 400';
    case 'dropped':
      return 'dropped without a word, although the answer is 2xx';
    default:
      return 'dropped or given another time';
  }
}

function wrongTypeRemedy(args: Args): { remedy?: string } {
  const path = arg(args, 'path');
  if (/\.ddtags$/.test(path)) return { remedy: 'ddtags is one text: "env:prod,team:web".' };
  if (/\.tags$/.test(path) && args['expected'] === 'array') {
    return { remedy: 'tags is a list of texts: ["env:prod", "team:web"].' };
  }
  return {};
}
