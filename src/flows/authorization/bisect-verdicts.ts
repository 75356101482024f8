import { finding } from '../../catalog/findings.ts';
import { SCOPES } from '../../catalog/scopes.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import { SEND_SCOPES } from '../../diagnosis/words/send-scopes.ts';
import type { Exchange } from '../../model/http.ts';
import type { FindingArg, Proof, Verdict } from '../../model/report.ts';
import type { Bisection } from '../../oauth/bisect-scopes.ts';
import { nearest } from '../../sites/nearest.ts';
import { requireClient } from '../run/client.ts';
import type { Run } from '../run/run.ts';
import { explainText } from '../run/explain.ts';
import { hostOfSite, troubleWith, type SiteBisection, type Trouble } from './bisect-question.ts';

/** A site and the stopwatch of its check. */
export interface TimedBisection extends SiteBisection {
  readonly check: (judgement: Judgement) => Verdict;
}

const CATALOG = new Map(SCOPES.map((row) => [row.scope, row]));
const NAMES = [...CATALOG.keys()];
/** Characters of the server's words that a finding quotes. */
const QUOTE_LENGTH = 300;

/**
 * One verdict for each site, and behind it one for each scope that it refuses; also for those that it
 * accepts and another site of the run refuses.
 */
export function bisectVerdicts(run: Run, results: readonly TimedBisection[]): Verdict[] {
  const refused = inCatalogOrder([
    ...new Set(results.flatMap(({ found }) => found?.refused ?? [])),
  ]);
  return results.flatMap((result) => {
    const trouble = troubleOf(run, result, results);
    const explained =
      trouble?.text === undefined ? [] : explainText(run, trouble.text, result.site);
    return [
      result.check(trouble === undefined ? judge(run, result) : judgeTrouble(result, trouble)),
      ...refused.flatMap((scope) => scopeVerdict(run, result, scope, results)),
      ...explained,
    ];
  });
}

/** As the catalog has them; names it does not know come last, in their own order. */
export function inCatalogOrder(scopes: readonly string[]): string[] {
  const known = NAMES.filter((name) => scopes.includes(name));
  return [...known, ...scopes.filter((scope) => !CATALOG.has(scope))];
}

/** A test client lives on one site: that another does not know it is no failure. */
function troubleOf(
  run: Run,
  { site, trouble }: SiteBisection,
  results: readonly SiteBisection[],
): Trouble | undefined {
  const { kind } = requireClient(run);
  const isUnknown = trouble?.args['clientUnknown'] === true;
  const isKnownElsewhere = results.some(({ asked }) =>
    asked.some(({ answer }) => answer.verdict !== 'unknown'),
  );
  return isUnknown && kind !== 'published' && isKnownElsewhere
    ? troubleWith(site, 'skipped', 'bisect.client-elsewhere', { kind })
    : trouble;
}

function judgeTrouble(result: SiteBisection, trouble: Trouble): Judgement {
  const { found } = result;
  const isLearnt = found !== undefined && found.refused.length + found.accepted.length > 0;
  const known = isLearnt
    ? { refused: found.refused, accepted: found.accepted, open: found.open }
    : {};
  return {
    grade: trouble.grade,
    ...(trouble.grade === 'failed' ? { proof: 'reachable' } : {}),
    finding: finding(trouble.code, { ...trouble.args, ...known }),
    exchanges: exchangesOf(result).slice(-1),
  };
}

function judge(run: Run, result: SiteBisection): Judgement {
  const { site, how, asked, found } = result;
  if (found === undefined) throw new Error('a site without trouble was asked nothing');
  const real = [...found.refused, ...found.accepted, ...found.open];
  const said = asked.find(
    ({ answer, scopes }) =>
      answer.verdict === 'refused' && scopes.every((scope) => real.includes(scope)),
  )?.said;
  const args = {
    site: site.key,
    host: hostOfSite(site),
    how,
    questions: asked.length,
    codes: asked.filter(({ ended }) => ended === 'code').length,
    refused: found.refused,
    accepted: found.accepted,
    ...(said === undefined ? {} : { said: quote(run, said) }),
  };
  // The made-up scope, and the whole list: what comes after them is in the results of the scopes.
  const exchanges = exchangesOf(result).slice(0, 2);
  const failed = (code: Parameters<typeof finding>[0], more = {}): Judgement => ({
    grade: 'failed',
    proof: 'reachable',
    finding: finding(code, { ...args, ...more }),
    exchanges,
  });
  if (found.end === 'too-many') {
    const rest = { ...args, open: found.open };
    return { grade: 'inconclusive', finding: finding('bisect.too-many', rest), exchanges };
  }
  if (found.end === 'together') {
    return failed('bisect.refused-together', { together: found.together });
  }
  if (found.refused.length > 1 && found.accepted.length === 0) return failed('bisect.all-refused');
  if (found.refused.length > 0) return failed('bisect.refused');
  return {
    grade: 'passed',
    proof: proofOf(result),
    finding: finding('bisect.all-accepted', {
      ...args,
      requested: run.settings.requestedScopes === undefined ? undefined : found.accepted,
    }),
    exchanges,
  };
}

function quote(run: Run, text: string): string {
  return run.redactor.redact(text).replace(/\s+/g, ' ').trim().slice(0, QUOTE_LENGTH);
}

function exchangesOf({ asked }: SiteBisection): Exchange[] {
  return asked.flatMap(({ exchange }) => exchange ?? []);
}

/** What one site says to a scope that some site of the run refuses; nothing where it is not known. */
function scopeVerdict(
  run: Run,
  result: SiteBisection,
  scope: string,
  results: readonly SiteBisection[],
): Verdict[] {
  const { site, asked, found } = result;
  const alone = asked.find(({ scopes }) => scopes.length === 1 && scopes[0] === scope);
  const check = startCheck(run.host.clock, {
    id: `authorize.bisect.${scope}`,
    check: 'authorize.bisect.scope',
    title: 'One scope of the request',
    subject: { site: site.key, scope },
  });
  if (found?.accepted.includes(scope) === true) {
    const args = { scope, site: site.key };
    return [
      check({
        grade: 'passed',
        proof: proofOf(result),
        finding: finding('bisect.scope-accepted', args),
      }),
    ];
  }
  if (found?.refused.includes(scope) !== true) return [];
  const { exchange } = alone ?? {};
  const verdict = check({
    grade: 'failed',
    proof: 'reachable',
    finding: whyRefused(run, result, scope, results),
    exchanges: exchange === undefined ? [] : [exchange],
  });
  return [{ ...verdict, durationMs: exchange?.durationMs ?? 0 }];
}

/** Why a site may refuse a scope: what the other sites, the catalog and the profile say of it. */
function whyRefused(
  run: Run,
  { site, how, found }: SiteBisection,
  scope: string,
  results: readonly SiteBisection[],
): Judgement['finding'] {
  const sitesThat = (list: 'accepted' | 'refused'): string[] =>
    results
      .filter((each) => each.found?.[list].includes(scope) === true)
      .map((each) => each.site.key);
  const acceptedOn = sitesThat('accepted');
  const refusedOn = sitesThat('refused');
  const args: Record<string, FindingArg> = {
    scope,
    site: site.key,
    how,
    accepted: acceptedOf(found),
  };
  const row = CATALOG.get(scope);
  const registered = requireClient(run).scopes;
  if (acceptedOn.length > 0) return finding('bisect.scope-not-on-site', { ...args, acceptedOn });
  if (row === undefined) {
    const mean = nearest(
      scope,
      NAMES.filter((name) => found?.refused.includes(name) !== true),
    );
    const sends = SEND_SCOPES.has(scope.toLowerCase()) ? true : undefined;
    return finding('bisect.scope-name-unknown', { ...args, mean, sends });
  }
  const listed = registered.includes(scope);
  if (registered.length > 0 && !listed) return finding('bisect.scope-not-registered', args);
  return finding('bisect.scope-refused', { ...args, refusedOn, listed, product: row.product });
}

/** Somebody who has logged in proves more than an answer to nobody. */
function proofOf({ how }: SiteBisection): Proof {
  return how === 'guided' ? 'authenticated' : 'reachable';
}

/** What may be asked for in one request: nothing is promised of scopes that were not asked to the end. */
function acceptedOf(found: Bisection | undefined): readonly string[] {
  return found?.end === 'complete' ? found.accepted : [];
}
