import { uuidFromName } from '../world/ids.ts';
import type { StoredItem } from '../world/received.ts';

/** Last parts of `dataAt` whose lists hold plain texts, with one that fits. */
const TEXT_LISTS: Readonly<Record<string, string>> = {
  metrics: 'system.load.1',
  logs_services: 's3',
  namespaces: 'AWS/EC2',
  domains: '@example.test',
  values: 'infra_hosts',
};

/** Routes whose data is one object, not a list. */
const OBJECT_ROUTES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  '/api/v1/hosts/totals': { total_active: 1, total_up: 1 },
  '/api/v1/tags/hosts': { tags: { 'env:example': ['example-host'] } },
};

/**
 * An answer that holds one plausible item, or nothing, at the place where the catalog says that an
 * operation has its data.
 * @param dataAt dotted path from the top; `''` is the answer itself
 */
export function sampleAnswer(path: string, dataAt: string, empty: boolean): unknown {
  const object = OBJECT_ROUTES[path];
  if (object) return empty ? {} : object;
  const parts = dataAt === '' ? [] : dataAt.split('.');
  const data: unknown = empty ? [] : [sampleItem(path, parts.at(-1) ?? '')];
  return parts.reduceRight<unknown>((inner, name) => ({ [name]: inner }), data);
}

function sampleItem(path: string, listName: string): unknown {
  const text = TEXT_LISTS[listName];
  if (text !== undefined) return text;
  const kind =
    path
      .split('/')
      .at(-1)
      ?.replaceAll(/[^a-z]+/gi, '_') ?? 'items';
  const name = `Example ${kind.replaceAll('_', ' ')}`;
  const id = uuidFromName(path);
  if (path.startsWith('/api/v1/')) return { id, name, title: name, tags: ['env:example'] };
  return { id, type: kind, attributes: { name, title: name, tags: ['env:example'] } };
}

/** The event, log or span an org has as long as nobody sent one. */
export function sampleStoredItem(orgId: string, nowMs: number): StoredItem {
  return {
    orgId,
    receivedAtMs: 0,
    id: '6000000000000000001',
    timestampMs: nowMs - 60_000,
    message: 'Example item of the simulator',
    title: 'Example',
    tags: ['env:example'],
    fields: { service: 'example', source: 'example', host: 'example-host', status: 'info' },
    attributes: {},
  };
}

/** Names of the metrics an org has without anybody sending them, as an Agent's. */
export function isAgentMetric(metric: string): boolean {
  return metric.startsWith('system.') || metric.startsWith('datadog.');
}
