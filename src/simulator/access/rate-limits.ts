import { findBearer, findKeyPair } from './admission.ts';
import { errors, type SimulatorAnswer, type SimulatorRequest } from '../http/exchange.ts';
import type { SeedOrg, SeedRateLimit } from '../world/seed-schema.ts';
import type { LimitCount } from '../world/traffic.ts';
import type { World } from '../world/world.ts';

/**
 * Answers within the org's rate limits: an answer of a limited route says what is left, a request
 * too many is answered 429. Periods follow the calendar; `X-RateLimit-Reset` is a duration. A request
 * without a live token or both keys is nobody's, so it counts nowhere.
 * @see datadog/api-facts.md section 5
 */
export function withinRateLimits(
  world: World,
  request: SimulatorRequest,
  serve: () => SimulatorAnswer,
): SimulatorAnswer {
  const limit = world.seed.settings.rateLimits.find((row) => isLimited(row, request));
  const org = limit && (findBearer(world, request)?.grant.org ?? findKeyPair(world, request)?.org);
  if (!limit || !org) return serve();
  const nowSeconds = world.clock.now() / 1000;
  const period = Math.floor(nowSeconds / limit.periodSeconds);
  const count = countOf(world, limit, org, period);
  const refused = count.used >= limit.limit;
  if (refused) count.refused += 1;
  else count.used += 1;
  const headers = {
    'x-ratelimit-limit': String(limit.limit),
    'x-ratelimit-period': String(limit.periodSeconds),
    'x-ratelimit-remaining': String(limit.limit - count.used),
    'x-ratelimit-reset': String(Math.ceil((period + 1) * limit.periodSeconds - nowSeconds)),
    'x-ratelimit-name': limit.name,
  };
  const answer = refused
    ? errors(429, `Rate limit of ${limit.limit} requests in ${limit.periodSeconds} s exceeded`)
    : serve();
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function isLimited(row: SeedRateLimit, request: SimulatorRequest): boolean {
  return (
    (row.method === undefined || row.method === request.method) &&
    (row.path === undefined || request.path.startsWith(row.path))
  );
}

/** The org's count, begun anew with each period. */
function countOf(world: World, limit: SeedRateLimit, org: SeedOrg, period: number): LimitCount {
  const { limits } = world.traffic;
  let count = limits.find((row) => row.name === limit.name && row.orgId === org.id);
  if (!count) {
    count = { name: limit.name, site: org.site, orgId: org.id, period, used: 0, refused: 0 };
    limits.push(count);
  }
  if (count.period !== period) {
    count.period = period;
    count.used = 0;
  }
  return count;
}
