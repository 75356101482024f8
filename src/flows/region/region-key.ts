import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { readValidateKeyResponse, validateKeyRequest } from '../../datadog/api-keys.ts';
import type { ApiKey } from '../../model/grant.ts';
import type { Verdict } from '../../model/report.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import { requireClient } from '../run/client.ts';
import { judgeNoAnswer, type Contact } from './contact.ts';
import { judgeNoWord } from './judge-status.ts';
import { startRegionCheck, type RegionContext } from './region-context.ts';

/** A site's cell `key`, and the stored key. */
export interface KeyCell {
  readonly verdict: Verdict;
  readonly key?: ApiKey;
}

/**
 * Whether a site knows the key that is stored for it. It is sent nowhere else; that it is another
 * site's shows without sending when the same value is stored for that one.
 */
export async function regionKey(
  ctx: RegionContext,
  site: SiteRow,
  reaching: () => Promise<Contact>,
): Promise<KeyCell> {
  const { run } = ctx;
  const { host } = new URL(site.api.url);
  const { apiKeys } = await run.vault();
  const { clientId } = requireClient(run);
  const key = await apiKeys.find({ clientId, site: site.key });
  if (key === undefined) {
    const none = finding('region.no-key', { site: site.key });
    const check = startRegionCheck(run, site, 'key', 'API key', host);
    return { verdict: check({ grade: 'skipped', finding: none }) };
  }
  run.redactor.add(key.value);
  const reached = await reaching();
  const { place } = reached;
  const check = startRegionCheck(run, site, 'key', 'API key', host);
  if (reached.blocked !== undefined) return { verdict: check(reached.blocked), key };
  const request = validateKeyRequest(siteEndpoints(site).validateUrl, key.value);
  const sent = await run.send(request, { retry: true });
  if (sent.response === undefined) {
    return { verdict: check(await judgeNoAnswer(ctx, reached, sent)), key };
  }
  const unavailable = judgeNoWord(place, sent);
  if (unavailable !== undefined) return { verdict: check(unavailable), key };
  const { status } = sent.response;
  const args = { site: site.key, host: place.host, last4: key.last4, status };
  const exchanges = [sent.exchange];
  switch (readValidateKeyResponse(sent.response)) {
    case 'valid': {
      const valid = finding('key.valid', args);
      return {
        verdict: check({ grade: 'passed', proof: 'authenticated', finding: valid, exchanges }),
        key,
      };
    }
    case 'refused': {
      const owner = await otherOwner(ctx, key);
      const refused =
        owner === undefined
          ? finding('region.key-refused', args)
          : finding('region.key-of-another-site', { ...args, owner, how: 'stored' });
      return {
        verdict: check({ grade: 'failed', proof: 'reachable', finding: refused, exchanges }),
        key,
      };
    }
    case 'undecided': {
      const reason = `status ${String(status)}`;
      const open = finding('key.check-inconclusive', { ...args, reason });
      return {
        verdict: check({ grade: 'inconclusive', proof: 'reachable', finding: open, exchanges }),
        key,
      };
    }
  }
}

/** Another site for which the very same value is stored. */
async function otherOwner(ctx: RegionContext, key: ApiKey): Promise<string | undefined> {
  const { apiKeys } = await ctx.run.vault();
  const stored = await apiKeys.list(key.clientId);
  return stored.find(({ value, site }) => value === key.value && site !== key.site)?.site;
}
