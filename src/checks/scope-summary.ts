import { finding, type FindingCode } from '../catalog/findings.ts';
import type { ReadProbe } from '../catalog/scope-row.ts';
import type { Exchange } from '../model/http.ts';
import type { FindingArg } from '../model/report.ts';
import { quote } from './scope-answer.ts';
import type { ScopeContext } from './scope-context.ts';
import { explainDenial, type Denial } from './scope-denial.ts';
import type { ProbeCase } from './scope-judge.ts';
import type { ProbeOutcome } from './scope-outcome.ts';
import { routeOf } from './scope-request.ts';
import type { Judgement } from './verdict.ts';

/** A probe that was sent, and what it came to. */
export interface Tried {
  readonly probe: Pick<ReadProbe, 'path' | 'oauthDeclared'> & { readonly method: string };
  readonly outcome: ProbeOutcome;
}

/** What may well end otherwise the next time; a probe that is wrong will not. */
const MAY_PASS: ReadonlySet<string> = new Set([
  'scope.timeout',
  'scope.unreachable',
  'scope.server-error',
  'scope.rate-limited',
  'scope.gateway-page',
]);

type Granted = Extract<ProbeOutcome, { kind: 'granted' }>;
type TriedWith<Kind extends ProbeOutcome['kind']> = Tried & {
  readonly outcome: Extract<ProbeOutcome, { kind: Kind }>;
};

/**
 * Makes one judgement of all probes of a scope. The best answer decides; a refusal weighs more than
 * no answer, and no answer more than a route that is not there.
 */
export async function summarizeProbes(
  tried: readonly Tried[],
  about: ProbeCase & { readonly site: string },
  tokenAlive: ScopeContext['tokenAlive'],
  exchanges: readonly Exchange[],
): Promise<Judgement> {
  const base = { scope: about.scope, site: about.site };
  const granted = ofKind(tried, 'granted');
  const strong = granted.filter(({ outcome }) => outcome.weak === undefined);
  // A refusal is strong evidence against a scope, "not found" weak evidence for it (api-facts §6).
  const refused = tried.some(({ outcome }) => outcome.kind === 'denied');
  const passed = (refused ? strong : granted).sort(
    (a, b) => a.outcome.sharedWith.length - b.outcome.sharedWith.length,
  )[0];
  const judgeUndecided = ({ probe, outcome }: TriedWith<'undecided'>): Judgement => {
    const { code, args } = outcome;
    const all = { ...base, route: routeOf(probe), ...args };
    return { grade: 'inconclusive', finding: finding(code, all), exchanges };
  };
  const denials = ofKind(tried, 'denied').map(({ probe, outcome }): Denial => {
    const { status, texts } = outcome;
    return { route: routeOf(probe), status, texts, oauthDeclared: probe.oauthDeclared };
  });
  const undecided = ofKind(tried, 'undecided')[0];
  const broken = ofKind(tried, 'undecided').find(({ outcome }) => MAY_PASS.has(outcome.code));
  if (passed && broken && passed.outcome.sharedWith.length > 0) return judgeUndecided(broken);
  if (passed) return { ...judgePassed(passed, about, base, refusalsOf(tried)), exchanges };
  if (denials.length > 0) {
    const known = { ...base, granted: about.granted, denials, undecided: Boolean(undecided) };
    // A 401 may come from a token that was revoked since it was last looked at.
    const fresh = denials.some(({ status }) => status === 401);
    const explained = explainDenial({ ...known, alive: await tokenAlive(fresh) });
    // Without the trouble the other probe might have let the call in: no last word before that.
    return broken && explained.finding.code !== 'scope.token-dead'
      ? { ...explained, grade: 'inconclusive', exchanges }
      : { ...explained, exchanges };
  }
  if (undecided) return judgeUndecided(undecided);
  return { ...judgeAbsent(ofKind(tried, 'absent'), base), exchanges };
}

function judgePassed(
  { probe, outcome }: Tried & { readonly outcome: Granted },
  about: ProbeCase,
  base: Readonly<Record<string, FindingArg>>,
  refused: readonly string[],
): Judgement {
  const args = {
    ...base,
    route: routeOf(probe),
    ...(refused.length > 0 ? { refused } : {}),
  };
  const { proof, sharedWith, weak } = outcome;
  const unasked = about.writesUnasked === true ? { writesUnasked: true } : {};
  if (sharedWith.length > 0) {
    const others = { ...args, others: sharedWith, ...unasked };
    return { grade: 'review', proof, finding: finding('scope.shared', others) };
  }
  // A write scope that a round trip could prove better is not passed by less.
  const promised = about.access === 'read' || about.promises !== 'observed';
  const grade = promised ? 'passed' : 'review';
  if (weak !== undefined) {
    const more = { ...args, ...weak, ...unasked };
    return { grade, proof, finding: finding('scope.weak-evidence', more) };
  }
  const code = passedCode(proof, about.access);
  return { grade, proof, finding: finding(code, { ...args, ...unasked }) };
}

function passedCode(proof: Granted['proof'], access: ProbeCase['access']): FindingCode {
  if (access !== 'read') return 'scope.write-authorized';
  return proof === 'observed' ? 'scope.observed' : 'scope.authorized';
}

/** Not `failed`: an absent route says nothing of the scope, and no new authorization would bring it. */
function judgeAbsent(
  absent: readonly TriedWith<'absent'>[],
  base: Readonly<Record<string, FindingArg>>,
): Judgement {
  const chosen =
    absent.find(({ outcome }) => outcome.code === 'scope.product-disabled') ?? absent[0];
  const detail = quote(chosen?.outcome.texts ?? []);
  const args = {
    ...base,
    route: absent.map(({ probe }) => routeOf(probe)),
    status: String(chosen?.outcome.status ?? ''),
    ...(detail === '' ? {} : { detail }),
  };
  return {
    grade: 'warning',
    finding: finding(chosen?.outcome.code ?? 'scope.route-missing', args),
  };
}

/** Routes that refused while another let the call in: `GET /api/v1/monitor (403)`. */
function refusalsOf(tried: readonly Tried[]): string[] {
  return ofKind(tried, 'denied').map(
    ({ probe, outcome }) => `${routeOf(probe)} (${outcome.status})`,
  );
}

function ofKind<Kind extends ProbeOutcome['kind']>(
  tried: readonly Tried[],
  kind: Kind,
): TriedWith<Kind>[] {
  return tried.filter((one): one is TriedWith<Kind> => one.outcome.kind === kind);
}
