import type { Clock } from '../host/host.ts';
import type { HttpRequest, HttpResponse } from '../model/http.ts';
import { readRateLimit } from './rate-limit.ts';

/** Longest wait for a limit's next period, in milliseconds; a longer one is not worth a run. */
const LONGEST_WAIT_MS = 60_000;

/** What a wait is for. */
export interface RateWait {
  /** Host of the site, such as `api.datadoghq.eu`. */
  readonly host: string;
  /** Datadog's name of the limit, else the route. */
  readonly limit: string;
  readonly waitMs: number;
}

/** A place in the budget: to be given back with the answer, or without one. */
export interface RateLease {
  settle(response: HttpResponse | undefined): void;
}

/** Keeps requests within the rate limits that answers announce, for all that share it. */
export interface RateBudget {
  /**
   * Waits until a request may be sent. Rejects with the signal's reason; gives the wait back instead
   * of a lease when the next period is too far away.
   */
  acquire(request: HttpRequest, signal: AbortSignal): Promise<RateLease | RateWait>;
}

/** What a budget is made of. */
export interface RateBudgetParts {
  readonly clock: Clock;
  /** Milliseconds left of the whole run. */
  readonly remainingMs: () => number;
  /** Told before each wait for a new period. */
  readonly onWait: (wait: RateWait) => void;
}

/** One limit as last announced. */
interface Limit {
  readonly name: string;
  readonly routes: Set<Route>;
  limit: number | undefined;
  /** Requests left in the period. */
  remaining: number;
  /** By `clock.monotonic()`. */
  resetAt: number;
  /** Woken when a request ends. */
  readonly waiting: Set<() => void>;
}

/** One route of a host; its limit is known from the first answer on that names one. */
interface Route {
  inFlight: number;
  limit: Limit | undefined;
}

/**
 * Makes a budget. Limits are known from their first answer on; from then on never more requests are
 * under way for one than it had left, and with none left the next waits for the new period. Routes
 * whose answers name the same limit share it.
 */
export function createRateBudget(parts: RateBudgetParts): RateBudget {
  const { clock } = parts;
  const limits = new Map<string, Limit>();
  const routes = new Map<string, Route>();

  const learn = (host: string, group: string, route: Route, response: HttpResponse): void => {
    const said = readRateLimit(response, clock.now());
    if (said === undefined) return;
    const name = said.name ?? group;
    const key = `${host} ${name}`;
    const now = clock.monotonic();
    const resetAt = now + (said.resetMs ?? 0);
    const left = said.remaining ?? said.limit ?? Number.POSITIVE_INFINITY;
    const known = limits.get(key);
    const limit: Limit = known ?? {
      name,
      routes: new Set(),
      limit: said.limit,
      remaining: left,
      resetAt,
      waiting: new Set(),
    };
    if (known !== undefined) {
      // Answers overtake each other: within a period only fewer are left.
      const samePeriod = now < known.resetAt && Math.abs(resetAt - known.resetAt) < SAME_PERIOD_MS;
      known.remaining = samePeriod ? Math.min(known.remaining, left) : left;
      known.resetAt = samePeriod ? Math.max(known.resetAt, resetAt) : resetAt;
      known.limit = said.limit ?? known.limit;
    }
    limits.set(key, limit);
    route.limit?.routes.delete(route);
    route.limit = limit;
    limit.routes.add(route);
  };

  const lease = (host: string, group: string, route: Route): RateLease => {
    route.inFlight += 1;
    return {
      settle: (response) => {
        route.inFlight -= 1;
        if (response !== undefined) learn(host, group, route, response);
        // Without an answer it is not known whether it was counted.
        else if (route.limit !== undefined) route.limit.remaining -= 1;
        for (const wake of [...(route.limit?.waiting ?? [])]) wake();
      },
    };
  };

  return {
    acquire: async (request, signal) => {
      const { host, pathname } = new URL(request.url);
      const group = `${request.method} ${routeGroup(pathname)}`;
      const key = `${host} ${group}`;
      const route = routes.get(key) ?? { inFlight: 0, limit: undefined };
      routes.set(key, route);
      for (;;) {
        signal.throwIfAborted();
        const { limit } = route;
        const now = clock.monotonic();
        if (limit === undefined) return lease(host, group, route);
        if (now >= limit.resetAt) beginPeriod(limit);
        if (inFlight(limit) < limit.remaining) return lease(host, group, route);
        const waitMs = Math.ceil(limit.resetAt - now);
        if (limit.remaining <= 0) {
          const wait = { host, limit: limit.name, waitMs };
          if (waitMs > Math.min(LONGEST_WAIT_MS, parts.remainingMs())) return wait;
          parts.onWait(wait);
        }
        await woken(limit, Math.min(waitMs, LONGEST_WAIT_MS), clock, signal);
      }
    },
  };
}

/** Until an answer says otherwise, a new period has as many as the limit allows. */
function beginPeriod(limit: Limit): void {
  limit.remaining = limit.limit ?? Number.POSITIVE_INFINITY;
  limit.resetAt = Number.POSITIVE_INFINITY;
}

function inFlight({ routes }: Limit): number {
  return [...routes].reduce((sum, route) => sum + route.inFlight, 0);
}

/** Two resets that differ by less are of one period: they are announced in whole seconds. */
const SAME_PERIOD_MS = 2_000;

/** Sleeps until a request of the limit ends, its period does, or the run is interrupted. */
async function woken(
  limit: Limit,
  waitMs: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const wake = (): void => stop.abort();
  limit.waiting.add(wake);
  signal.addEventListener('abort', wake, { once: true });
  try {
    await clock.sleep(waitMs, stop.signal).catch(() => undefined);
  } finally {
    limit.waiting.delete(wake);
    signal.removeEventListener('abort', wake);
  }
}

/** The path without the ids in it: `/api/v1/monitor/123` is limited as `/api/v1/monitor/*`. */
export function routeGroup(path: string): string {
  return path
    .split('/')
    .map((part) => (/\d/.test(part) && !/^v\d+$/.test(part) ? '*' : part))
    .join('/');
}
