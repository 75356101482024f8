import type { SiteRow } from '../catalog/site-row.ts';
import type { HttpRequest } from '../model/http.ts';

/** Kinds of data a partner sends with its API key. */
export type DataType = 'metrics' | 'events' | 'logs';

/** What one submission is made of. */
export interface Submission {
  readonly site: SiteRow;
  /** Secret. */
  readonly apiKey: string;
  /** Every datum carries it as tag `ddoauth_run:<runId>`. */
  readonly runId: string;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/** What one search for submitted data is made of. */
export interface Search {
  readonly site: SiteRow;
  /** Secret. */
  readonly accessToken: string;
  readonly runId: string;
  /** When the data was sent, milliseconds since 1970. */
  readonly sentAtMs: number;
  readonly nowMs: number;
}

/** How one kind of data is sent, found again, and looked at in the web app. */
export interface DataTypeRow {
  readonly dataType: DataType;
  readonly title: string;
  submit(submission: Submission): HttpRequest;
  /** Any one of them lets the grant read the data back. */
  readonly readScopes: readonly string[];
  search(search: Search): HttpRequest;
  /** Dotted path of the list that is not empty once the data has arrived. */
  readonly foundAt: string;
  /** Page of the web app that shows it. */
  lookAt(site: SiteRow, runId: string): string;
}

/** Name under which metrics, events and logs of this program appear in the org. */
const NAME = 'ddoauth.check';
/** Seconds around the submission in which it is looked for; queries round to intervals. */
const MARGIN_SECONDS = 5 * 60;

/** The kinds of data, in the order in which they are sent. */
export const DATA_TYPES: readonly DataTypeRow[] = [
  {
    dataType: 'metrics',
    title: 'Metric',
    submit: ({ site, apiKey, runId, nowMs }) =>
      keyRequest(`${site.api.url}/api/v2/series`, apiKey, {
        series: [
          {
            metric: NAME,
            type: 3,
            points: [{ timestamp: seconds(nowMs), value: 1 }],
            tags: [runTag(runId)],
          },
        ],
      }),
    readScopes: ['timeseries_query'],
    search: ({ site, accessToken, runId, sentAtMs, nowMs }) =>
      tokenRequest(`${site.api.url}/api/v1/query`, accessToken, {
        from: String(seconds(sentAtMs) - MARGIN_SECONDS),
        to: String(seconds(nowMs) + MARGIN_SECONDS),
        query: `max:${NAME}{${runTag(runId)}}`,
      }),
    foundAt: 'series',
    lookAt: (site) => `${site.app.url}/metric/explorer`,
  },
  {
    dataType: 'events',
    title: 'Event',
    submit: ({ site, apiKey, runId, nowMs }) =>
      keyRequest(`${site.api.url}/api/v1/events`, apiKey, {
        title: 'ddoauth check',
        text: `Sent by ddoauth to prove that events arrive. Run ${runId}.`,
        date_happened: seconds(nowMs),
        alert_type: 'info',
        tags: [runTag(runId)],
      }),
    readScopes: ['events_read'],
    search: ({ site, accessToken, runId, sentAtMs, nowMs }) =>
      tokenRequest(`${site.api.url}/api/v1/events`, accessToken, {
        start: String(seconds(sentAtMs) - MARGIN_SECONDS),
        end: String(seconds(nowMs) + MARGIN_SECONDS),
        tags: runTag(runId),
      }),
    foundAt: 'events',
    lookAt: (site, runId) => `${site.app.url}/event/explorer?query=${runTag(runId)}`,
  },
  {
    dataType: 'logs',
    title: 'Log',
    submit: ({ site, apiKey, runId }) =>
      keyRequest(`${intakeOf(site, 'logs')}/api/v2/logs`, apiKey, [
        {
          message: `ddoauth check, run ${runId}`,
          ddsource: 'ddoauth',
          ddtags: runTag(runId),
          service: NAME,
        },
      ]),
    readScopes: ['logs_read_data'],
    search: ({ site, accessToken, runId, sentAtMs, nowMs }) =>
      tokenRequest(`${site.api.url}/api/v2/logs/events`, accessToken, {
        'filter[query]': runTag(runId),
        'filter[from]': new Date(sentAtMs - MARGIN_SECONDS * 1000).toISOString(),
        'filter[to]': new Date(nowMs + MARGIN_SECONDS * 1000).toISOString(),
        'page[limit]': '1',
      }),
    foundAt: 'data',
    lookAt: (site, runId) => `${site.app.url}/logs?query=${runTag(runId)}`,
  },
];

/** The tag that ties a datum to a run. */
export function runTag(runId: string): string {
  return `ddoauth_run:${runId}`;
}

function intakeOf(site: SiteRow, name: 'logs'): string {
  return site.intake[name]?.url ?? `https://http-intake.logs.${site.domain}`;
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}

function keyRequest(url: string, apiKey: string, body: unknown): HttpRequest {
  return {
    method: 'POST',
    url,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'dd-api-key': apiKey,
    },
    body: JSON.stringify(body),
  };
}

function tokenRequest(
  url: string,
  accessToken: string,
  query: Readonly<Record<string, string>>,
): HttpRequest {
  return {
    method: 'GET',
    url: `${url}?${new URLSearchParams(query).toString()}`,
    headers: { accept: 'application/json', authorization: `Bearer ${accessToken}` },
  };
}
