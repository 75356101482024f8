import { escapeHtml } from '../../html.ts';
import { SITES } from '../../catalog/sites.ts';
import { hostsOf } from '../http/address.ts';
import { htmlPage } from '../http/html-page.ts';
import type { World } from '../world/world.ts';

/** The page at `/`: what this is, which clients it knows, which hosts it serves. */
export function indexPage(world: World): string {
  const clients = [...world.clients.values()].map((client) => {
    const sites = client.sites.join(', ');
    return `<li>${escapeHtml(client.name)}: ${client.kind} client <code>${escapeHtml(client.clientId)}</code> on ${escapeHtml(sites)}</li>`;
  });
  const sites = SITES.map((site) => {
    const hosts = hostsOf(site).map(
      ({ host, role }) => `<li><a href="/${host}/"><code>${host}</code></a> (${role})</li>`,
    );
    return `<h3>${escapeHtml(site.name)}</h3>\n<ul>\n${hosts.join('\n')}\n</ul>`;
  });
  return htmlPage(
    'ddoauth simulator',
    `<h1>ddoauth simulator</h1>
<p>A local stand-in for all Datadog sites, for trying out OAuth clients. It is not Datadog, and nothing
in it leaves this machine. Each host is served below its own name, for example
<code>/api.datadoghq.eu/oauth2/v1/token</code>.</p>
<p><a href="/__simulator/state">State as JSON</a></p>
<h2>Clients</h2>
<ul>
${clients.join('\n')}
</ul>
<h2>Hosts</h2>
${sites.join('\n')}`,
  );
}
