import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { runBounded } from '../../checks/runner.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import type { Exchange } from '../../model/http.ts';
import type { Verdict } from '../../model/report.ts';
import type { Run } from '../run/run.ts';
import type { GivenKey } from './read-key.ts';
import { askWhetherKnown, type KeyAnswer } from './validate-key.ts';

/** Deadline of one attempt, in milliseconds. */
const ATTEMPT_MS = 8_000;
/** How long the others are waited for once a site knows the key, in milliseconds. */
const GRACE_MS = 2_000;

/** What one site says of the key, or that it was not waited for any longer. */
interface SiteAnswer extends Omit<KeyAnswer, 'exchange'> {
  readonly site: SiteRow;
  readonly exchange?: Exchange;
  readonly finish: (judgement: Judgement) => Verdict;
  readonly durationMs: number;
}

/**
 * Asks all these sites at once which of them knows a key. First the answer, then what each site said.
 * A key is of one site, so once that is known a dead one holds nothing up.
 * @param others sites that are not asked
 */
export async function whoseKey(
  run: Run,
  key: GivenKey,
  sites: readonly SiteRow[],
  others: readonly SiteRow[],
): Promise<Verdict[]> {
  const { clock } = run.host;
  const finish = startCheck(clock, {
    id: 'keys.whose',
    check: 'keys.whose',
    title: 'Whose key it is',
    subject: {},
  });
  const ended = new AbortController();
  let stopWaiting: () => void = () => undefined;
  const longEnough = new Promise<void>((resolve) => (stopWaiting = resolve));
  let answered = 0;
  run.ui.progress(`asking ${String(sites.length)} sites`);
  const answers = await runBounded(
    sites,
    run.concurrency,
    (site) => ask(run, site, key, longEnough),
    {
      signal: run.signal,
      onDone: ({ answer }) => {
        answered += 1;
        run.ui.progress(`${String(answered)} of ${String(sites.length)} sites have answered`);
        if (answer !== 'valid') return;
        clock.sleep(GRACE_MS, ended.signal).then(stopWaiting, () => undefined);
      },
    },
  );
  ended.abort();
  run.ui.progress(undefined);
  const whole = judge(key, answers, others);
  const settled = whole.grade !== 'inconclusive';
  const rows = answers.map((each) => ({
    ...each.finish(judgeSite(each, settled)),
    durationMs: each.durationMs,
  }));
  return [finish(whole), ...rows];
}

async function ask(
  run: Run,
  site: SiteRow,
  key: GivenKey,
  longEnough: Promise<void>,
): Promise<SiteAnswer> {
  const { clock } = run.host;
  const began = clock.monotonic();
  const finish = startCheck(clock, {
    id: `keys.whose.${site.key}`,
    check: 'keys.whose-site',
    title: `${site.name} and the key`,
    subject: { site: site.key, host: new URL(site.api.url).host },
  });
  const asking = askWhetherKnown(run, site, key.value, ATTEMPT_MS);
  asking.catch(() => undefined);
  const gaveUp = longEnough.then(() => ({
    answer: 'undecided' as const,
    reason: 'it was not waited for any longer',
  }));
  const said = await Promise.race([asking, gaveUp]);
  return { site, finish, durationMs: Math.round(clock.monotonic() - began), ...said };
}

function judge(
  { last4, storedFor }: GivenKey,
  answers: readonly SiteAnswer[],
  others: readonly SiteRow[],
): Judgement {
  const keysOf = (wanted: KeyAnswer['answer']): string[] =>
    answers.filter(({ answer }) => answer === wanted).map(({ site }) => site.key);
  const [known, second] = answers.filter(({ answer }) => answer === 'valid');
  const ending = last4 === '' ? undefined : last4;
  const names = { last4: ending, asked: keysOf('refused') };
  if (second !== undefined) {
    return {
      grade: 'failed',
      finding: finding('keys.belongs-twice', { ...names, sites: keysOf('valid') }),
    };
  }
  if (known !== undefined) {
    const { site } = known;
    const args = { ...names, site: site.key, host: new URL(site.api.url).host, stored: storedFor };
    return storedFor === undefined || storedFor === site.key
      ? { grade: 'passed', proof: 'authenticated', finding: finding('keys.belongs', args) }
      : { grade: 'failed', finding: finding('keys.belongs-elsewhere', args) };
  }
  const silent = keysOf('undecided');
  if (silent.length > 0) {
    return { grade: 'inconclusive', finding: finding('keys.undecided', { ...names, silent }) };
  }
  const left = others.map(({ key }) => key);
  return {
    grade: 'failed',
    finding: finding('keys.belongs-nowhere', { ...names, others: left }),
  };
}

/** One site's answer. That it knows nothing of the key is no fault of the site. */
function judgeSite({ site, answer, exchange, reason }: SiteAnswer, settled: boolean): Judgement {
  const args = { site: site.key, reason };
  const exchanges = exchange === undefined ? [] : [exchange];
  switch (answer) {
    case 'valid':
      return {
        grade: 'passed',
        proof: 'authenticated',
        finding: finding('keys.known', args),
        exchanges,
      };
    case 'refused':
      return {
        grade: 'passed',
        proof: 'reachable',
        finding: finding('keys.not-known', args),
        exchanges,
      };
    case 'undecided':
      return {
        grade: settled ? 'warning' : 'inconclusive',
        finding: finding('keys.not-answered', args),
        exchanges,
      };
  }
}
