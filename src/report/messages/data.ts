import type { DATA_FINDINGS } from '../../catalog/findings/data.ts';
import type { Finding, Link } from '../../model/report.ts';
import { spanWords } from '../span-words.ts';
import { arg, type Wording, type Words } from '../words.ts';

type Args = Finding['args'];

/** The sentences about data that was sent with an API key. */
export const DATA_WORDS: Record<keyof typeof DATA_FINDINGS, Wording> = {
  'data.observed': (args) => ({
    message: `Sent to ${arg(args, 'host')} and read back after ${seconds(args['delayMs'])} s${reader(args)}${count(args)}.`,
  }),
  'data.partly-observed': (args) => ({
    message: `${arg(args, 'host')} accepted ${arg(args, 'plural')}; ${arg(args, 'seen')} of ${arg(args, 'expected')} could be read back within ${seconds(args['waitedMs'])} s.`,
    remedy:
      'The rest may need more time, or something in the org keeps it away (index filters, sampling, equal events that are counted as one). Wait longer with --read-back-timeout, or look in the web app.',
    links: lookAt(args),
  }),
  'data.not-seen-yet': (args) => ({
    message: `${arg(args, 'host')} accepted ${arg(args, 'plural')}, not seen yet after ${seconds(args['waitedMs'])} s with ${arg(args, 'operation')}. Ingestion can take minutes.`,
    remedy: notSeenRemedy(args),
    links: lookAt(args),
  }),
  'data.outside-window': (args) => ({
    message: `${arg(args, 'host')} accepted ${arg(args, 'plural')}, and they did not arrive within ${seconds(args['waitedMs'])} s: this machine's clock is so far off that what it stamps is dropped without a word.`,
    remedy: 'Set the clock of this machine (NTP), then run the command again.',
    links: lookAt(args),
  }),
  'data.no-read-scope': (args) => ({
    message: `${arg(args, 'host')} accepted ${arg(args, 'plural')}; the grant cannot read them back (needs ${args['scopes'] instanceof Array ? args['scopes'].join(' or ') : ''}).`,
    remedy:
      "An intake's 2xx does not prove that data arrives: look in the web app, or give --read-back-with-app-key with DD_API_KEY and DD_APP_KEY of the sandbox org.",
    links: lookAt(args),
  }),
  'data.no-read-route': (args) => ({
    message: `${arg(args, 'host')} accepted ${arg(args, 'plural')}; no API reads them back.`,
    remedy: 'Look in the web app.',
    links: lookAt(args),
  }),
  'data.untagged': (args) => ({
    message: `${arg(args, 'host')} accepted ${arg(args, 'plural')}; without a tag of this run they cannot be told from others.`,
    remedy: 'Leave room for one tag in the payload, or look in the web app.',
    links: lookAt(args),
  }),
  'data.read-refused': (args) => ({
    message: `${arg(args, 'host')} accepted ${arg(args, 'plural')}; reading them back was refused (${arg(args, 'refusals')}).`,
    remedy: 'Look in the web app.',
    nextCommand: `ddoauth check-scopes --site ${arg(args, 'site')}`,
    links: lookAt(args),
  }),
  'data.read-broken': (args) => ({
    message: `${arg(args, 'host')} accepted ${arg(args, 'plural')}; whether they arrived could not be found out in ${seconds(args['waitedMs'])} s: ${arg(args, 'reason')}.`,
    remedy: 'That says nothing about the data. Run the command again, or look in the web app.',
    links: lookAt(args),
  }),
  'data.no-intake': (args) => ({ message: noIntake(args) }),
  'data.payload-refused': (args) => ({
    message: `${arg(args, 'host')} refused the payload (${arg(args, 'status')})${said(args)}.`,
    remedy:
      'The server names what it does not like. Check a payload before sending it with --payload.',
  }),
  'data.partly-refused': (args) => ({
    message: `${arg(args, 'host')} answered ${arg(args, 'status')} and refused ${arg(args, 'plural')} all the same${said(args)}.`,
    remedy: 'A 2xx with errors in its body is no success: an integration has to read the body.',
  }),
  'data.too-large': (args) => ({
    message: `${arg(args, 'host')} refused ${arg(args, 'plural')} as too large (413)${said(args)}.`,
    remedy: 'Send less in one request, or compress it.',
  }),
  'data.key-absent': (args) => ({
    message: `${arg(args, 'host')} saw no API key (401)${said(args)}.`,
    remedy:
      'The key was sent as DD-API-KEY; something in between, such as a proxy, may drop the header.',
  }),
  'data.key-refused': (args) => ({
    message: `${arg(args, 'host')} does not know the API key (403)${said(args)}.`,
    remedy: 'Key and intake have to be of the same site, and the key must not have been revoked.',
    nextCommand: `ddoauth check-regions --site ${arg(args, 'site')}`,
  }),
  'data.application-key-wanted': (args) => ({
    message: `${arg(args, 'host')} does not take ${arg(args, 'plural')} with the API key alone (${arg(args, 'status')})${said(args)}.`,
    remedy:
      'The API specification asks for an application key too, which a client of a partner does not have. Send events to /api/v1/events instead.',
    nextCommand: `ddoauth create-key --data events --site ${arg(args, 'site')}`,
  }),
  'data.refused': (args) => ({
    message: `${arg(args, 'host')} refused ${arg(args, 'plural')} with ${arg(args, 'status')}, which is not documented${said(args)}.`,
    remedy: 'Look at the exchange with -v; a gateway may have answered.',
    nextCommand: `ddoauth check-regions --site ${arg(args, 'site')}`,
  }),
  'data.not-datadog': (args) => ({
    message: `What answered for ${arg(args, 'host')} with ${arg(args, 'status')} is a page, not Datadog's intake${said(args)}.`,
    remedy: 'A proxy or a login page of the network is in between; look at the exchange with -v.',
  }),
  'data.rate-limited': (args) => ({
    message: `${arg(args, 'host')} limits requests now (429); ${arg(args, 'plural')} were not taken.`,
    remedy: 'Try again later; the limits are shared by the whole org.',
  }),
  'data.unavailable': (args) => ({
    message: `${arg(args, 'host')} did not take ${arg(args, 'plural')}: ${arg(args, 'reason')}.`,
    ...(args['undocumented'] === undefined
      ? {}
      : { remedy: 'This host is in no document of Datadog; the site may have none.' }),
  }),
  'data.clock-fine': (args) => ({
    message: `This machine's clock agrees with ${arg(args, 'site')}'s to within ${within(args)}.`,
  }),
  'data.clock-off': (args) => ({
    message: `This machine's clock is off: ${offset(args)}. ${limits(args)}`,
    remedy: 'Set the clock (NTP), before data is dropped without a word.',
  }),
  'data.clock-outside': (args) => ({
    message: `This machine's clock is wrong: ${offset(args)}. ${limits(args)}`,
    remedy: "Set the clock (NTP). Datadog's intakes answer 2xx to data outside and drop it.",
    nextCommand: 'ddoauth diagnose --environment',
  }),
  'data.clock-unknown': (args) => ({
    message: `${arg(args, 'site')} sent no date by which this machine's clock could be judged.`,
  }),
};

function seconds(ms: unknown): string {
  return typeof ms === 'number' ? (ms / 1000).toFixed(1) : '?';
}

/** The page of the web app that shows the data of this run. */
function lookAt(args: Args): readonly Link[] {
  return [{ title: arg(args, 'lookAtTitle'), url: arg(args, 'lookAt') }];
}

function reader(args: Args): string {
  return args['by'] === 'application-key' ? ' with the application key' : '';
}

function count(args: Args): string {
  const leftOut = arg(args, 'leftOut');
  const more = leftOut === '' ? '' : `; ${leftOut} more were not looked for`;
  const { expected } = args;
  return typeof expected === 'number' && expected > 1 ? ` (all ${String(expected)}${more})` : '';
}

function said(args: Args): string {
  const text = arg(args, 'text');
  return text === '' ? '' : `: ${text}`;
}

function notSeenRemedy(args: Args): string {
  const hints: Words['remedy'][] = [
    args['by'] === 'application-key' ? 'DD_APP_KEY may be of another org than the grant.' : '',
    arg(args, 'dataType').endsWith('traces')
      ? 'Searches show indexed spans only: a retention filter has to keep them.'
      : '',
  ];
  return [
    ...hints.filter(Boolean),
    'Look in the web app, or wait longer with --read-back-timeout.',
  ].join(' ');
}

function noIntake(args: Args): string {
  const { why } = args;
  const plural = arg(args, 'plural');
  if (why === 'protobuf') {
    return `${plural} are taken as protobuf only, in a preview that an org has to join; they are not sent.`;
  }
  return why === 'unlisted'
    ? `Datadog lists no intake for ${plural} on ${arg(args, 'site')}; nothing was sent.`
    : `${arg(args, 'site')} has no intake for ${plural} in the table of sites; nothing was sent.`;
}

/** The most that the clock may be off, whichever way. */
function within({ offsetMs, uncertaintyMs }: Args): string {
  const ms = typeof offsetMs === 'number' ? Math.abs(offsetMs) : 0;
  return spanWords(ms + (typeof uncertaintyMs === 'number' ? uncertaintyMs : 0));
}

/** "0.3 s ahead, give or take 0.5 s". */
function offset(args: Args): string {
  const { offsetMs, uncertaintyMs } = args;
  const ms = typeof offsetMs === 'number' ? offsetMs : 0;
  const more = typeof uncertaintyMs === 'number' ? uncertaintyMs : 0;
  const way = ms < 0 ? 'behind' : 'ahead';
  return `${spanWords(Math.abs(ms))} ${way}, give or take ${spanWords(more)}`;
}

function limits(args: Args): string {
  const { aheadMs, behindMs } = args;
  const parts = [
    ...(typeof aheadMs === 'number' ? [`${spanWords(aheadMs)} ahead`] : []),
    ...(typeof behindMs === 'number' ? [`${spanWords(behindMs)} behind`] : []),
  ];
  return `Of what was sent here, data may be at most ${parts.join(' and ')}.`;
}
