import { dataTypeRow, type DataType } from '../../catalog/data-types.ts';
import type { HostStatus, SiteRow } from '../../catalog/site-row.ts';
import type { HttpRequest } from '../../model/http.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';

/** Where a site takes a kind of data, or why it is not sent there. */
export type Intake =
  | { readonly url: string; readonly status: HostStatus; readonly absent?: undefined }
  | {
      /** `none`: the site has no such intake; `unlisted`: it may have none; `protobuf`: no JSON. */
      readonly absent: 'none' | 'unlisted' | 'protobuf';
    };

/**
 * The intake of a kind of data on a site. An intake that Datadog lists for other sites and leaves out
 * for this one gets no key sent to.
 */
export function intakeOf(site: SiteRow, dataType: DataType): Intake {
  const row = dataTypeRow(dataType);
  const host = row.host === 'api' ? site.api : site.intake[row.host];
  const url = siteEndpoints(site)[row.endpoint];
  if (host === undefined || url === undefined) return { absent: 'none' };
  if (host.status === 'unlisted') return { absent: 'unlisted' };
  if (row.protobufOnly === true) return { absent: 'protobuf' };
  return { url, status: host.status };
}

/** Sends a body to an intake with the API key alone. */
export function submissionRequest(
  dataType: DataType,
  url: string,
  apiKey: string,
  body: string,
): HttpRequest {
  return {
    method: 'POST',
    url,
    headers: {
      accept: 'application/json',
      'content-type': dataTypeRow(dataType).contentType,
      'dd-api-key': apiKey,
    },
    body,
  };
}
