import type { DIAGNOSE_FINDINGS } from '../catalog/findings/diagnose.ts';
import type { Cause, Diagnosis, DiagnosisContext, RuleMatch } from '../model/diagnosis.ts';
import type { Finding, FindingArg, Verdict } from '../model/report.ts';

/** Characters of an unknown text that its finding quotes. */
const QUOTE_LENGTH = 500;

const REQUEST_ID =
  /(?:x-request-id|dd-request-id|x-datadog-request-id|request[ _]id)["']?\s{0,4}[:=,]\s{0,4}(?:["']?value["']?\s{0,4}:\s{0,4})?["']?([\w-]{8,80})/i;

function finding(code: keyof typeof DIAGNOSE_FINDINGS, args: Finding['args']): Finding {
  return { code, args };
}

function causeText({ state, text, because }: Cause): string {
  const said = because === undefined ? text : `${text} (${because})`;
  if (state === 'confirmed') return `confirmed: ${said}`;
  return state === 'ruled-out' ? `ruled out: ${said}` : `open: ${said}`;
}

/** What the input was taken for, as arguments of any finding. */
function formArgs({ forms, flows }: Diagnosis): Record<string, FindingArg> {
  const [form] = forms;
  if (!form) return {};
  return {
    inputKind: form.kind,
    ...(form.language === undefined ? {} : { language: form.language }),
    inputs: forms.length,
    requests: forms.reduce((sum, { exchanges }) => sum + exchanges, 0),
    flows,
    ...(forms.some(({ cut }) => cut) ? { cut: 'yes' } : {}),
  };
}

function recognisedVerdict(
  match: RuleMatch,
  context: DiagnosisContext,
  form: Record<string, FindingArg>,
): Verdict {
  const { rule, title, sure, evidence, causes, fix, nextCommand, links } = match;
  return {
    id: `diagnose.${rule}`,
    check: 'diagnose',
    title,
    subject: context.site === undefined ? {} : { site: context.site },
    grade: 'review',
    finding: finding('diagnose.recognised', {
      rule,
      title,
      sure,
      evidence,
      causes: causes.map(causeText),
      causeIds: causes.map(({ id }) => id),
      causeStates: causes.map(({ state }) => state),
      byHand: causes.map(({ byHand = '' }) => byHand),
      fix,
      nextCommand,
      pages: links,
      ...form,
    }),
    exchanges: [],
    durationMs: 0,
  };
}

function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= QUOTE_LENGTH ? line : `${line.slice(0, QUOTE_LENGTH - 1)}…`;
}

/**
 * A diagnosis as verdicts: one `review` per rule that knows the text, best first; one `review` for
 * requests in which nothing is wrong; or one `inconclusive` that says what to send to Datadog's support.
 * @param context As given to `diagnose`; names client and site.
 * @param at When the error came up, ISO 8601, if known.
 */
export function toVerdicts(
  diagnosis: Diagnosis,
  context: DiagnosisContext = {},
  at?: string,
): Verdict[] {
  if (diagnosis.recognised.length > 0) {
    return diagnosis.recognised.map((match) =>
      recognisedVerdict(match, context, formArgs(diagnosis)),
    );
  }
  const subject = context.site === undefined ? {} : { site: context.site };
  if (diagnosis.judged.length > 0) {
    return [
      {
        id: 'diagnose.nothing-seen',
        check: 'diagnose',
        title: 'Nothing wrong seen',
        subject,
        grade: 'review',
        finding: finding('diagnose.nothing-seen', {
          judged: diagnosis.judged,
          ...(context.registeredRedirectUris?.length ? { client: 'known' } : {}),
          ...formArgs(diagnosis),
        }),
        exchanges: [],
        durationMs: 0,
      },
    ];
  }
  const known: Record<string, FindingArg | undefined> = {
    clientId: context.clientId,
    site: context.site,
    requestId: REQUEST_ID.exec(diagnosis.redactedInput)?.[1],
    at,
  };
  const args: Record<string, FindingArg> = {
    text: quote(diagnosis.redactedInput),
    ...formArgs(diagnosis),
  };
  for (const [name, value] of Object.entries(known)) if (value !== undefined) args[name] = value;
  return [
    {
      id: 'diagnose.not-recognised',
      check: 'diagnose',
      title: 'Not recognised',
      subject,
      grade: 'inconclusive',
      finding: finding('diagnose.not-recognised', args),
      exchanges: [],
      durationMs: 0,
    },
  ];
}
