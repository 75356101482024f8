import * as v from 'valibot';
import { matchesPattern } from '../http/matches-pattern.ts';
import {
  CONNECTION_FAULT_KINDS,
  isConnectionFault,
  withoutConnection,
  type SystemError,
} from './connection-faults.ts';

const REQUEST_FAULT_KINDS = [
  'latency',
  'status',
  'drop',
  'black-hole',
  'lose-answer',
  'late-answer',
  'cut-answer',
  'any',
] as const;
/** Every kind of fault. */
export const FAULT_KINDS = [...REQUEST_FAULT_KINDS, ...CONNECTION_FAULT_KINDS] as const;

const pattern = v.pipe(v.string('must be a string'), v.nonEmpty('must not be empty'));

const fault = v.pipe(
  v.strictObject({
    /** Real host; `*` stands for any characters. Default: every host. */
    host: v.exactOptional(pattern),
    /** Path on it, without query; `*` as above. Default: every path. */
    path: v.exactOptional(pattern),
    method: v.exactOptional(v.pipe(pattern, v.toUpperCase())),
    kind: v.picklist(FAULT_KINDS, `must be one of ${FAULT_KINDS.join(', ')}`),
    /**
     * Delay of `latency`, `late-answer` and `tls-latency` in milliseconds, and of the latency that
     * `any` may bring
     * (there 300).
     */
    ms: v.exactOptional(
      v.pipe(
        v.number('must be a number'),
        v.minValue(0, 'must not be negative'),
        v.maxValue(3_600_000, 'must be at most an hour'),
      ),
    ),
    status: v.exactOptional(
      v.pipe(
        v.number('must be a number'),
        v.integer('must be a whole number'),
        v.minValue(200, 'must be from 200 to 599'),
        v.maxValue(599, 'must be from 200 to 599'),
      ),
    ),
    /** Text as it is, anything else as JSON. */
    body: v.exactOptional(v.unknown()),
    headers: v.exactOptional(
      v.record(
        v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]+$/, 'is no header name')),
        v.pipe(v.string('must be a string'), v.regex(/^[\x20-\x7e]*$/, 'must be printable ASCII')),
      ),
    ),
    /** How many requests it meets. Default: all. */
    times: v.exactOptional(
      v.pipe(
        v.number('must be a number'),
        v.integer('must be a whole number'),
        v.minValue(1, 'must be at least 1'),
      ),
    ),
    /** From 0 to 1. Default 1. */
    probability: v.exactOptional(
      v.pipe(
        v.number('must be a number'),
        v.minValue(0, 'must be from 0 to 1'),
        v.maxValue(1, 'must be from 0 to 1'),
      ),
    ),
  }),
  v.check((row) => row.kind !== 'latency' || row.ms !== undefined, 'latency needs ms'),
  v.check((row) => row.kind !== 'late-answer' || row.ms !== undefined, 'late-answer needs ms'),
  v.check((row) => row.kind !== 'tls-latency' || row.ms !== undefined, 'tls-latency needs ms'),
  v.check((row) => row.kind !== 'status' || row.status !== undefined, 'status needs status'),
  v.check(
    (row) => row.kind !== 'proxy-status' || (row.status ?? 0) >= 400,
    'proxy-status needs a status from 400 to 599',
  ),
  v.check(
    (row) => !isConnectionFault(row.kind) || (row.path ?? row.method) === undefined,
    'a fault of connections goes by host alone, without path and method',
  ),
);

/** Delay that `any` brings where no `ms` says more. */
const DEFAULT_LATENCY_MS = 300;

const FAULTS_SCHEMA = v.array(fault, 'must be a list');

/**
 * A way in which the simulator misbehaves, for requests that match.
 *
 * - `latency`: answers later. `status`: answers this at once, and does nothing.
 * - `drop`: cuts the connection, and does nothing. `black-hole`: never answers.
 * - `lose-answer`: does what was asked, then cuts the connection.
 * - `late-answer`: does what was asked at once, and answers later.
 * - `cut-answer`: does what was asked, and cuts the connection in the middle of the answer's body.
 * - `any`: one of latency, 429, 500 and drop, each as likely as the others.
 *
 * Others meet whole connections through the proxy; without it they meet requests, as
 * `withoutConnection` says:
 *
 * - `wrong-certificate`, `expired-certificate`, `early-certificate` (not valid yet),
 *   `self-signed-certificate`, `intercepted` (another issuer, as a company's proxy): what the host shows.
 * - `tls-reset`, `tls-black-hole`, `tls-latency`: CONNECT is answered, then TLS breaks, never answers,
 *   answers later.
 * - `refused`, `unresolved`: the proxy says 502, since it gets no connection, or no address.
 * - `ipv6-only`: the same, since the host has IPv6 addresses only; served by the proxy's own one.
 * - `connect-black-hole`: CONNECT is never answered. `proxy-status`: it is answered this.
 *
 * 30 % of all API requests, with `POST /__simulator/faults`:
 *
 *     [{ "path": "/api/*", "kind": "any", "probability": 0.3 }]
 */
export type FaultSpec = Readonly<v.InferOutput<typeof fault>>;

/** A fault in force; `left` counts down. */
export interface Fault {
  readonly spec: FaultSpec;
  left: number;
}

/** Checks a list of faults that came from outside; a text says what is wrong. */
export function parseFaults(value: unknown): Fault[] | string {
  const result = v.safeParse(FAULTS_SCHEMA, value);
  if (result.success) {
    return result.output.map((spec) => ({ spec, left: spec.times ?? Number.POSITIVE_INFINITY }));
  }
  const [issue] = result.issues;
  const where = v.getDotPath(issue);
  const key = issue.type === 'strict_object' && issue.expected === 'never';
  return `faults${where ? `.${where}` : ''}: ${key ? 'is not a known key' : issue.message}`;
}

/** What the faults in force do to one request. */
export interface FaultEffect {
  readonly delayMs: number;
  /** Wait between doing what was asked and answering. */
  readonly lateMs: number;
  readonly then:
    | 'serve'
    | 'drop'
    | 'black-hole'
    | 'lose-answer'
    | 'cut-answer'
    | { readonly answer: FaultSpec; readonly failure?: undefined }
    | { readonly failure: SystemError; readonly answer?: undefined };
}

/**
 * Finds the faults a request meets: delays add up, the first other fault decides. `tunnelled` when it
 * came through the proxy, where its connection has met its own faults already.
 */
export function meetFaults(
  world: { readonly faults: readonly Fault[]; readonly ids: { fraction(): number } },
  request: {
    readonly host: string;
    readonly path: string;
    readonly method: string;
    readonly tunnelled?: boolean;
  },
): FaultEffect {
  let delayMs = 0;
  let lateMs = 0;
  for (const row of world.faults) {
    const { spec } = row;
    if (row.left <= 0 || !matches(spec, request)) continue;
    if (request.tunnelled === true && isConnectionFault(spec.kind)) continue;
    if (spec.probability !== undefined && world.ids.fraction() >= spec.probability) continue;
    row.left -= 1;
    const met = spec.kind === 'any' ? pickOne(spec, world.ids.fraction()) : spec;
    if (isConnectionFault(met.kind)) {
      const then = withoutConnection(met.kind, request.host, met.status);
      if (then !== 'delay') return { delayMs, lateMs, then };
      delayMs += met.ms ?? 0;
    } else if (met.kind === 'latency') delayMs += met.ms ?? 0;
    else if (met.kind === 'late-answer') lateMs += met.ms ?? 0;
    else if (met.kind === 'status') return { delayMs, lateMs, then: { answer: met } };
    else if (met.kind !== 'any') return { delayMs, lateMs, then: met.kind };
  }
  return { delayMs, lateMs, then: 'serve' };
}

/** What `any` stands for this time. `fraction` is from 0, below 1. */
function pickOne(spec: FaultSpec, fraction: number): FaultSpec {
  const { ms = DEFAULT_LATENCY_MS } = spec;
  const choices: readonly FaultSpec[] = [
    { ...spec, kind: 'latency', ms },
    { ...spec, kind: 'status', status: 429 },
    { ...spec, kind: 'status', status: 500 },
    { ...spec, kind: 'drop' },
  ];
  return choices[Math.floor(fraction * choices.length)] ?? spec;
}

function matches(
  spec: FaultSpec,
  request: { readonly host: string; readonly path: string; readonly method: string },
): boolean {
  return (
    (spec.method === undefined || spec.method === request.method) &&
    (spec.host === undefined || matchesPattern(spec.host.toLowerCase(), request.host)) &&
    (spec.path === undefined || matchesPattern(spec.path, request.path))
  );
}
