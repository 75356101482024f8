import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCallbackServer, type CallbackServer } from '../../src/callback/server.ts';
import { readCallbackParams } from '../../src/oauth/callback-params.ts';
import { HOSTILE_KINDS, seededDice } from './hostile-requests.ts';
import { exchange, freePort, get, open } from './raw-client.ts';

const REQUESTS = 10_200;
const CONNECTIONS = 24;
const IDLE = 30;
const STATE = 'Zk3-b_9wQzR7vLt2YpN5uHc8sEfGjA1oDmI6xKlX0qw';
const QUERY = `code=right&state=${STATE}`;

let server: CallbackServer;
let port: number;
const verdicts = { accepted: 0, 'wrong-state': 0, rejected: 0 };

beforeAll(async () => {
  port = await freePort();
  server = await startCallbackServer({
    redirectUri: `http://localhost:${port}/callback`,
    forwardTo: () => undefined,
    accept: (query) => {
      const params = readCallbackParams(query, { state: STATE });
      const verdict =
        params.kind !== 'rejected'
          ? 'accepted'
          : params.reason.startsWith('state-')
            ? 'wrong-state'
            : 'rejected';
      verdicts[verdict] += 1;
      return verdict;
    },
  });
});
afterAll(() => server.close());

it(`takes none of ${REQUESTS} hostile requests, and then the right one at once`, async () => {
  const aim = { host: `localhost:${port}`, path: '/callback', query: QUERY, state: STATE };
  const kinds = Object.entries(HOSTILE_KINDS);
  const statuses = new Map<string, number>();
  const underWay = new Set<string>();
  let next = 0;
  const attack = async (dice: ReturnType<typeof seededDice>) => {
    while (next < REQUESTS) {
      const [name, kind] = kinds[next++ % kinds.length] ?? expect.fail();
      const { bytes, ...options } = kind(aim, dice);
      const sent = `${name}: ${bytes.toString('latin1').slice(0, 500)}`;
      underWay.add(sent);
      const answer = await exchange(port, bytes, options);
      underWay.delete(sent);
      const status = answer === '' ? 'none' : (/^HTTP\/1\.1 (\d+) /.exec(answer)?.[1] ?? answer);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      // The one that was accepted is held, and so still under way.
      if (verdicts.accepted > 0) expect.fail(`accepted one of ${[sent, ...underWay].join('\n')}`);
    }
  };
  const idle = await Promise.all(Array.from({ length: IDLE }, () => open(port, 'GET /callback?')));
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, i) => attack(seededDice(20_260 + i))));

  const known = ['100', '204', '400', '404', '405', '408', '414', '417', '421', '431', 'none'];
  expect([...statuses.keys()].filter((status) => !known.includes(status))).toEqual([]);
  for (const status of ['204', '400', '404', '405', '414', '421', '431']) {
    expect(statuses.get(status), status).toBeGreaterThan(50);
  }
  // The attack did reach the gate it was to be stopped at last.
  expect(verdicts).toEqual({
    accepted: 0,
    'wrong-state': expect.toSatisfy((count: number) => count > 300),
    rejected: expect.toSatisfy((count: number) => count > 300),
  });

  const began = performance.now();
  const page = get(`http://localhost:${port}/callback?${QUERY}`);
  expect(await server.waitForCallback(AbortSignal.timeout(20_000))).toBe(QUERY);
  await server.finish({ ok: true, title: 'Authorized' });
  expect(await page).toMatchObject({ status: 200, body: expect.stringContaining('Authorized') });
  expect(performance.now() - began).toBeLessThan(5000);
  for (const socket of idle) socket.destroy();
}, 120_000);
