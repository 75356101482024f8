import type { LinkName } from '../../catalog/spec-links.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import { toVerdicts } from '../../diagnosis/verdicts.ts';
import type { DiagnosisContext, RuleMatch } from '../../model/diagnosis.ts';
import type { Exchange } from '../../model/http.ts';
import type { Recognised, Verdict } from '../../model/report.ts';
import { diagnosisContext } from './diagnosis-context.ts';
import { isOpen } from './explain-open.ts';
import type { Run } from './run.ts';

/** The rules of `diagnose` run on the same evidence, so that both commands say the same. */
export function explainText(run: Run, text: string, began: SiteRow): Verdict[] {
  const context = diagnosisContext(run, began);
  const diagnosis = diagnose(text, context);
  return diagnosis.recognised.length === 0 ? [] : toVerdicts(diagnosis, context).slice(0, 1);
}

/** Characters of one verdict's evidence. */
const LONGEST = 8_000;

/**
 * Adds what the rules of `diagnose` say to failures whose own finding leaves the cause open. Those that
 * were told apart already, by more than one answer, keep what they say. The same evidence is looked at
 * once, however many scopes have it.
 * @param command the command whose verdicts they are
 */
export function explained(
  run: Run,
  verdicts: readonly Verdict[],
  command = run.command,
): Verdict[] {
  const known = new Map<string, Recognised | undefined>();
  const recognise = (verdict: Verdict): Recognised | undefined => {
    const text = evidenceOf(verdict);
    const { site = '' } = verdict.subject;
    const key = `${site}\n${text}`;
    if (!known.has(key)) {
      const row = site === '' ? undefined : run.settings.siteTable.find(site);
      known.set(
        key,
        recognised(text, verdict.exchanges.at(-1)?.status, {
          ...diagnosisContext(run, row),
          command,
        }),
      );
    }
    return known.get(key);
  };
  return verdicts.map((verdict) => {
    if (!isOpen(verdict)) return verdict;
    const found = recognise(verdict);
    return found === undefined ? verdict : { ...verdict, recognised: found };
  });
}

function recognised(
  text: string,
  status: number | undefined,
  context: DiagnosisContext,
): Recognised | undefined {
  const match = diagnose(text, context).recognised.find(
    // A server in trouble may say anything; none of it is about the client.
    ({ rule, sure }) =>
      sure !== 'possible' && (status === undefined || status < 500 || rule === 'server-trouble'),
  );
  return match === undefined ? undefined : recognisedBy(match);
}

function recognisedBy(match: RuleMatch<LinkName>): Recognised {
  const [cause] = match.causes;
  return {
    rule: match.rule,
    title: match.title,
    sure: match.sure,
    ...(cause === undefined || cause.state === 'ruled-out'
      ? {}
      : { cause: { id: cause.id, text: cause.text, state: cause.state } }),
    fix: match.fix,
    nextCommand: match.nextCommand,
  };
}

/** Arguments of findings that hold words of servers or of the system. */
const WORDS = ['text', 'error', 'description', 'code', 'reason', 'said', 'proxyError'];

/** What a verdict was judged by, as somebody would paste it. */
function evidenceOf({ finding: { args }, exchanges }: Verdict): string {
  const said = WORDS.flatMap((name) => {
    const value = args[name];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
  const last = exchanges.at(-1);
  const seen = [...(last === undefined ? [] : linesOf(last)), said.join(' - ')];
  return seen.join('\n').slice(0, LONGEST);
}

function linesOf({ method, url, status, error, responseBody }: Exchange): string[] {
  return [
    `${method} ${url}`,
    ...(status === undefined ? [] : [`HTTP/1.1 ${String(status)}`]),
    ...(error === undefined ? [] : [error]),
    ...(responseBody === undefined ? [] : ['', responseBody]),
  ];
}
