import { LEFT_OUT, NAMES, NOTED, SOURCES } from './names.mjs';

/** A site's row of the table: name of the catalog to URL, status and source. */
export function hostsOfSite(site) {
  const hosts = {};
  for (const { name, host, protocol, port, status, source } of site.destinations) {
    if (name in LEFT_OUT || status === 'unsupported') continue;
    if (!(name in NAMES)) throw new Error(`${site.key}: ${name} is neither named nor left out`);
    if (protocol !== 'https' || port !== 443 || /[{}*]/.test(host)) {
      throw new Error(`${site.key}: ${name}: ${host} is no HTTPS host at port 443`);
    }
    hosts[NAMES[name]] = { url: `https://${host}`, status, source: wordsOf(source) };
  }
  const { spans_json: spans } = site.hosts;
  if (spans !== undefined) {
    const { host, path, status, source } = spans;
    hosts['spans'] = { url: `https://${host}${path}`, status, source: wordsOf(source) };
  }
  return inOrder({ ...hosts, ...NOTED[site.key] });
}

/** What has no row in any site, with the reason, as lines. */
export function leftOut(sites) {
  const named = new Set(sites.flatMap(({ destinations }) => destinations.map(({ name }) => name)));
  return Object.entries(LEFT_OUT)
    .filter(([name]) => named.has(name))
    .map(([name, reason]) => `${name}: ${reason}`);
}

/** What a partner sends to first, then the rest in the order of the fact file. */
function inOrder(hosts) {
  const first = ['logs', 'events', 'otlp', 'spans', 'spans-trace'].filter((name) => name in hosts);
  const names = [...first, ...Object.keys(hosts).filter((name) => !first.includes(name))];
  return Object.fromEntries(names.map((name) => [name, hosts[name]]));
}

function wordsOf(source) {
  const words = SOURCES[source];
  if (words === undefined) throw new Error(`source ${source} has no words`);
  return words;
}
