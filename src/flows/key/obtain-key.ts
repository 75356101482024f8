import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import { messageOf, ToolError } from '../../errors.ts';
import { createKeyRequest, readCreateKeyResponse } from '../../datadog/api-keys.ts';
import type { ApiKey, Grant } from '../../model/grant.ts';
import type { Exchange, Sent } from '../../model/http.ts';
import type { Verdict } from '../../model/report.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import { requireClient } from '../run/client.ts';
import { judgeRefusedKey } from './key-refusal.ts';
import { lockOptions } from '../grant/lock-options.ts';
import type { Run } from '../run/run.ts';

/** How a key is wanted. */
export interface CreateKeyRequest {
  /** Do not ask before the request. */
  readonly yes: boolean;
  /** Ask for a key even though one is stored. */
  readonly requestNew: boolean;
}

/** A key that is stored, or why there is none. */
export interface KeyOutcome {
  readonly verdict: Verdict;
  readonly key?: ApiKey;
}

/**
 * Gets the one key this client may have in an org. The sequence guards its value, which Datadog shows
 * once: consent, proof that the store can be written, a note of the intent, the request, and the key
 * saved before anything else can fail. One process at a time.
 */
export async function obtainKey(
  run: Run,
  site: SiteRow,
  grant: Grant,
  request: CreateKeyRequest,
): Promise<KeyOutcome> {
  const check = startCheck(run.host.clock, {
    id: 'key.create',
    check: 'key.create',
    title: 'API key',
    subject: { site: site.key },
  });
  const { apiKeys, store } = await run.vault();
  const place = keyPlace(grant);
  return store.withLock(
    `api-key/${place}`,
    async () => {
      const stored = await apiKeys.find(keyQuery(grant));
      if (stored !== undefined && !request.requestNew) {
        run.redactor.add(stored.value);
        const args = { site: site.key, last4: stored.last4, where: store.where };
        return {
          verdict: check({ grade: 'passed', finding: finding('key.reused', args) }),
          key: stored,
        };
      }
      if (!(await confirmed(run, site, grant, request))) {
        return { verdict: check({ grade: 'inconclusive', finding: finding('key.declined') }) };
      }
      await store.assertWritable();
      const intent = `key-intent/${place}`;
      const leftBehind = (await store.get(intent)) !== undefined;
      await store.set(intent, JSON.stringify({ runId: run.runId, at: run.host.clock.now() }));
      const { marketplaceKeyUrl } = siteEndpoints(site);
      const sent = await run.send(createKeyRequest(marketplaceKeyUrl, grant.accessToken), {
        secretAnswer: true,
      });
      const outcome = await settle(run, site, grant, sent, leftBehind);
      if (outcome.intentSettled) await store.delete(intent).catch(() => false);
      const { key, judgement } = outcome;
      return { verdict: check(judgement), ...(key === undefined ? {} : { key }) };
    },
    lockOptions(run),
  );
}

interface Settled {
  readonly judgement: Judgement;
  readonly key?: ApiKey;
  /** Whether it is known what became of the request; otherwise the note of the intent stays. */
  readonly intentSettled: boolean;
}

async function settle(
  run: Run,
  site: SiteRow,
  grant: Grant,
  sent: Sent,
  leftBehind: boolean,
): Promise<Settled> {
  if (sent.response !== undefined) {
    const outcome = readCreateKeyResponse(sent.response);
    if (outcome.kind === 'created') {
      run.redactor.add(outcome.key.value);
      const key: ApiKey = {
        clientId: grant.clientId,
        site: site.key,
        org: grant.org,
        ...outcome.key,
        createdAt: outcome.key.createdAt || new Date(run.host.clock.now()).toISOString(),
      };
      return { ...(await save(run, key, sent.exchange)), intentSettled: true };
    }
    const judgement = judgeRefusedKey(sent, outcome, grant, { site: site.key, leftBehind });
    return {
      judgement,
      intentSettled: outcome.kind !== 'unavailable' && outcome.kind !== 'unexpected',
    };
  }
  const judgement = judgeRefusedKey(sent, undefined, grant, { site: site.key, leftBehind });
  return { judgement, intentSettled: judgement.finding.code === 'key.unreachable' };
}

/** Saves the key; when every store fails its value is shown, once, as the last resort. */
async function save(
  run: Run,
  key: ApiKey,
  exchange: Exchange,
): Promise<{ judgement: Judgement; key?: ApiKey }> {
  const { apiKeys, store } = await run.vault();
  const args = { site: key.site, last4: key.last4, name: key.name, where: store.where };
  try {
    await apiKeys.save(key);
  } catch (error) {
    run.ui.lastResort(
      `API key of ${key.org.name ?? key.site}, which could not be saved`,
      key.value,
    );
    return {
      judgement: {
        grade: 'failed',
        finding: finding('key.save-failed', { ...args, reason: messageOf(error) }),
        exchanges: [exchange],
      },
    };
  }
  return {
    key,
    judgement: {
      grade: 'passed',
      proof: 'authorized',
      finding: finding('key.created', args),
      exchanges: [exchange],
    },
  };
}

async function confirmed(
  run: Run,
  site: SiteRow,
  grant: Grant,
  request: CreateKeyRequest,
): Promise<boolean> {
  if (request.yes || run.simulation?.ownProcess === true) return true;
  const { name, clientId } = requireClient(run);
  const org = grant.org.name ?? grant.org.id ?? 'the org';
  if (!run.interactive) {
    throw new ToolError(
      'usage.confirmation',
      `create-key makes an API key in ${org} (${site.key}).`,
      {
        hint: 'Without a terminal give --yes',
      },
    );
  }
  run.ui.notice(
    `${name ?? clientId} may have one API key in ${org} (${site.key}). Datadog shows its value once; losing it means revoking it by hand.`,
  );
  return run.host.prompter.confirm('Create it now?', run.signal);
}

function keyPlace(grant: Grant): string {
  return `${grant.clientId}/${grant.site}/${grant.org.id ?? '-'}`;
}

function keyQuery(grant: Grant): { clientId: string; site: string; orgId?: string } {
  const { clientId, site, org } = grant;
  return { clientId, site, ...(org.id === undefined ? {} : { orgId: org.id }) };
}
