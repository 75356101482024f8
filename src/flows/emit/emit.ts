import type { DataType } from '../../catalog/data-types.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { submissionRequest } from '../../datadog/data/submission.ts';
import type { Sent } from '../../model/http.ts';
import type { Report } from '../../model/report.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import type { Run } from '../run/run.ts';
import { eventOf } from './event.ts';
import { metricsOf } from './metrics.ts';
import { serviceChecksOf } from './service-checks.ts';

/** Where the outcome of a run goes. */
export interface Emission {
  /** The partner's own org, not the client's. */
  readonly site: SiteRow;
  /** Secret. A key of that org. */
  readonly apiKey: string;
  /** Not to be taken is a failure of a run that passed. */
  readonly required: boolean;
}

/** Deadline of one request, in milliseconds. */
const TIMEOUT_MS = 10_000;
/** Characters of a refusal that are shown. */
const LONGEST_REASON = 200;

/**
 * Sends the outcome of a run as metrics, event and service checks, all at once, past the run's own time.
 * The API key that the client created is refused: what it sends is the integration's.
 * @param report its texts are masked already
 * @returns why something was not taken; `undefined` when all was
 */
export async function emit(
  run: Run,
  report: Report,
  { site, apiKey }: Emission,
): Promise<string | undefined> {
  if (await isClientsKey(run, apiKey)) {
    return 'DDOAUTH_EMIT_API_KEY is the API key that a client has created; give one of your own org';
  }
  const urls = siteEndpoints(site);
  const metrics = metricsOf(report, run.host.clock.now());
  const checks = serviceChecksOf(report);
  const post = async (
    dataType: DataType,
    url: string,
    body: unknown,
    retry: boolean,
  ): Promise<string | undefined> => {
    const text = run.redactor.mask(JSON.stringify(body));
    const request = submissionRequest(dataType, url, apiKey, text);
    const sent = await run.sendToTheEnd(request, { timeoutMs: TIMEOUT_MS, retry });
    return refusalOf(dataType, sent);
  };
  const refusals = await Promise.all([
    // The same point twice is one point; an event sent twice is two.
    post('metrics', urls.seriesUrl, { series: metrics }, true),
    post('events', urls.eventsUrl, eventOf(report), false),
    post('service-checks', urls.checkRunUrl, checks, true),
  ]);
  const reasons = refusals.filter((reason) => reason !== undefined);
  if (reasons.length > 0) return `${site.key}: ${run.redactor.redact(reasons.join('; '))}`;
  run.ui.notice(
    `Emitted to Datadog ${site.key}: ${String(metrics.length)} metrics, an event, ${String(checks.length)} service checks`,
  );
  return undefined;
}

function refusalOf(dataType: DataType, { response, failure }: Sent): string | undefined {
  const what = dataType.replace('-', ' ');
  if (response === undefined) return `${what}: ${failure.code}`;
  if (response.status >= 200 && response.status < 300) return undefined;
  const words = response.body.replace(/\s+/g, ' ').trim().slice(0, LONGEST_REASON);
  const hint = response.status === 403 ? ', the key is none of this site' : '';
  return `${what}: ${String(response.status)} ${words}${hint}`.trim();
}

async function isClientsKey(run: Run, apiKey: string): Promise<boolean> {
  try {
    const { apiKeys } = await run.vault();
    return (await apiKeys.list()).some(({ value }) => value === apiKey);
  } catch {
    // A store that cannot be read knows of no key.
    return false;
  }
}
