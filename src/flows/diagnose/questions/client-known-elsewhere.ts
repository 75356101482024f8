import type { SiteRow } from '../../../catalog/site-row.ts';
import type { ClientStanding } from '../../../checks/region/client-known.ts';
import { isNamed } from '../../region/unknown-client.ts';
import { probeTokenEndpoint } from '../../region/token-probes.ts';
import { ANY_REDIRECT_URI, looked, type Ask, type LiveContext } from '../live-context.ts';

/** What shows that a site knows the id. */
const KNOWN: readonly (ClientStanding | undefined)[] = [
  'known',
  'id-known',
  'secret-wrong',
  'not-allowed',
];

/**
 * Whether the client lives on another site instead: one of the same environment knows it, and the site
 * of the case does not. Only sites that the user or the profile named are shown the secret; the others
 * see the id, which is none.
 */
export const clientKnownElsewhere: Ask = async (ctx) => {
  const { run, about } = ctx;
  const here = await ctx.tokenLook();
  if (KNOWN.includes(here.standing)) {
    return looked('no', `${about.site.key} itself knows the client`, here);
  }
  const others = run.settings.siteTable.all.filter(
    ({ key, environment }) => key !== about.site.key && environment === about.site.environment,
  );
  if (others.length === 0) return looked('unknown', 'there is no other site of this kind');
  const answers = await Promise.all(others.map((site) => askSite(ctx, site)));
  const exchanges = answers.flatMap((answer) => answer.exchanges);
  const keysOf = (standing: (each: ClientStanding | undefined) => boolean): string =>
    answers.flatMap((each) => (standing(each.standing) ? [each.site.key] : [])).join(', ');
  const knowing = keysOf((each) => KNOWN.includes(each));
  const untold = keysOf((each) => !KNOWN.includes(each) && each !== 'unknown');
  if (knowing !== '') {
    return here.standing === 'unknown'
      ? looked('yes', `${knowing} knows the id, ${about.site.key} does not`, { exchanges })
      : looked('unknown', `${knowing} knows the id; ${about.site.key} does not tell`, {
          exchanges,
        });
  }
  return untold === ''
    ? looked('no', `no other site knows the id (${keysOf(() => true)})`, { exchanges })
    : looked('unknown', `it could not be told on ${untold}`, { exchanges });
};

async function askSite(ctx: LiveContext, site: SiteRow) {
  const { secret, ...rest } = ctx.region;
  const region = { ...rest, secret: isNamed(ctx.region, site) ? secret : undefined };
  const redirectUri = ctx.about.redirectUri ?? ANY_REDIRECT_URI;
  return { ...(await probeTokenEndpoint(region, site, redirectUri)), site };
}
