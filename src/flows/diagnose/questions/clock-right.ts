import { clockOffset } from '../../../datadog/clock-offset.ts';
import { siteEndpoints } from '../../../sites/endpoints.ts';
import { looked, type Ask, type LiveContext } from '../live-context.ts';
import type { Exchange } from '../../../model/http.ts';

/** How far a clock may be off and still be called right, in milliseconds. */
const RIGHT_MS = 60_000;

/**
 * Whether this machine's clock is right, by the `Date` of Datadog's answers: of what the other questions
 * were answered, and of a request without a key. Where the site gives no answer another one is asked.
 */
export const clockRight: Ask = async (ctx) => {
  const { clockSamples } = ctx.region;
  const { site } = ctx.about;
  const exchanges: Exchange[] = [];
  for (const each of [site, anotherSite(ctx)]) {
    if (each === undefined) break;
    const { validateUrl } = siteEndpoints(each);
    const request = { method: 'GET', url: validateUrl, headers: { accept: 'application/json' } };
    const sent = await ctx.run.send(request as { method: 'GET' } & typeof request, { retry: true });
    exchanges.push(sent.exchange);
    if (clockSamples.length > 0) break;
  }
  const offset = clockOffset(clockSamples);
  if (offset === undefined) {
    return looked('unknown', 'no answer of Datadog names the time', { exchanges });
  }
  const { lowMs, highMs } = offset;
  const because = `this machine's clock is ${words(lowMs, highMs)} by the Date of ${String(offset.samples)} answers`;
  if (lowMs > RIGHT_MS || highMs < -RIGHT_MS) return looked('no', because, { exchanges });
  const isRight = lowMs >= -RIGHT_MS && highMs <= RIGHT_MS;
  return looked(isRight ? 'yes' : 'unknown', because, { exchanges });
};

function anotherSite({ run, about: { site } }: LiveContext) {
  return run.settings.siteTable.all.find(
    ({ key, environment }) => key !== site.key && environment === site.environment,
  );
}

/** How far it is off, in words: `right to 2 s`, `95 s ahead`. */
function words(lowMs: number, highMs: number): string {
  const seconds = (ms: number): string => String(Math.round(Math.abs(ms) / 1000));
  if (lowMs > RIGHT_MS) return `${seconds((lowMs + highMs) / 2)} s ahead`;
  if (highMs < -RIGHT_MS) return `${seconds((lowMs + highMs) / 2)} s behind`;
  return `right to ${String(Math.max(1, Math.ceil(Math.max(Math.abs(lowMs), Math.abs(highMs)) / 1000)))} s`;
}
