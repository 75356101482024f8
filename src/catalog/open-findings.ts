import { isFindingCode, type FindingCode } from './findings.ts';

/** Whose fix and next command lead: those of the rule, or those that the finding has. */
type Leads = 'rule' | 'finding';

/**
 * Findings that say what happened and leave the cause open: the rules of `diagnose` are asked about their
 * evidence. All others name their cause themselves, by comparing more than one answer shows, and no
 * rule is let near them. Error texts of the authorize page have a verdict of the rules beside them.
 */
const OPEN_FINDINGS: Readonly<Partial<Record<FindingCode, Leads>>> = {
  'authorize.page-unavailable': 'rule',
  'bisect.unreachable': 'rule',
  'bisect.unavailable': 'finding',
  'token.refused': 'finding',
  'token.unavailable': 'finding',
  'token.unreachable': 'rule',
  'token.malformed': 'rule',
  'grant.refresh-refused': 'rule',
  'grant.revocation-refused': 'finding',
  'key.bad-request': 'finding',
  'key.check-inconclusive': 'rule',
  'key.forbidden': 'finding',
  'key.gateway-answer': 'finding',
  'key.perhaps-created': 'finding',
  'key.rate-limited': 'finding',
  'key.refused': 'finding',
  'key.unavailable': 'finding',
  'key.unexpected-answer': 'finding',
  'key.unreachable': 'rule',
  'keys.not-answered': 'rule',
  'keys.undecided': 'rule',
  'data.not-datadog': 'rule',
  'data.rate-limited': 'finding',
  'data.read-broken': 'rule',
  'data.refused': 'finding',
  'data.unavailable': 'rule',
  'scope.answer-unexpected': 'finding',
  'scope.answer-unreadable': 'finding',
  'scope.denied-unclear': 'finding',
  'scope.gateway-page': 'finding',
  'scope.need-refused': 'finding',
  'scope.probe-refused': 'finding',
  'scope.rate-limited': 'finding',
  'scope.server-error': 'finding',
  'scope.timeout': 'rule',
  'scope.unreachable': 'rule',
  'region.authorize-refuses': 'finding',
  'region.broken': 'finding',
  'region.certificate-refused': 'rule',
  'region.name-not-found': 'finding',
  'region.proxy-refused': 'finding',
  'region.unavailable': 'finding',
  'region.unreachable': 'finding',
};

/** Who leads for a finding; `undefined` for one that is not open. */
export function leaderOf(code: string): Leads | undefined {
  return isFindingCode(code) ? OPEN_FINDINGS[code] : undefined;
}
