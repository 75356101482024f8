import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openNodeFetch } from '../../src/host/node/fetch.ts';
import { nodeClock } from '../../src/host/node/clock.ts';
import { Redactor } from '../../src/redact.ts';
import { createRateBudget, routeGroup, type RateWait } from '../../src/transport/rate-budget.ts';
import { readRateLimit } from '../../src/transport/rate-limit.ts';
import { createTransport } from '../../src/transport/transport.ts';

/** A server with one limit for all paths below `/limited`; refuses what is too much. */
async function serve(limit: number, periodMs: number, header = true) {
  const began = performance.now();
  const periods = new Map<number, number>();
  const seen = { inFlight: 0, peak: 0, refused: 0, served: 0, tooMany: 0 };
  const server = createServer((request, response) => {
    void (async () => {
      if (!request.url?.startsWith('/limited')) {
        response.end('{}');
        return;
      }
      seen.inFlight += 1;
      seen.peak = Math.max(seen.peak, seen.inFlight);
      const now = performance.now() - began;
      const period = Math.floor(now / periodMs);
      const used = (periods.get(period) ?? 0) + 1;
      periods.set(period, used);
      const left = Math.max(0, limit - used);
      await pause(10);
      seen.inFlight -= 1;
      if (header) {
        response.setHeader('X-RateLimit-Limit', String(limit));
        response.setHeader('X-RateLimit-Period', String(periodMs / 1000));
        response.setHeader('X-RateLimit-Remaining', String(left));
        response.setHeader('X-RateLimit-Reset', String(((period + 1) * periodMs - now) / 1000));
        response.setHeader('X-RateLimit-Name', 'things');
      }
      if (used > limit) {
        seen.refused += 1;
        response.statusCode = 429;
        if (!header) response.setHeader('Retry-After', '1');
      } else seen.served += 1;
      response.end('{}');
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, seen };
}

function transport(remainingMs = () => Number.POSITIVE_INFINITY) {
  const waits: RateWait[] = [];
  const stop = new AbortController();
  let looked = 0;
  const clock = { ...nodeClock, monotonic: () => ((looked += 1), nodeClock.monotonic()) };
  const budget = createRateBudget({ clock, remainingMs, onWait: (wait) => waits.push(wait) });
  const send = createTransport({
    fetch: openNodeFetch({}, {}),
    clock,
    random: { bytes: (length) => new Uint8Array(length) },
    redactor: new Redactor(),
    signal: stop.signal,
    remainingMs,
    budget,
    onExchange: () => undefined,
  });
  const get = (url: string) => send({ method: 'GET', url, headers: {} }, { retry: true });
  return { get, waits, stop, looked: () => looked };
}

describe('rate budget', () => {
  it('asks no more than was announced, waits for the next period, and says so', async () => {
    const { url, seen } = await serve(4, 600);
    const { get, waits, looked } = transport();
    expect((await get(`${url}/limited/100`)).response?.status).toBe(200);
    const before = looked();
    const all = await Promise.all(
      Array.from({ length: 11 }, (_, index) => get(`${url}/limited/${String(index)}`)),
    );
    expect(all.map(({ response }) => response?.status)).toEqual(all.map(() => 200));
    expect(seen).toMatchObject({ refused: 0, served: 12 });
    expect(seen.peak).toBeLessThanOrEqual(4);
    expect(waits[0]).toMatchObject({ limit: 'things' });
    expect(waits[0]?.waitMs).toBeGreaterThan(0);
    // Two whole periods passed with twelve requests: a loop that looks all the time would look often.
    expect(looked() - before).toBeLessThan(400);
  });

  it('learns from a 429 and waits for Retry-After instead of asking again at once', async () => {
    const { url, seen } = await serve(1, 1_000, false);
    const { get, waits } = transport();
    const first = await get(`${url}/limited/1`);
    const second = await get(`${url}/limited/2`);
    expect([first.response?.status, second.response?.status]).toEqual([200, 200]);
    expect(seen.refused).toBeLessThanOrEqual(1);
    if (seen.refused === 1) expect(waits).toHaveLength(1);
  });

  it('leaves other routes and unlimited ones alone', async () => {
    const { url } = await serve(1, 60_000);
    const { get, waits } = transport();
    await get(`${url}/limited/1`);
    const others = await Promise.all([1, 2, 3].map(() => get(`${url}/free`)));
    expect(others.every(({ response }) => response?.status === 200)).toBe(true);
    expect(waits).toEqual([]);
  });

  it('does not send what the limit leaves no room for within the time of the run', async () => {
    const { url, seen } = await serve(1, 60_000);
    const { get } = transport(() => 2_000);
    await get(`${url}/limited/1`);
    const began = performance.now();
    const { failure, exchange } = await get(`${url}/limited/2`);
    expect(failure).toMatchObject({ code: 'RATE_LIMIT' });
    expect(exchange.error).toMatch(/things has no requests left for \d+ s/);
    expect(performance.now() - began).toBeLessThan(500);
    expect(seen.served + seen.refused).toBe(1);
  });

  it('an interrupt ends the wait', async () => {
    const { url } = await serve(1, 30_000);
    const { get, stop } = transport();
    await get(`${url}/limited/1`);
    const waiting = get(`${url}/limited/2`);
    const reason = new Error('Interrupted.');
    setTimeout(() => stop.abort(reason), 50);
    await expect(waiting).rejects.toBe(reason);
  });
});

const answer = (status: number, headers: Record<string, string>) => ({ status, headers, body: '' });

it.each<[string, Parameters<typeof readRateLimit>[0], ReturnType<typeof readRateLimit>]>([
  ['no headers', answer(200, {}), undefined],
  ['a 429 without any', answer(429, {}), { remaining: 0 }],
  [
    'all of them',
    answer(200, {
      'x-ratelimit-limit': '300',
      'x-ratelimit-period': '3600',
      'x-ratelimit-remaining': '299',
      'x-ratelimit-reset': '12',
      'x-ratelimit-name': 'spans',
    }),
    { name: 'spans', limit: 300, remaining: 299, resetMs: 12_000 },
  ],
  [
    'a date',
    answer(429, { 'retry-after': 'Thu, 01 Jan 1970 00:00:05 GMT' }),
    { remaining: 0, resetMs: 4_000 },
  ],
  ['nonsense', answer(200, { 'x-ratelimit-remaining': 'many' }), undefined],
  ['a 429 that says one is left', answer(429, { 'x-ratelimit-remaining': '1' }), { remaining: 0 }],
])('readRateLimit: %s', (_, response, limit) => {
  expect(readRateLimit(response, 1_000)).toEqual(limit);
});

it('ids do not make a route of its own', () => {
  expect(routeGroup('/api/v1/monitor/123')).toBe('/api/v1/monitor/*');
  expect(routeGroup('/api/v2/team/3f0f8c1e-5d3b-4b57-9a53-0b8f6b1d2c44')).toBe('/api/v2/team/*');
});
