import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SITES } from '../../src/catalog/sites.ts';
import type { ApiKey, Grant } from '../../src/model/grant.ts';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { CLIENT_ID } from '../support/config.ts';
import { startReadingProxy, type ReadingProxy } from '../support/reading-proxy.ts';
import { cell, REGION_SECRET, startRegionsLab, type RegionsLab } from '../support/regions-lab.ts';
import { secretsFile } from '../support/stored-grants.ts';

/** Where the published client is known. */
const KNOWN_ON = SITES.map(({ key }) => key).filter((key) => key !== 'us2-fed');

interface Place {
  readonly home: ReturnType<typeof temporaryHome>;
  readonly lab: RegionsLab;
  readonly proxy: ReadingProxy;
}

async function openPlace(kind: 'test' | 'published', sites: readonly string[]): Promise<Place> {
  const home = temporaryHome();
  const published = kind === 'published' ? { sites: KNOWN_ON } : {};
  const lab = await startRegionsLab(home.path, { kind, ...published });
  await lab.authorize(...sites);
  for (const site of sites) await lab.createKey(site);
  const proxy = await startReadingProxy(lab.simulator.origin);
  writeFileSync(join(home.path, 'reading-ca.pem'), proxy.caCertificate);
  return { home, lab, proxy };
}

async function closePlace({ home, lab, proxy }: Place): Promise<void> {
  proxy.close();
  await lab.stop();
  home.remove();
}

const through = ({ home, proxy }: Place): Record<string, string> => ({
  HTTPS_PROXY: proxy.url,
  NODE_EXTRA_CA_CERTS: join(home.path, 'reading-ca.pem'),
});

/** Every secret that the store of a home has ever had, by site and kind. */
interface Secrets {
  readonly tokens: { readonly site: string; readonly value: string }[];
  readonly keys: { readonly site: string; readonly value: string }[];
}

function learn({ home }: Place, secrets: Secrets): Secrets {
  const path = secretsFile(home.path, 'datadog');
  if (!existsSync(path)) return secrets;
  const file: { entries: Record<string, string> } = JSON.parse(readFileSync(path, 'utf8'));
  for (const [id, text] of Object.entries(file.entries)) {
    if (id.startsWith('grant/')) {
      const grant: Grant = JSON.parse(text);
      secrets.tokens.push({ site: grant.site, value: grant.accessToken });
      secrets.tokens.push({ site: grant.site, value: grant.refreshToken ?? '' });
    }
    if (id.startsWith('api-key/')) {
      const key: ApiKey = JSON.parse(text);
      secrets.keys.push({ site: key.site, value: key.value });
    }
  }
  return secrets;
}

/** Hosts that saw a value, however it was written. */
function hostsThatSaw({ proxy }: Place, value: string): string[] {
  const spellings = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)];
  const saw = proxy.requests.filter(({ text }) => spellings.some((each) => text.includes(each)));
  return [...new Set(saw.map(({ host }) => host))].sort();
}

const apiHost = (key: string): string =>
  new URL(SITES.find((site) => site.key === key)?.api.url ?? '').host;
const COMMERCIAL = SITES.filter(({ environment }) => environment === 'commercial').map(
  (s) => s.key,
);

/** One column after the other would change tokens in between: a run has them all. */
const EVERYTHING = ['check-regions', '--intake', 'all', '--live-sites'];

describe('a published client', () => {
  let place: Place;
  beforeAll(async () => {
    place = await openPlace('published', ['us1', 'eu1']);
  }, 120_000);
  afterAll(() => closePlace(place));
  afterEach(() => {
    place.proxy.requests.length = 0;
    place.proxy.connected.length = 0;
  });

  it('sends tokens and keys to their own site, the secret to token endpoints alone', async () => {
    const secrets = learn(place, { tokens: [], keys: [] });
    const { code, report } = await place.lab.run(EVERYTHING, through(place));
    learn(place, secrets);
    expect(code).toBe(0);
    expect(cell(report, 'eu1.grant')).toBe('passed grant.refreshed');
    expect(cell(report, 'us1.key')).toBe('passed key.valid');
    expect(place.proxy.requests.length).toBeGreaterThan(300);
    for (const { site, value } of [...secrets.tokens, ...secrets.keys]) {
      expect([[], [apiHost(site)]], site).toContainEqual(hostsThatSaw(place, value));
    }
    // The watch sees what there is to see.
    expect(secrets.keys.map(({ value }) => hostsThatSaw(place, value).length)).toContain(1);
    expect(hostsThatSaw(place, REGION_SECRET)).toEqual(KNOWN_ON.map(apiHost).sort());
    const withSecret = place.proxy.requests.filter(({ text }) => text.includes(REGION_SECRET));
    expect(new Set(withSecret.map(({ path }) => path))).toEqual(new Set(['/oauth2/v1/token']));
    // Nothing is submitted: requests to intakes have no body, credential or cookie.
    const isApi = (host: string): boolean => SITES.some(({ key }) => apiHost(key) === host);
    const intakes = place.proxy.requests.filter(
      ({ host, method, path }) =>
        (!isApi(host) && !path.startsWith('/oauth2/')) ||
        (method === 'POST' && /series/.test(path)),
    );
    expect(intakes.length).toBeGreaterThan(280);
    for (const { text, host } of intakes) {
      expect(text, host).not.toMatch(/authorization|dd-api-key|dd-application-key|cookie/i);
      expect(text.endsWith('\n'), host).toBe(true);
    }
  });

  it('knows a gov site by the id alone before the secret goes there', async () => {
    const { report } = await place.lab.run(
      ['check-regions', '--only', 'token,client,intake.logs'],
      through(place),
    );
    const gov = place.proxy.requests.filter(
      ({ host, path }) => host === apiHost('us1-fed') && path === '/oauth2/v1/token',
    );
    expect(cell(report, 'us1-fed.client')).toBe('passed region.client-known');
    expect(gov.length).toBe(4);
    const first = gov.slice(0, 2);
    expect(first.some(({ text }) => text.includes(REGION_SECRET))).toBe(false);
  });

  it('--cross-site without --yes and without a terminal sends nothing at all', async () => {
    const end = await runCli([...EVERYTHING, '--cross-site'], {
      cwd: place.home.path,
      env: cliEnvironment(place.home.path, {
        DDOAUTH_CLIENT_SECRET: REGION_SECRET,
        ...through(place),
      }),
    });
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr.replace(/\s+/g, ' ')).toMatch(
      /access token and API key of us1 to api\.us3\.datadoghq\.com.*--yes/,
    );
    expect(place.proxy.connected).toEqual([]);
  });

  it('--cross-site --yes sends them to the other commercial sites, and says so', async () => {
    const secrets: Secrets = { tokens: [], keys: [] };
    const { report, stderr } = await place.lab.run(
      ['check-regions', '--only', 'grant,key', '--cross-site', '--yes'],
      through(place),
    );
    learn(place, secrets);
    expect(stderr).toContain('access token and API key of us1 to api.us3.datadoghq.com');
    expect(stderr).not.toContain('ddog-gov.com');
    expect(cell(report, 'us1.cross-token')).toBe('passed region.cross-refused');
    expect(cell(report, 'us1.cross-key')).toBe('passed region.cross-refused');
    expect(cell(report, 'us3.cross-key')).toBe('skipped region.cross-nothing');
    const commercial = COMMERCIAL.map(apiHost).sort();
    for (const { value } of secrets.keys) expect(hostsThatSaw(place, value)).toEqual(commercial);
    for (const { host, text } of place.proxy.requests) {
      if (!host.endsWith('ddog-gov.com')) continue;
      expect(text).not.toMatch(/bearer|dd-api-key/i);
    }
  });

  it('a key that is taken elsewhere is found by --cross-site, and whose it is', async () => {
    place.lab.storeKeyFor('eu1', 'ap1');
    const { report, code } = await place.lab.run(
      ['check-regions', '--only', 'key', '--cross-site', '--yes', '--site', 'ap1'],
      through(place),
    );
    expect(cell(report, 'ap1.cross-key')).toBe('failed region.cross-accepted');
    expect(cell(report, 'ap1.key')).toBe('failed region.key-of-another-site');
    expect(code).toBe(1);
  });
});

describe('a test client', () => {
  let place: Place;
  beforeAll(async () => {
    place = await openPlace('test', ['us1']);
  }, 120_000);
  afterAll(() => closePlace(place));

  it('shows its secret to its own site alone, and is not missed elsewhere', async () => {
    const { code, report } = await place.lab.run(EVERYTHING, through(place));
    expect(hostsThatSaw(place, REGION_SECRET)).toEqual([apiHost('us1')]);
    expect(cell(report, 'us1.client')).toBe('passed region.client-known');
    expect(cell(report, 'eu1.client')).toBe('skipped region.client-elsewhere');
    expect(cell(report, 'eu1.authorize-host')).toBe('skipped region.client-elsewhere');
    expect(code).toBe(0);
  });

  it('finds its own site by the id when the store is empty', async () => {
    place.proxy.requests.length = 0;
    const { report } = await place.lab.run(['check-regions', '--only', 'client'], {
      ...through(place),
      DDOAUTH_STORE: 'memory',
    });
    expect(cell(report, 'us1.client')).toBe('passed region.client-known');
    expect(hostsThatSaw(place, REGION_SECRET)).toEqual([apiHost('us1')]);
  });

  it('that no site knows is a failure', async () => {
    const { code, report } = await place.lab.run(
      ['check-regions', '--only', 'client', '--client-id', `${CLIENT_ID.slice(0, -1)}f`],
      { ...through(place), DDOAUTH_STORE: 'memory' },
    );
    expect(cell(report, 'us1.client')).toBe('failed region.client-unknown');
    expect(code).toBe(1);
  });
});
