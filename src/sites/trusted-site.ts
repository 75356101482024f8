import type { SiteHost, SiteRow } from '../catalog/site-row.ts';
import { ToolError } from '../errors.ts';
import { quoted } from './quoted.ts';
import { judgeUnknownHost } from './unknown-host.ts';

function inferred(url: string): SiteHost {
  return { url, status: 'inferred', source: 'pattern of the other sites' };
}

/**
 * The row of a site that is not in the table, for a domain below Datadog's that the user has agreed
 * to trust. Its key is the domain itself, so that it can never pass for a known site. It has no
 * spans intake: by the pattern that host would lie outside Datadog's domains, and anybody could own it.
 * @throws ToolError `usage.site` when the domain does not lie below one of Datadog's.
 */
export function siteForTrustedDomain(domain: string): SiteRow {
  const judged = judgeUnknownHost(domain.toLowerCase(), domain);
  if (judged.kind !== 'below-datadog' || !/^[a-z0-9.-]+$/.test(judged.domain)) {
    throw new ToolError('usage.site', `${quoted(domain)} does not lie below a Datadog domain`);
  }
  const name = judged.domain;
  return {
    key: name,
    name,
    domain: name,
    environment: judged.environment,
    aliases: [],
    app: inferred(`https://${name}`),
    api: inferred(`https://api.${name}`),
    intake: {
      logs: inferred(`https://http-intake.logs.${name}`),
      events: inferred(`https://event-management-intake.${name}`),
      otlp: inferred(`https://otlp.${name}`),
    },
  };
}
