import { describe, expect, it } from 'vitest';
import {
  authorizeUrl,
  call,
  clientSeed,
  consent,
  get,
  obtainTokens,
  simulate,
  withSettings,
  type Answer,
  type TestSimulator,
} from '../support.ts';

const APP = 'https://app.datadoghq.com';
const NONSENSE = { scope: 'monitors_read no_such_scope' };

const loginFirst = (unknownScopes = {}): Promise<TestSimulator> =>
  simulate(withSettings(clientSeed(), { loginFirst: true, unknownScopes }));

/** Where a redirect leads, as a browser resolves it at the simulator, as a real URL. */
function target(simulator: TestSimulator, from: string, answer: Answer): string {
  expect(answer.status).toBe(302);
  const here = simulator.address(from) ?? from;
  const url = new URL(answer.headers.get('location') ?? '', here).href;
  return url.replace(`${simulator.origin}/`, 'https://');
}

/** Opens the authorize page, logs in, and returns where that leads. */
async function logIn(simulator: TestSimulator, url: string): Promise<string> {
  const login = target(simulator, url, await get(simulator, url));
  expect(new URL(login)).toMatchObject({ origin: APP, pathname: '/account/login' });
  const html = (await get(simulator, login)).text;
  expect(html).toContain('<button type="submit" name="login" value="1">');
  const next = new URL(login).searchParams.get('next') ?? '';
  const body = new URLSearchParams({ next, login: '1' });
  const posted = await call(simulator, 'POST', `${APP}/account/login`, { body });
  return target(simulator, `${APP}/account/login`, posted);
}

describe('a site that wants a login first', () => {
  it.each(['GET', 'HEAD'])('%s tells nobody before it which scopes it refuses', async (method) => {
    const simulator = await loginFirst();
    const [good, bad] = await Promise.all(
      [authorizeUrl(simulator), authorizeUrl(simulator, NONSENSE)].map(async (url) => {
        const answer = await call(simulator, method, url);
        return new URL(target(simulator, url, answer)).pathname;
      }),
    );
    expect([good, bad]).toEqual(['/account/login', '/account/login']);
  });

  it('still refuses an unknown client or redirect URI at once', async () => {
    const simulator = await loginFirst();
    for (const change of [{ client_id: 'unknown' }, { redirect_uri: 'https://a.example/' }]) {
      expect((await get(simulator, authorizeUrl(simulator, change))).status).toBe(400);
    }
  });

  it('refuses scopes after it, and shows the consent page for the others', async () => {
    const simulator = await loginFirst();
    const bad = authorizeUrl(simulator, NONSENSE);
    const back = await logIn(simulator, bad);
    const refusal = await get(simulator, back);
    expect(new URL(refusal.headers.get('location') ?? '').searchParams.get('error')).toBe(
      'invalid_scope',
    );
    const good = await get(simulator, await logIn(simulator, authorizeUrl(simulator)));
    expect([good.status, good.text.includes('value="authorize"')]).toEqual([200, true]);
  });

  it('takes a login for one request, and none that it did not give', async () => {
    const simulator = await loginFirst();
    const back = await logIn(simulator, authorizeUrl(simulator));
    expect((await get(simulator, back)).status).toBe(200);
    expect((await get(simulator, back)).status).toBe(302);
    const made = authorizeUrl(simulator, { login: 'made-up' });
    expect(target(simulator, made, await get(simulator, made))).toContain('/account/login');
  });

  it('leads back to itself only, whatever the form says', async () => {
    const simulator = await loginFirst();
    for (const next of ['https://evil.example/?a=b', '//evil.example', '"><script>', '']) {
      const html = await get(
        simulator,
        `${APP}/account/login?${new URLSearchParams({ next }).toString()}`,
      );
      expect(html.text).not.toContain('"><script>');
      const body = new URLSearchParams({ next });
      const posted = await call(simulator, 'POST', `${APP}/account/login`, { body });
      const led = new URL(target(simulator, `${APP}/account/login`, posted));
      expect(led).toMatchObject({ origin: APP, pathname: '/oauth2/v1/authorize' });
    }
  });

  it('lets the built-in browser log in and consent', async () => {
    const simulator = await loginFirst({ us1: ['apm_read'] });
    expect((await obtainTokens(simulator)).scopes).not.toContain('apm_read');
    const refused = await consent(simulator, authorizeUrl(simulator, { scope: 'apm_read' }));
    expect(refused.get('error')).toBe('invalid_scope');
    const denied = await consent(simulator, authorizeUrl(simulator), undefined, 'deny');
    expect(denied.get('error')).toBe('access_denied');
  });
});
