import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { onTestFinished } from 'vitest';
import { SCOPES } from '../../src/catalog/scopes.ts';
import type { ScopeContext } from '../../src/checks/scope-context.ts';
import { probeTokenAlive } from '../../src/checks/token-liveness.ts';
import type { Random } from '../../src/host/host.ts';
import { openNodeFetch } from '../../src/host/node/fetch.ts';
import { Redactor } from '../../src/redact.ts';
import { parseSeed, type SimulatorSeed } from '../../src/simulator/world/seed.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import type { Journal } from '../../src/model/journal.ts';
import { openJournal } from '../../src/storage/journal.ts';
import { createRateBudget } from '../../src/transport/rate-budget.ts';
import { createTransport } from '../../src/transport/transport.ts';
import { clientSeed, obtainTokens, testClock, type TestSimulator } from '../simulator/support.ts';
import { fastClock, freshFolder, random } from '../storage/support.ts';

/** Randomness that repeats itself for the same seed. */
export function seeded(seed: number): Random {
  let drawn = 0;
  return {
    bytes: (length) => {
      const parts: Buffer[] = [];
      for (let size = 0; size < length; size += 32) {
        drawn += 1;
        parts.push(
          createHash('sha256')
            .update(`${String(seed)} ${String(drawn)}`)
            .digest(),
        );
      }
      return new Uint8Array(Buffer.concat(parts).subarray(0, length));
    },
  };
}

/** A simulator with all scopes of the catalog, and everything that checks of its grant work with. */
export interface Lab {
  readonly simulator: TestSimulator;
  readonly ctx: ScopeContext;
  readonly journal: Journal;
  readonly journalFolder: string;
  readonly stop: AbortController;
  control(path: string, body?: unknown): Promise<void>;
}

/** What a test wants otherwise. */
export interface LabOptions {
  readonly change?: (seed: SimulatorSeed) => unknown;
  readonly granted?: readonly string[];
  readonly random?: Random;
  readonly writes?: boolean;
  readonly runId?: string;
}

/** Everything real but the time, which passes twenty times as fast where something waits. */
export async function openLab(options: LabOptions = {}): Promise<Lab> {
  const granted = options.granted ?? SCOPES.map(({ scope }) => scope);
  const base = clientSeed({ scopes: granted });
  const seed = options.change === undefined ? base : parseSeed(options.change(base), 'lab');
  const clock = testClock();
  const running = await startSimulator({ seed, clock, random: options.random ?? random });
  onTestFinished(() => running.close());
  const simulator = { ...running, clock, clientId: seed.clients[0]?.clientId ?? '' };
  const { accessToken, scopes } = await obtainTokens(simulator);
  const fetch = openNodeFetch({}, {});
  const stop = new AbortController();
  const parts = {
    fetch: ((url, init) => fetch(simulator.address(url) ?? url, init)) satisfies typeof fetch,
    clock: fastClock,
    random,
    redactor: new Redactor(),
    remainingMs: () => Number.POSITIVE_INFINITY,
    budget: createRateBudget({
      clock: fastClock,
      remainingMs: () => Number.POSITIVE_INFINITY,
      onWait: () => undefined,
    }),
    onExchange: () => undefined,
  };
  const send = createTransport({ ...parts, signal: stop.signal });
  const toTheEnd = createTransport({ ...parts, signal: new AbortController().signal });
  const folder = await freshFolder();
  const { pid } = process;
  const journal = openJournal({
    folder,
    random,
    pid,
    hostname: hostname(),
    onNotice: () => undefined,
  });
  const apiUrl = 'https://api.datadoghq.com';
  const ctx: ScopeContext = {
    site: 'us1',
    apiUrl,
    grant: { accessToken, scopes },
    send,
    clock: fastClock,
    tokenAlive: () => probeTokenAlive({ apiUrl, accessToken, send }),
    ...(options.writes === false
      ? {}
      : {
          writes: {
            runId: options.runId ?? 'a1b2c3d4e5',
            target: 'lab',
            clientId: simulator.clientId,
            orgId: '',
            journal,
            random,
            send: toTheEnd,
            signal: stop.signal,
            remainingMs: () => Number.POSITIVE_INFINITY,
            track: (work) => work,
          },
        }),
  };
  return {
    simulator,
    ctx,
    journal,
    journalFolder: journal.where,
    stop,
    control: async (path, body) => {
      const answer = await globalThis.fetch(`${simulator.origin}/__simulator/${path}`, {
        method: 'POST',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${path}: ${String(answer.status)}`);
    },
  };
}
