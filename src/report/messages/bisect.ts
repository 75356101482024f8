import type { BISECT_FINDINGS } from '../../catalog/findings/bisect.ts';
import type { Finding } from '../../model/report.ts';
import { shellWord } from '../shell-word.ts';
import { arg, type Wording } from '../words.ts';

type Args = Finding['args'];

const listOf = (args: Args, name: string): readonly string[] => {
  const value = args[name];
  return typeof value === 'object' ? value : [];
};
const count = (many: number, thing: string): string =>
  `${String(many)} ${thing}${many === 1 ? '' : 's'}`;
const said = (args: Args): string =>
  arg(args, 'said') === '' ? '' : ` Datadog says: "${arg(args, 'said')}".`;

/** So many names stand in a sentence; each refused one has a result of its own. */
const NAMES_SHOWN = 8;

function names(args: Args, name: string): string {
  const list = listOf(args, name);
  const more = list.length - NAMES_SHOWN;
  const shown = list.slice(0, NAMES_SHOWN).join(', ');
  return more > 0 ? `${shown} and ${String(more)} more` : shown;
}

/** How the answer was found, in brackets. */
function asked(args: Args): string {
  const questions = count(Number(args['questions']), 'question');
  return args['how'] === 'guided' ? `${questions} in the browser` : `${questions} without a login`;
}

/** What became of the codes that a guided run got. */
function unused(args: Args): string {
  if (args['how'] !== 'guided') return '';
  return args['codes'] === 0
    ? ' No grant was made or changed.'
    : ' The codes that came back were thrown away: no grant was made or changed.';
}

/** What was learnt before something ended the questions. */
function soFar(args: Args): string {
  const refused = listOf(args, 'refused');
  const accepted = listOf(args, 'accepted');
  const open = listOf(args, 'open');
  if (refused.length + accepted.length === 0) return '';
  const parts = [
    refused.length === 0 ? 'none refused' : `refused ${names(args, 'refused')}`,
    accepted.length === 0 ? 'none accepted' : `accepted ${names(args, 'accepted')}`,
    ...(open.length === 0 ? [] : [`unknown ${names(args, 'open')}`]),
  ];
  return ` Known by then: ${parts.join('; ')}.`;
}

function authorizeWith(args: Args, scopes: readonly string[]): string {
  const some = scopes.length === 0 ? '' : ` --scope ${shellWord(scopes.join(','))}`;
  return `ddoauth authorize --site ${arg(args, 'site')}${some}`;
}

const again = (args: Args, more = ''): string =>
  `ddoauth authorize --bisect-scopes${more} --site ${arg(args, 'site')}`;
const LEAVE_OUT = 'leave it out of what is asked for';

const WHY_UNCLEAR: Readonly<Record<string, (args: Args) => string>> = {
  elsewhere: (args) =>
    `a redirect (${arg(args, 'status')}) to ${arg(args, 'leadsTo') || 'a place'} that is neither the redirect URI nor a page of the site`,
  loop: () => 'a redirect to the authorize page itself',
  'no-location': (args) => `a redirect (${arg(args, 'status')}) that leads nowhere`,
  state: () => 'a redirect to the redirect URI without the state of the request',
  parameters: () => 'a redirect to the redirect URI with parameters that are no answer',
  status: (args) => `status ${arg(args, 'status')}`,
  paste: (args) => `a paste that cannot be used (${arg(args, 'reason')})`,
};

/** The sentences of `authorize --bisect-scopes`. */
export const BISECT_WORDS: Record<keyof typeof BISECT_FINDINGS, Wording> = {
  'bisect.all-accepted': (args) => {
    const many = count(listOf(args, 'accepted').length, 'scope');
    return {
      message:
        args['how'] === 'guided'
          ? `${arg(args, 'site')} accepts all of ${many} for the org that was logged in (${asked(args)}).${unused(args)}`
          : `${arg(args, 'site')} refuses none of ${many} (${asked(args)}). What depends on the org, such as its products, shows after a login only: --bisect-scopes guided asks then.`,
      nextCommand: authorizeWith(args, listOf(args, 'requested')),
    };
  },
  'bisect.refused': (args) => {
    const accepted = listOf(args, 'accepted');
    const others =
      accepted.length < 2
        ? accepted.map((scope) => `; ${scope} is accepted`).join('')
        : `; the other ${String(accepted.length)} are accepted in one request`;
    return {
      message: `${arg(args, 'site')} refuses ${names(args, 'refused')}${others} (${asked(args)}).${said(args)}${unused(args)}`,
      remedy:
        'Ask for the others only. What may be wrong with each refused scope stands at its own result.',
      nextCommand: authorizeWith(args, accepted),
    };
  },
  'bisect.all-refused': (args) => ({
    message: `${arg(args, 'site')} refuses each of ${count(listOf(args, 'refused').length, 'scope')}, even alone (${asked(args)}).${said(args)}${unused(args)}`,
    remedy:
      'That speaks against the request rather than against single names. Compare the list with the scopes registered for the client, or leave the scope parameter out: for a partner client all registered scopes apply then.',
    nextCommand: authorizeWith(args, []),
  }),
  'bisect.refused-together': (args) => {
    const refused = listOf(args, 'refused');
    const anyway =
      refused.length === 0 ? '' : ` Refused in any company: ${names(args, 'refused')}.`;
    return {
      message: `${arg(args, 'site')} refuses ${count(listOf(args, 'together').length, 'scope')} together, though it accepts each of them in other company: ${names(args, 'together')} (${asked(args)}).${anyway}${said(args)}${unused(args)}`,
      remedy:
        'Which combination it dislikes, or whether the request is too long, cannot be told by asking. Ask for fewer at once, or leave the scope parameter out.',
      nextCommand: authorizeWith(args, []),
    };
  },
  'bisect.needs-person': (args) => ({
    message: `${arg(args, 'host')} does not tell without a login which scopes it refuses: it took a made-up one like any other.`,
    remedy: 'Run it at a terminal: it asks through the browser then, one question after the other.',
    nextCommand: again(args, ' guided'),
  }),
  'bisect.answers-changed': (args) => ({
    message: `${arg(args, 'host')} refused a made-up scope at first and did not at the end: something has begun to answer in its place, so what it did not refuse is not known to be accepted.${soFar(args)}`,
    remedy: 'A gateway may have stepped in after many requests. Try again later.',
    nextCommand: again(args),
  }),
  'bisect.error-page': (args) => ({
    message: `${arg(args, 'site')} shows an error page instead of redirecting: ${arg(args, 'text')}${soFar(args)}`,
    remedy:
      'It is about the client or its redirect URI, not about scopes; see the diagnosis below.',
    nextCommand: `ddoauth check-regions --site ${arg(args, 'site')}`,
  }),
  'bisect.client-elsewhere': (args) => ({
    message: `${arg(args, 'host')} does not know this ${arg(args, 'kind')} client, which lives on the site it was made on only.`,
  }),
  'bisect.other-error': (args) => {
    const description = arg(args, 'description').replace(/\.$/, '');
    return {
      message: `${arg(args, 'site')} answers with ${arg(args, 'error')}${description === '' ? '' : ` (${description})`}, which says nothing about single scopes.${soFar(args)}`,
      remedy: 'Solve this first, then ask again.',
      nextCommand: `ddoauth diagnose ${shellWord(`${arg(args, 'error')} - ${arg(args, 'description')}`)}`,
    };
  },
  'bisect.unreachable': (args) => ({
    message: `No answer from ${arg(args, 'host')}: ${[arg(args, 'code'), arg(args, 'reason')].filter(Boolean).join(', ')}.${soFar(args)}`,
    remedy: 'Check network, proxy and certificates from here. This says nothing about scopes.',
    nextCommand: `ddoauth check-regions --site ${arg(args, 'site')}`,
  }),
  'bisect.unavailable': (args) => ({
    message: `${arg(args, 'host')} answered ${arg(args, 'status')}: it cannot serve requests now.${soFar(args)}`,
    remedy: 'This says nothing about scopes. Try again later.',
    nextCommand: again(args),
  }),
  'bisect.unclear': (args) => ({
    message: `${arg(args, 'host')} gave an answer that says nothing about scopes: ${WHY_UNCLEAR[arg(args, 'why')]?.(args) ?? arg(args, 'why')}.${soFar(args)}`,
    remedy:
      'Something between here and Datadog may have answered. Look at the exchange with -v, or ask through the browser.',
    nextCommand: again(args, ' guided'),
  }),
  'bisect.no-callback': (args) => ({
    message: `Nothing came back from the browser within ${arg(args, 'seconds')} s.${soFar(args)}`,
    remedy: 'Log in and press Deny or Authorize for each question; allow more time with --timeout.',
    nextCommand: again(args, ' guided'),
  }),
  'bisect.too-many': (args) => ({
    message: `Not finished after ${count(Number(args['questions']), 'question')} to ${arg(args, 'site')}.${soFar(args)}`,
    remedy: 'Take out what is known to be refused, or ask for a part of the list with --scope.',
    nextCommand: `${again(args)} --scope ${shellWord(listOf(args, 'open').join(','))}`,
  }),
  'bisect.scope-accepted': (args) => ({
    message: `${arg(args, 'scope')} is accepted by ${arg(args, 'site')}.`,
  }),
  'bisect.scope-not-on-site': (args) => ({
    message: `${arg(args, 'scope')} is refused by ${arg(args, 'site')} and accepted by ${arg(args, 'acceptedOn')} for the same client: ${arg(args, 'site')} does not know it (yet)${args['how'] === 'guided' ? ', or the org that was logged in there does not have its product' : ''}.`,
    remedy: `On ${arg(args, 'site')} ${LEAVE_OUT}: catalogues differ by site and time.`,
    nextCommand: authorizeWith(args, listOf(args, 'accepted')),
  }),
  'bisect.scope-name-unknown': (args) => {
    const mean = arg(args, 'mean');
    const sends = args['sends'] === true;
    const glued = /[,+%]/.test(arg(args, 'scope'));
    const hints = [
      ...(sends
        ? [
            'There is no scope for sending data: metrics, events and logs go with the API key that api_keys_write allows to create.',
          ]
        : []),
      ...(glued ? ['Names are separated by one space, and not encoded twice.'] : []),
      ...(mean === '' ? [] : [`Did you mean ${mean}?`]),
    ];
    return {
      message: [
        `${arg(args, 'scope')} is refused by ${arg(args, 'site')}, and no scope of that name is in this version's catalog.`,
        ...hints,
      ].join(' '),
      remedy: `${mean === '' ? 'Compare' : 'Correct the name, or compare it'} with the list of scopes; otherwise ${LEAVE_OUT}.`,
      nextCommand:
        mean === ''
          ? authorizeWith(args, listOf(args, 'accepted'))
          : `${again(args)} --scope ${mean}`,
    };
  },
  'bisect.scope-not-registered': (args) => ({
    message: `${arg(args, 'scope')} is refused by ${arg(args, 'site')}, and it is not among the scopes that the profile lists for this client.`,
    remedy: `If it is not registered for the client in the Developer Platform, add it there; otherwise ${LEAVE_OUT}.`,
    nextCommand: authorizeWith(args, listOf(args, 'accepted')),
  }),
  'bisect.scope-refused': (args) => {
    const [site, refusedOn] = [arg(args, 'site'), listOf(args, 'refusedOn')];
    const isAlone = refusedOn.length < 2;
    const where = isAlone ? '' : ` Every site that was asked refuses it: ${refusedOn.join(', ')}.`;
    const listed = args['listed'] === true ? ' and the profile lists it' : '';
    const causes = [
      'it is not registered for this very client (compare in the Developer Platform)',
      isAlone ? `${site} does not know it yet (ask another site too)` : 'it is new or withdrawn',
      ...(args['how'] === 'guided' ? [`the org does not have ${arg(args, 'product')}`] : []),
    ];
    return {
      message: `${arg(args, 'scope')} is refused by ${site}, though it is a scope of Datadog${listed}.${where}`,
      remedy: `Either ${causes.join(', or ')}. Until that is solved ${LEAVE_OUT}.`,
      nextCommand: authorizeWith(args, listOf(args, 'accepted')),
    };
  },
};
