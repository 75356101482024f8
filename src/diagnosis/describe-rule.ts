import type { LinkName } from '../catalog/spec-links.ts';
import type { LiveQuestion } from '../model/diagnosis.ts';
import {
  NOT_FROM_HERE,
  type Case,
  type CauseRow,
  type LiveCheck,
  type Rule,
} from './define-rule.ts';
import { readInput } from './read-input.ts';

/** A cause, and the ways to find out about it, as clauses without a final dot. */
export interface CauseDescription {
  readonly id: string;
  readonly text: string;
  readonly checks: readonly string[];
}

/** A rule in words, without a case. */
export interface RuleDescription {
  readonly id: string;
  readonly title: string;
  readonly causes: readonly CauseDescription[];
  readonly fix: string;
  /** A command line. */
  readonly next: string;
  readonly mustNotClaim: readonly string[];
  readonly links: readonly LinkName[];
}

/** What a question asks, after "asks". */
const QUESTIONS: Readonly<Record<LiveQuestion, string>> = {
  'client-known-here': 'whether the site knows the client id',
  'client-known-elsewhere': 'whether another site knows the client id',
  'client-secret-accepted': 'whether the site accepts the stored client secret',
  'redirect-uri-accepted': 'whether the authorize page takes the redirect URI',
  'host-resolves': 'whether the host name resolves from here',
  'host-reachable': 'whether the host can be reached from here',
  'certificate-names-host': 'whether the certificate covers the host',
  'certificate-trusted': 'whether the certificate is trusted here',
  'clock-right': 'whether the clock of this computer agrees with that of the site',
  'grant-refreshes': 'whether the stored grant can be refreshed',
  'access-token-alive': 'whether the stored access token is still taken',
  'api-key-valid-here': 'whether the stored API key is valid at the site',
  'api-key-valid-elsewhere': 'whether the stored API key is valid at another site',
};

function liveWords({ ask, holdsWhen, proves = 'both' }: LiveCheck): string {
  const other = holdsWhen === 'yes' ? 'no' : 'yes';
  const outcome = {
    both: `${holdsWhen} confirms it, ${other} rules it out`,
    holds: `${holdsWhen} confirms it`,
    fails: `${other} rules it out`,
  };
  return `live: asks ${QUESTIONS[ask]}; ${outcome[proves]}`;
}

function describeCause({ id, text, check, live, byHand }: CauseRow): CauseDescription {
  const checks = [
    ...(check === undefined ? [] : ['offline']),
    ...(live === undefined ? [] : [liveWords(live)]),
    ...(byHand === undefined ? [] : [byHand === NOT_FROM_HERE ? byHand : `by hand: ${byHand}`]),
  ];
  return { id, text, checks };
}

/** A case that says nothing, for what a rule says of any case. */
function emptyCase(): Case {
  return {
    reading: readInput(''),
    context: {},
    recognition: { sure: 'possible', evidence: '', groups: [] },
  };
}

/** The words of a rule for lists and documentation. */
export function describeRule(rule: Rule): RuleDescription {
  const { id, title, causes, fix, fixInDocs, next, mustNotClaim, links } = rule;
  return {
    id,
    title,
    causes: causes.map(describeCause),
    fix: fixInDocs ?? (typeof fix === 'string' ? fix : fix(emptyCase())),
    next: typeof next === 'string' ? next : next(emptyCase()),
    mustNotClaim,
    links,
  };
}
