import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck, type CheckNames } from '../../checks/verdict.ts';
import { readValidateKeyResponse, validateKeyRequest } from '../../datadog/api-keys.ts';
import type { ApiKey } from '../../model/grant.ts';
import type { Verdict } from '../../model/report.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import type { Run } from '../run/run.ts';

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
  let { answer, exchange, reason } = await ask(run, site, key);
  for (const pauseMs of options.justCreated ? NEW_KEY_PAUSES_MS : []) {
    if (answer !== 'refused' || run.remainingMs() < pauseMs) break;
    await run.host.clock.sleep(pauseMs, run.signal);
    ({ answer, exchange, reason } = await ask(run, site, key));
  }
  const args = { site: site.key, last4: key.last4, reason };
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
  const { answer, exchange, reason } = await ask(run, other, key);
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

async function ask(
  run: Run,
  site: SiteRow,
  key: ApiKey,
): Promise<{
  answer: 'valid' | 'refused' | 'undecided';
  exchange: Verdict['exchanges'][number];
  reason: string;
}> {
  const { validateUrl } = siteEndpoints(site);
  const sent = await run.send(validateKeyRequest(validateUrl, key.value), { retry: true });
  if (sent.response === undefined) {
    return { answer: 'undecided', exchange: sent.exchange, reason: sent.failure.message };
  }
  const answer = readValidateKeyResponse(sent.response);
  return { answer, exchange: sent.exchange, reason: `status ${String(sent.response.status)}` };
}
