import { onTestFinished } from 'vitest';
import type { Creation, ScopeRow, WriteRequest } from '../../../src/catalog/scope-row.ts';
import type { SimulatorSeed } from '../../../src/simulator/world/seed.ts';
import { startSimulator } from '../../../src/simulator/server.ts';
import { at, call, random, testClock, type Answer, type TestSimulator } from '../support.ts';

export const API = 'https://api.datadoghq.com';
export const RUN = 'a1b2c3d4e5';

/** What the placeholders of the catalog stand for. */
export type Values = Readonly<Record<string, string | number>>;

export const NAMES: Values = {
  run: RUN,
  name: `ddoauth-${RUN}`,
  slug: `ddoauth_${RUN}`,
  upper: `DDOAUTH_${RUN.toUpperCase()}`,
  uuid: '3f0f8c1e-5d3b-4b57-9a53-0b8f6b1d2c44',
};

export function fill(text: string, values: Values): string {
  const now = Date.now();
  return text
    .replace(/\{now([+-]\d+)?\}/g, (_, by = '0') => String(Math.floor(now / 1000) + Number(by)))
    .replace(/\{nowMs([+-]\d+)?\}/g, (_, by = '0') => String(now + Number(by)))
    .replace(/\{iso([+-]\d+)?\}/g, (_, by = '0') => new Date(now + Number(by) * 1000).toISOString())
    .replace(/\{([a-z]+(?::\w+)?)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function fillPath(path: string, values: Values): string {
  const encoded = Object.entries(values).map(([name, value]) => [
    name,
    encodeURIComponent(String(value)),
  ]);
  return fill(path, Object.fromEntries(encoded));
}

/** Sends a request of the catalog as a tool would. */
export function ask(
  simulator: TestSimulator,
  request: WriteRequest,
  values: Values = NAMES,
  token?: string,
  api = API,
): Promise<Answer> {
  const url = new URL(`${api}${fillPath(request.path, values)}`);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    url.searchParams.set(name, fill(value, values));
  }
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  if (request.upload) {
    const { field, fileName, content } = request.upload;
    const disposition = `form-data; name="${field}"; filename="${fill(fileName, values)}"`;
    const head = `--limit\r\nContent-Disposition: ${disposition}\r\nContent-Type: text/plain`;
    const body = `${head}\r\n\r\n${fill(content, values)}\r\n--limit--\r\n`;
    headers['content-type'] = 'multipart/form-data; boundary=limit';
    return call(simulator, request.method, url.href, { headers, body });
  }
  if (request.body === undefined) return call(simulator, request.method, url.href, { headers });
  headers['content-type'] = 'application/json';
  const body = fill(JSON.stringify(request.body), values);
  return call(simulator, request.method, url.href, { headers, body });
}

/** The id that an answer shows, also a number. */
export function idIn(answer: Answer, creation: Creation): string | number {
  const id = at(answer.json, creation.idAt);
  if (typeof id === 'string' || typeof id === 'number') return id;
  throw new Error(`no id at ${creation.idAt} in ${answer.status} ${answer.text}`);
}

/** A simulator whose routes come from these rows. */
export async function simulateRows(
  seed: SimulatorSeed,
  rows: readonly ScopeRow[],
): Promise<TestSimulator> {
  const clock = testClock();
  const running = await startSimulator({ seed, clock, random, rows });
  onTestFinished(() => running.close());
  return { ...running, clock, clientId: seed.clients[0]?.clientId ?? '' };
}
