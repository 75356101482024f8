import { finding } from '../../catalog/findings.ts';
import { ANY_TOKEN_ROUTES } from '../../catalog/any-token-routes.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { HostPlace } from '../../checks/region/host-place.ts';
import { judgeForeign } from '../../checks/region/judge-foreign.ts';
import { ToolError } from '../../errors.ts';
import { readValidateKeyResponse, validateKeyRequest } from '../../datadog/api-keys.ts';
import type { ApiKey, Grant } from '../../model/grant.ts';
import type { Exchange, HttpRequest, HttpResponse, Sent } from '../../model/http.ts';
import type { Verdict } from '../../model/report.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import { environmentTokens } from '../grant/environment-grant.ts';
import { requireClient } from '../run/client.ts';
import type { Run } from '../run/run.ts';
import { contact } from './contact.ts';
import { startRegionCheck, type RegionContext } from './region-context.ts';

/** What a site's row has that must not work elsewhere. */
export interface RowSecrets {
  readonly site: SiteRow;
  readonly grant: Grant | undefined;
  readonly key: ApiKey | undefined;
}

/** One kind of secret, and how a foreign site is asked about it. */
interface CrossKind {
  readonly column: 'cross-token' | 'cross-key';
  readonly title: string;
  readonly what: 'access token' | 'API key';
  readonly requestFor: (secrets: RowSecrets, other: SiteRow) => HttpRequest | undefined;
  readonly judge: (response: HttpResponse) => 'accepted' | 'refused' | 'undecided';
}

const KINDS: readonly CrossKind[] = [
  {
    column: 'cross-token',
    title: 'Access token is refused elsewhere',
    what: 'access token',
    requestFor: ({ grant }, other) =>
      grant === undefined
        ? undefined
        : {
            method: 'GET',
            url: `${other.api.url}${ANY_TOKEN_ROUTES[0] ?? '/'}`,
            headers: {
              accept: 'application/json',
              authorization: `Bearer ${grant.accessToken}`,
            },
          },
    judge: ({ status }) => {
      if (status >= 200 && status < 300) return 'accepted';
      return status === 401 || status === 403 ? 'refused' : 'undecided';
    },
  },
  {
    column: 'cross-key',
    title: 'API key is refused elsewhere',
    what: 'API key',
    requestFor: ({ key }, other) =>
      key === undefined
        ? undefined
        : validateKeyRequest(siteEndpoints(other).validateUrl, key.value),
    judge: (response) => {
      const answer = readValidateKeyResponse(response);
      return answer === 'valid' ? 'accepted' : answer;
    },
  },
];

/**
 * Sites to which secrets of `site` are sent by `--cross-site`: all of its own environment; gov and
 * config sites only when they were named.
 */
export function othersOf(ctx: Pick<RegionContext, 'run' | 'named'>, site: SiteRow): SiteRow[] {
  return ctx.run.settings.siteTable.all.filter(
    (other) =>
      other.key !== site.key &&
      other.environment === site.environment &&
      (other.environment === 'commercial' || ctx.named?.includes(other) === true),
  );
}

/** Whether a person, or `--yes`, agrees to send secrets to sites they do not belong to. */
export type CrossConsent = 'given' | 'declined';

/**
 * Says what goes where, and asks. Nothing real leaves for a simulator, so there nobody is asked.
 * @throws ToolError `usage.confirmation` when nobody can be asked and there is no `--yes`
 */
export async function consentToCrossSite(
  run: Run,
  sites: readonly SiteRow[],
  yes: boolean,
): Promise<CrossConsent> {
  if (run.simulation !== undefined) return 'given';
  const lines = await announcements(run, sites);
  for (const line of lines) run.ui.notice(line);
  if (yes || lines.length === 0) return 'given';
  if (!run.interactive) {
    throw new ToolError('usage.confirmation', '--cross-site sends secrets to other sites.', {
      hint: 'Where nobody can be asked it needs --yes',
    });
  }
  return (await run.host.prompter.confirm('Send them?', run.signal)) ? 'given' : 'declined';
}

/** One line for each site that has something to send. */
async function announcements(run: Run, sites: readonly SiteRow[]): Promise<string[]> {
  const { clientId } = requireClient(run);
  const { grants, apiKeys } = await run.vault();
  const tokens = environmentTokens(run);
  const lines = await Promise.all(
    sites.map(async (site) => {
      const place = { clientId, site: site.key };
      const granted = tokens.has(site.key) || (await grants.find(place)) !== undefined;
      const what = [
        ...(granted ? ['access token'] : []),
        ...((await apiKeys.find(place)) === undefined ? [] : ['API key']),
      ];
      const others = othersOf({ run, named: run.settings.sites }, site);
      const hosts = others.map(({ api }) => new URL(api.url).host);
      return what.length === 0 || hosts.length === 0
        ? []
        : [
            `--cross-site sends the ${what.join(' and ')} of ${site.key} to ${hosts.join(', ')}, which have to refuse what is not theirs.`,
          ];
    }),
  );
  return lines.flat();
}

/** The cells `cross-token` and `cross-key` of one row: every other site must refuse what it has. */
export async function crossSite(
  ctx: RegionContext,
  secrets: RowSecrets,
  consent: CrossConsent,
): Promise<Verdict[]> {
  return Promise.all(KINDS.map((kind) => crossKind(ctx, secrets, kind, consent)));
}

async function crossKind(
  ctx: RegionContext,
  secrets: RowSecrets,
  kind: CrossKind,
  consent: CrossConsent,
): Promise<Verdict> {
  const { site } = secrets;
  const check = startRegionCheck(ctx.run, site, kind.column, kind.title);
  const args = { site: site.key, what: kind.what };
  if (consent === 'declined') {
    return check({ grade: 'skipped', finding: finding('region.cross-declined', args) });
  }
  const asked = othersOf(ctx, site).flatMap((other) => {
    const request = kind.requestFor(secrets, other);
    return request === undefined ? [] : [{ other, request }];
  });
  if (asked.length === 0) {
    return check({ grade: 'skipped', finding: finding('region.cross-nothing', args) });
  }
  const answers = await Promise.all(
    asked.map(async ({ other, request }) => {
      const { blocked, place } = await contact(ctx, other, other.api, { handshake: false });
      const sent = blocked === undefined ? await ctx.run.send(request, { retry: true }) : undefined;
      return { other, sent, outcome: outcomeOf(kind, sent, place) };
    }),
  );
  const exchanges: Exchange[] = answers.flatMap(({ sent }) => sent?.exchange ?? []);
  const sitesThat = (verdict: string): string[] =>
    answers.flatMap(({ other, outcome }) => (outcome === verdict ? [other.key] : []));
  const told = {
    ...args,
    refused: sitesThat('refused'),
    accepted: sitesThat('accepted'),
    undecided: sitesThat('undecided'),
  };
  if (told.accepted.length > 0) {
    const accepted = finding('region.cross-accepted', told);
    return check({ grade: 'failed', proof: 'reachable', finding: accepted, exchanges });
  }
  if (told.undecided.length > 0) {
    const open = finding('region.cross-undecided', told);
    return check({
      grade: 'inconclusive',
      ...(told.refused.length > 0 ? { proof: 'reachable' as const } : {}),
      finding: open,
      exchanges,
    });
  }
  const refused = finding('region.cross-refused', told);
  return check({ grade: 'passed', proof: 'reachable', finding: refused, exchanges });
}

function outcomeOf(
  kind: CrossKind,
  sent: Sent | undefined,
  place: HostPlace,
): 'accepted' | 'refused' | 'undecided' {
  if (sent?.response === undefined) return 'undecided';
  // A page of somebody in between takes nothing and refuses nothing, whatever its status.
  return judgeForeign(place, sent.response) === undefined ? kind.judge(sent.response) : 'undecided';
}
