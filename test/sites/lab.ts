import type { SiteHost, SiteRow } from '../../src/catalog/site-row.ts';

function host(url: string): SiteHost {
  return { url, status: 'config', source: 'test' };
}

/** A site as a config adds it. */
export function labSite(changes: Partial<SiteRow> = {}): SiteRow {
  return {
    key: 'lab',
    name: 'lab',
    domain: 'lab.example.test',
    environment: 'custom',
    aliases: [],
    app: host('https://app.lab.example.test'),
    api: host('https://api.lab.example.test'),
    intake: { logs: host('https://http-intake.logs.lab.example.test') },
    ...changes,
  };
}

/** A test server on loopback, plain http. */
export const LOOPBACK_SITE: SiteRow = labSite({
  key: 'local',
  domain: '127.0.0.1:9000',
  app: host('http://127.0.0.1:9000'),
  api: host('http://127.0.0.1:9001'),
  intake: {},
});

export { host };
