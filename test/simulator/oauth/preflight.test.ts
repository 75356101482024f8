import { describe, expect, it } from 'vitest';
import {
  authorizeUrl,
  call,
  clientSeed,
  get,
  simulate,
  withSettings,
  type TestSimulator,
} from '../support.ts';

const REFUSED = ['metrics_read', 'logs_read_data'];
const SCOPES = ['apm_read', 'events_read', 'logs_read_data', 'metrics_read', 'monitors_read'];

/** Whether the site refuses to hear of a scope list, asked without login. */
async function isRefused(
  simulator: TestSimulator,
  method: string,
  scopes: readonly string[],
  host = 'app.datadoghq.com',
): Promise<boolean> {
  const url = authorizeUrl(simulator, { scope: scopes.join(' ') }, host);
  const answer = await call(simulator, method, url);
  expect(answer.headers.get('set-cookie')).toBeNull();
  if (answer.status !== 302) {
    expect(answer.status).toBe(200);
    return false;
  }
  const location = new URL(answer.headers.get('location') ?? '');
  expect(location.searchParams.get('error')).toBe('invalid_scope');
  return true;
}

async function bisect(
  simulator: TestSimulator,
  method: string,
  scopes: readonly string[],
): Promise<readonly string[]> {
  if (!(await isRefused(simulator, method, scopes))) return [];
  if (scopes.length === 1) return scopes;
  const half = Math.ceil(scopes.length / 2);
  const first = await bisect(simulator, method, scopes.slice(0, half));
  return [...first, ...(await bisect(simulator, method, scopes.slice(half)))];
}

describe('authorize without login', () => {
  it.each(['GET', 'HEAD'])('%s finds the scopes that a site refuses', async (method) => {
    const seed = withSettings(clientSeed(), { unknownScopes: { us1: REFUSED } });
    const simulator = await simulate(seed);
    expect((await bisect(simulator, method, SCOPES)).toSorted()).toEqual(REFUSED.toSorted());
    expect(await isRefused(simulator, method, SCOPES, 'app.datadoghq.eu')).toBe(false);
    expect(simulator.state().grants).toEqual([]);
  });

  it('HEAD has the headers of GET and no body', async () => {
    const simulator = await simulate();
    for (const change of [{}, { scope: 'nonsense' }, { client_id: 'unknown' }]) {
      const url = authorizeUrl(simulator, change);
      const [full, head] = [await get(simulator, url), await call(simulator, 'HEAD', url)];
      expect([head.status, head.text]).toEqual([full.status, '']);
      for (const name of ['location', 'content-type']) {
        expect(head.headers.get(name)).toBe(full.headers.get(name));
      }
    }
  });

  it('HEAD decides nothing and reaches no API', async () => {
    const simulator = await simulate();
    for (const url of [
      'https://api.datadoghq.com/api/v1/monitor',
      'https://app.datadoghq.com/oauth2/v1/decision',
    ]) {
      expect((await call(simulator, 'HEAD', url)).status).toBe(404);
    }
  });
});
