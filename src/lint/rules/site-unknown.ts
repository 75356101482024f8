import { defineLintRule } from '../define-lint-rule.ts';
import { parseSite } from '../../sites/parse-site.ts';
import { memberOf } from '../json-tree.ts';
import { shownText } from '../lint-file.ts';

/** A site that is none. */
export const siteUnknown = defineLintRule({
  id: 'site-unknown',
  title: 'A profile names a site that does not exist',
  severity: 'error',
  cause: 'Every command with this profile ends with exit code 2.',
  fix: 'Name a site by its key or domain; ddoauth sites lists them. A new one goes under "sites" of the config.',
  mustNotClaim: ['keys, domains, hosts and URLs of sites', 'sites that the config adds', 'all'],
  client: ({ node, source }, { sites }) => {
    if (source !== 'profile') return [];
    return (memberOf(node, 'sites')?.value.items ?? []).flatMap((item) =>
      String(item.value)
        .split(',')
        .flatMap((text) => {
          if (item.kind !== 'string' || text.trim() === '' || text.trim() === 'all') return [];
          const site = parseSite(text, sites);
          if (site.kind === 'site') return [];
          const { reason, nearest } = site;
          return [{ at: item, args: { value: shownText(text.trim()), reason, guess: nearest } }];
        }),
    );
  },
});
