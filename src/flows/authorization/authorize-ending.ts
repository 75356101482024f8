import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import type { Verdict } from '../../model/report.ts';
import { explainText } from '../run/explain.ts';
import type { Waited } from './authorize-waited.ts';
import type { Run } from '../run/run.ts';

/** Turns an ending without a code into verdicts; a code is judged elsewhere. */
export function judgeEnding(run: Run, waited: Waited, began: SiteRow): Verdict[] {
  const check = startCheck(run.host.clock, {
    id: 'authorize.callback',
    check: 'authorize.callback',
    title: 'Callback',
    subject: { site: began.key },
  });
  const judgement = judgementOf(run, waited, began);
  if (judgement === undefined) return [];
  return [check(judgement), ...explained(run, waited, began)];
}

function judgementOf(run: Run, waited: Waited, began: SiteRow): Judgement | undefined {
  switch (waited.kind) {
    case 'timeout':
      return {
        grade: 'failed',
        finding: finding('authorize.timeout', {
          seconds: Math.round(waited.waitMs / 1000),
          site: began.key,
        }),
      };
    case 'error-text':
      return {
        grade: 'failed',
        finding: finding('authorize.error-page', {
          text: run.redactor.redact(waited.text).replace(/\s+/g, ' ').trim().slice(0, 300),
          site: began.key,
        }),
      };
    case 'no-page':
      return {
        grade: 'inconclusive',
        finding: finding('authorize.page-unavailable', {
          host: waited.host,
          reason: waited.reason,
          site: began.key,
        }),
      };
    case 'bad-paste':
      return {
        grade: 'failed',
        finding: finding('authorize.paste-refused', { reason: waited.reason }),
      };
    case 'callback':
      return waited.params.kind === 'error' ? errorReturned(run, waited.params, began) : undefined;
  }
}

function errorReturned(
  run: Run,
  params: { readonly error: string; readonly description?: string | undefined },
  began: SiteRow,
): Judgement {
  const { error, description } = params;
  // A redirect can carry no 500 or 503, so they have codes. @see RFC 6749 §4.1.2.1
  const later = error === 'server_error' || error === 'temporarily_unavailable';
  return {
    grade: later ? 'inconclusive' : 'failed',
    proof: 'reachable',
    finding: finding(error === 'access_denied' ? 'authorize.denied' : 'authorize.error-returned', {
      error,
      description,
      site: began.key,
      ...(error === 'invalid_scope' ? { requested: run.settings.requestedScopes } : {}),
    }),
  };
}

function explained(run: Run, waited: Waited, began: SiteRow): Verdict[] {
  const text =
    waited.kind === 'error-text'
      ? waited.text
      : waited.kind === 'callback' && waited.params.kind === 'error'
        ? `${waited.params.error} - ${waited.params.description ?? ''}`
        : undefined;
  return text === undefined ? [] : explainText(run, text, began);
}
