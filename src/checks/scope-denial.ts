import { finding, type FindingCode } from '../catalog/findings.ts';
import type { FindingArg, Grade } from '../model/report.ts';
import { quote } from './scope-answer.ts';
import { isBare, namedPermission, topicsOf, type DenialTopic } from './scope-denial-words.ts';
import type { Judgement } from './verdict.ts';

/** One refused probe. */
export interface Denial {
  /** `GET /api/v1/monitor`. */
  readonly route: string;
  readonly status: 401 | 403;
  /** Datadog's texts, raw. */
  readonly texts: readonly string[];
  readonly oauthDeclared: boolean;
}

/** All that is known when every probe of a scope that got an answer was refused. */
export interface DenialCase {
  readonly scope: string;
  readonly site: string;
  /** Granted scopes; `null` when the token answer named none. */
  readonly granted: readonly string[] | null;
  readonly denials: readonly Denial[];
  /** Whether routes that take any token took this one. */
  readonly alive: boolean | 'unknown';
  /** Another probe of the scope got no usable answer, so a bare refusal is not the last word. */
  readonly undecided: boolean;
}

/**
 * Why a scope's probes were refused: token dead, scope missing, route without OAuth, permission
 * missing or product not enabled; where several remain, it says which.
 * @see oauth-facts §11, api-facts §6 and §7
 */
export function explainDenial(about: DenialCase): Omit<Judgement, 'exchanges'> {
  const open = about.denials.filter(({ texts }) => !topicsOf(texts).has('route'));
  const denials = open.length > 0 ? open : about.denials;
  const texts = denials.flatMap((denial) => denial.texts);
  const listed = about.granted !== null;
  const topics = topicsOf(texts);
  const permission = namedPermission(texts);
  const undeclared = denials.every(({ oauthDeclared }) => !oauthDeclared);
  const only401 = denials.every(({ status }) => status === 401);
  const say = (code: FindingCode, grade: Grade, more: Record<string, FindingArg> = {}) => ({
    grade,
    ...(grade === 'failed' && about.alive === true ? { proof: 'authenticated' as const } : {}),
    finding: finding(code, { ...argsOf(about, texts), ...more }),
  });

  if (topics.has('barred')) {
    return say('scope.denied-unclear', 'inconclusive', { candidates: ['barred'] });
  }
  if (about.alive === false) return say('scope.token-dead', 'failed');
  if (open.length === 0) return say('scope.route-no-oauth', 'review');
  if (topics.has('token') && about.alive !== true) return say('scope.token-dead', 'failed');
  if (topics.has('scope')) return say('scope.scope-refused', 'failed', { listed });
  if (permission !== undefined && (listed || permission !== about.scope)) {
    return say('scope.permission-missing', 'failed', { permission });
  }
  if (topics.has('product') && !topics.has('permission')) {
    return say('scope.product-disabled', 'warning');
  }
  if (topics.has('permission') && !topics.has('product') && listed) {
    return say('scope.permission-missing', 'failed');
  }
  const bare = !topics.has('permission') && !topics.has('product');
  const disowned = topics.has('token') || (undeclared && listed);
  if (only401 && about.alive === true && bare && disowned) {
    return say('scope.route-no-oauth', 'review');
  }
  const strong = !about.undecided && !only401 && (!undeclared || !bare);
  return say('scope.denied-unclear', strong ? 'failed' : 'inconclusive', {
    candidates: candidatesOf(about, topics, { only401, undeclared, listed, bare }),
    ...(bare && !isBare(texts) ? { unread: true } : {}),
  });
}

/** What remains possible, likeliest first. */
function candidatesOf(
  { alive }: DenialCase,
  topics: ReadonlySet<DenialTopic>,
  facts: {
    readonly only401: boolean;
    readonly undeclared: boolean;
    readonly listed: boolean;
    readonly bare: boolean;
  },
): DenialTopic[] {
  const { only401, undeclared, listed, bare } = facts;
  const possible: readonly (readonly [DenialTopic, boolean])[] = [
    ['token', alive !== true && only401],
    ['scope', !listed || (only401 && bare)],
    ['permission', topics.has('permission') || (bare && !only401)],
    ['product', topics.has('product') || (bare && !only401)],
    ['route', only401 || (undeclared && bare)],
  ];
  return possible.filter(([, isPossible]) => isPossible).map(([topic]) => topic);
}

function argsOf(about: DenialCase, texts: readonly string[]): Record<string, FindingArg> {
  const detail = quote([...new Set(texts)]);
  return {
    scope: about.scope,
    site: about.site,
    route: about.denials.map(({ route }) => route),
    status: [...new Set(about.denials.map(({ status }) => status))].join(' and '),
    ...(detail === '' ? {} : { detail }),
  };
}
