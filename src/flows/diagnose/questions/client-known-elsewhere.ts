import type { SiteRow } from '../../../catalog/site-row.ts';
import { isNamed } from '../../region/unknown-client.ts';
import { probeTokenEndpoint } from '../../region/token-probes.ts';
import { looked, type Ask, type LiveContext } from '../live-context.ts';

/** Redirect URI of a client that has none; the made-up code is refused before it counts. */
const ANY_REDIRECT_URI = 'http://localhost/ddoauth';

/**
 * Whether another site of the same environment knows the client. Only sites that the user or the
 * profile named are shown the secret; the others see the id, which is none.
 */
export const clientKnownElsewhere: Ask = async (ctx) => {
  const { run, about } = ctx;
  const others = run.settings.siteTable.all.filter(
    ({ key, environment }) => key !== about.site.key && environment === about.site.environment,
  );
  if (others.length === 0) return looked('unknown', 'there is no other site of this kind');
  const answers = await Promise.all(others.map((site) => askSite(ctx, site)));
  const exchanges = answers.flatMap((answer) => answer.exchanges);
  const of = (said: 'yes' | 'no' | 'unknown'): string =>
    answers.flatMap(({ known, site }) => (known === said ? [site.key] : [])).join(', ');
  if (of('yes') !== '') return looked('yes', `${of('yes')} knows the id`, { exchanges });
  if (of('unknown') === '') return looked('no', `neither ${of('no')} knows the id`, { exchanges });
  return looked('unknown', `it could not be told on ${of('unknown')}`, { exchanges });
};

async function askSite(ctx: LiveContext, site: SiteRow) {
  const { secret, ...rest } = ctx.region;
  const shown = isNamed(ctx.region, site) ? secret : undefined;
  const redirectUri = ctx.about.redirectUri ?? ANY_REDIRECT_URI;
  const { standing, exchanges } = await probeTokenEndpoint(
    { ...rest, secret: shown },
    site,
    redirectUri,
  );
  return { site, exchanges, known: knownBy(standing) };
}

function knownBy(standing: string | undefined): 'yes' | 'no' | 'unknown' {
  if (standing === 'unknown') return 'no';
  const known = ['known', 'id-known', 'secret-wrong', 'not-allowed'];
  return known.includes(standing ?? '') ? 'yes' : 'unknown';
}
