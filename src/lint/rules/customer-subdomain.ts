import { defineLintRule, type LintFinding } from '../define-lint-rule.ts';
import { nodesBelow } from '../json-tree.ts';
import { shownText } from '../lint-file.ts';
import { placeHost } from '../../sites/place-host.ts';

/** A Datadog URL with the subdomain of one customer. */
export const customerSubdomain = defineLintRule({
  id: 'customer-subdomain',
  title: 'A Datadog host with a customer subdomain',
  severity: 'error',
  cause:
    'A customer subdomain is right for the authorize page of that one customer and nowhere else: api.acme.datadoghq.com has no certificate, and where the org lives is told by "domain", not by the subdomain.',
  fix: 'Write the host of the site: https://app.datadoghq.eu, https://api.datadoghq.eu, or its key.',
  mustNotClaim: [
    'hosts of a site, of its API and intakes, such as us3.datadoghq.com',
    'a host in a sentence, such as a description',
    'hosts that only look like it: acme.datadoghq.com.example.org',
  ],
  file: ({ root }, { sites }) =>
    (root === undefined ? [] : [...nodesBelow(root)]).flatMap((node): LintFinding[] => {
      if (node.kind !== 'string') return [];
      const host = HOST.exec(String(node.value))?.[1]?.toLowerCase();
      if (host === undefined) return [];
      const place = placeHost(host, sites);
      const args = { value: shownText(String(node.value)), host };
      if (place.kind === 'subdomain' && !TOOLS.includes(place.subdomain)) {
        const { site, subdomain } = place;
        const severity = subdomain === 'api' ? 'error' : 'warning';
        return [{ at: node, severity, args: { ...args, site: site.key, subdomain } }];
      }
      if (place.kind !== 'below' || !/^api\.|\.api$/.test(place.labels)) return [];
      const { nearest, labels } = place;
      return [{ at: node, args: { ...args, site: nearest.key, subdomain: labels, api: true } }];
    }),
});

/** The host of a URL or a bare host; not one within a sentence. */
const HOST =
  /^\s*(?:https?:\/\/)?([a-z0-9.-]+\.(?:datadoghq\.(?:com|eu)|ddog-gov\.com))(?::[0-9]+)?(?:[/?#]\S*)?\s*$/i;

/** Labels that are Datadog's own. */
const TOOLS: readonly string[] = ['www', 'app', 'docs', 'static', 'status', 'sandbox'];
