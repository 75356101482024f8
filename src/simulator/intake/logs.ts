import { findKey } from '../access/api-key.ts';
import {
  isRecord,
  json,
  mediaType,
  readJson,
  type SimulatorAnswer,
  type SimulatorRequest,
} from '../http/exchange.ts';
import { fieldsOf } from './events.ts';
import { count, keep } from '../world/received.ts';
import type { World } from '../world/world.ts';

const PAST_MS = 18 * 3600 * 1000;
const FUTURE_MS = 2 * 3600 * 1000;
const MOST_LOGS = 1000;
const LONGEST_MESSAGE = 1_000_000;
const RESERVED = ['message', 'ddsource', 'ddtags', 'hostname', 'host', 'service', 'status'];

type LogEntry = Readonly<Record<string, unknown>>;

/**
 * `POST /api/v2/logs` and the older `/v1/input`. A key of another site gets the usual success and its
 * logs belong to nobody, which is what partners report of the real intake.
 * @see datadog/api-facts.md section 3
 */
export function submitLogs(
  world: World,
  request: SimulatorRequest,
  successStatus: 200 | 202,
): SimulatorAnswer {
  const found = findKey(world, request);
  if (found.kind === 'absent') return refuse(401, 'Unauthorized', 'API key missing');
  if (found.kind === 'wrong') return refuse(403, 'Forbidden', 'API key invalid');
  const entries = readEntries(request);
  if (!entries) return refuse(400, 'Bad Request', 'Malformed payload');
  if (entries.length > MOST_LOGS) return refuse(413, 'Payload Too Large', 'Too many logs');
  const orgId = found.kind === 'own' ? found.key.org.id : null;
  for (const entry of entries) storeLog(world, request, orgId, entry);
  return json(successStatus, {});
}

function readEntries(request: SimulatorRequest): readonly LogEntry[] | undefined {
  if (mediaType(request) === 'text/plain') {
    const lines = request.body.toString('utf8').split('\n');
    const messages = lines.filter((line) => line.trim() !== '').map((message) => ({ message }));
    return messages.length === 0 ? undefined : messages;
  }
  const body = readJson(request);
  const rows: readonly unknown[] = Array.isArray(body) ? body : [body];
  const entries = rows.filter(isRecord).filter((row) => typeof row['message'] === 'string');
  return entries.length === rows.length ? entries : undefined;
}

function storeLog(
  world: World,
  request: SimulatorRequest,
  orgId: string | null,
  entry: LogEntry,
): void {
  const now = world.clock.now();
  const timestampMs = readTime(entry) ?? now;
  if (timestampMs < now - PAST_MS || timestampMs > now + FUTURE_MS) return;
  const message = textOf(entry['message']).slice(0, LONGEST_MESSAGE);
  const site = request.at.site.key;
  count(world.received, { site, orgId, type: 'logs' }, message);
  if (orgId === null) return;
  const tags = textOf(entry['ddtags'] ?? request.query.get('ddtags'));
  keep(world.received.logs, {
    orgId,
    receivedAtMs: now,
    id: world.ids.token(),
    timestampMs,
    message,
    title: '',
    tags: [...new Set(tags.split(',').map((tag) => tag.trim()))].filter(Boolean),
    fields: fieldsOf({
      service: textOf(entry['service'] ?? request.query.get('service')),
      source: textOf(entry['ddsource'] ?? request.query.get('ddsource')),
      host: textOf(entry['hostname'] ?? entry['host'] ?? request.query.get('hostname')),
      status: textOf(entry['status'] ?? 'info'),
    }),
    attributes: Object.fromEntries(
      Object.entries(entry).filter(([name]) => !RESERVED.includes(name)),
    ),
  });
}

/** A log's own time stamp in milliseconds: ISO 8601 or a number. */
function readTime(entry: LogEntry): number | undefined {
  const value = entry['timestamp'] ?? entry['date'];
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const parsed = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isNaN(parsed) ? undefined : parsed;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function refuse(status: number, title: string, detail: string): SimulatorAnswer {
  return json(status, { errors: [{ status: String(status), title, detail }] });
}
