import { defineLintRule } from '../define-lint-rule.ts';
import { SITES } from '../../catalog/sites.ts';
import { isPublished } from '../clients.ts';
import { shownText } from '../lint-file.ts';
import { perSiteFamilies } from '../per-site-uris.ts';

/** One redirect URI for each site, and not for each. */
export const redirectUriSiteMissing = defineLintRule({
  id: 'redirect-uri-site-missing',
  title: 'Redirect URIs for single sites leave some sites out',
  severity: 'warning',
  cause:
    'An integration has to work on all sites. With one redirect URI for each of them, customers of a site that has none cannot authorize.',
  fix: 'Register one for each site that is missing, or one URI for all: the callback says in "domain" which site it comes from.',
  mustNotClaim: [
    'one URI for all sites',
    'regions of your own (us1 and eu1 in the host, us2, eu-west-1)',
    'a test client, which lives on one site',
    'a family beside which the same URI without a site is registered',
  ],
  client: (client) => {
    if (!isPublished(client)) return [];
    return perSiteFamilies(client.redirectUris).flatMap(({ members, sites, generic }) => {
      const missing = SITES.filter(({ key }) => !sites.includes(key));
      const [first] = members;
      if (first === undefined || generic || missing.length === 0) return [];
      const commercial = missing.some(({ environment }) => environment === 'commercial');
      const args = {
        value: shownText(first.value),
        sites: SITES.map(({ key }) => key).filter((key) => sites.includes(key)),
        missing: missing.map(({ key }) => key),
      };
      return [{ at: first.node, severity: commercial ? 'warning' : 'hint', args } as const];
    });
  },
});
