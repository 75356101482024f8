import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { errorTexts, quote, readBody } from '../../checks/scope-answer.ts';
import { startCheck, type CheckNames } from '../../checks/verdict.ts';
import { readValidateKeyResponse, validateKeyRequest } from '../../datadog/api-keys.ts';
import type { ApiKey } from '../../model/grant.ts';
import type { Exchange, HttpResponse } from '../../model/http.ts';
import type { Verdict } from '../../model/report.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import { readRateLimit } from '../../transport/rate-limit.ts';
import type { Run } from '../run/run.ts';
import { recoveryArgs } from './key-place.ts';

/** Pauses while a site may not know a new key yet, in milliseconds. */
const NEW_KEY_PAUSES_MS = [1_000, 2_000, 4_000];

/** Proves that the key's own site knows it; one that was just created gets a few seconds. */
export async function validateHere(
  run: Run,
  site: SiteRow,
  key: ApiKey,
  options: { readonly names: CheckNames; readonly justCreated: boolean },
): Promise<Verdict> {
  const check = startCheck(run.host.clock, options.names);
  let { answer, exchange, reason } = await askWhetherKnown(run, site, key.value);
  for (const pauseMs of options.justCreated ? NEW_KEY_PAUSES_MS : []) {
    if (answer !== 'refused' || run.remainingMs() < pauseMs) break;
    await run.host.clock.sleep(pauseMs, run.signal);
    ({ answer, exchange, reason } = await askWhetherKnown(run, site, key.value));
  }
  const args = { ...recoveryArgs(run, site, key.org), last4: key.last4, reason };
  const exchanges = [exchange];
  switch (answer) {
    case 'valid':
      return check({
        grade: 'passed',
        proof: 'authenticated',
        finding: finding('key.valid', args),
        exchanges,
      });
    case 'refused':
      return check({ grade: 'failed', finding: finding('key.invalid', args), exchanges });
    case 'undecided':
      return check({
        grade: 'inconclusive',
        finding: finding('key.check-inconclusive', args),
        exchanges,
      });
  }
}

/** Proves that another site refuses the key: a key works on its own site only. */
export async function refusedElsewhere(
  run: Run,
  other: SiteRow,
  key: ApiKey,
  names: CheckNames,
): Promise<Verdict> {
  const check = startCheck(run.host.clock, names);
  const { answer, exchange, reason } = await askWhetherKnown(run, other, key.value);
  const args = { site: key.site, other: other.key, last4: key.last4, reason };
  const exchanges = [exchange];
  switch (answer) {
    case 'valid':
      return check({
        grade: 'failed',
        finding: finding('key.accepted-elsewhere', args),
        exchanges,
      });
    case 'refused':
      return check({
        grade: 'passed',
        finding: finding('key.refused-elsewhere', args),
        exchanges,
      });
    case 'undecided':
      return check({
        grade: 'inconclusive',
        finding: finding('key.check-inconclusive', { ...args, site: other.key }),
        exchanges,
      });
  }
}

/** A site of the same environment on which the key must not work. */
export function otherSite(run: Run, site: SiteRow): SiteRow | undefined {
  return run.settings.siteTable.all.find(
    ({ key, environment }) => key !== site.key && environment === site.environment,
  );
}

/** What a site says of a key. */
export interface KeyAnswer {
  readonly answer: 'valid' | 'refused' | 'undecided';
  readonly exchange: Exchange;
  /** Why, in few words: a status, a failure. */
  readonly reason: string;
}

/**
 * Asks a site whether it knows a key. It sees the key's value.
 * @param timeoutMs deadline of one attempt; there may be two
 */
export async function askWhetherKnown(
  run: Run,
  site: SiteRow,
  value: string,
  timeoutMs?: number,
): Promise<KeyAnswer> {
  const { validateUrl } = siteEndpoints(site);
  const sent = await run.send(validateKeyRequest(validateUrl, value), {
    retry: true,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  const { exchange, response } = sent;
  if (response === undefined) {
    return { answer: 'undecided', exchange, reason: sent.failure.message };
  }
  const answer = readValidateKeyResponse(response);
  return { answer, exchange, reason: reasonOf(response, run.host.clock.now()) };
}

function reasonOf(response: HttpResponse, nowMs: number): string {
  const status = String(response.status);
  if (response.status === 429) {
    const resetMs = readRateLimit(response, nowMs)?.resetMs;
    const until = resetMs === undefined ? '' : ` for ${String(Math.ceil(resetMs / 1000))} s`;
    return `requests are limited${until} (429)`;
  }
  if (readBody(response).kind === 'page') return `a page came instead of an answer (${status})`;
  const text = quote(errorTexts(response));
  return text === '' ? `status ${status}` : `status ${status}: ${text}`;
}
