import type { DATA_TYPES } from '../../src/catalog/data-types.ts';
import type { SITES } from '../../src/catalog/sites.ts';
import type { ownPayload, ownTags } from '../../src/datadog/data/own-payload.ts';
import type { READ_ROUTES } from '../../src/datadog/data/read-routes.ts';
import type { intakeOf, submissionRequest } from '../../src/datadog/data/submission.ts';
import type { CheckedRequest } from './check-request.mjs';

/** What builds the requests that send data and read it back. */
export interface DataCatalog {
  readonly DATA_TYPES: typeof DATA_TYPES;
  readonly SITES: typeof SITES;
  readonly READ_ROUTES: typeof READ_ROUTES;
  readonly intakeOf: typeof intakeOf;
  readonly ownPayload: typeof ownPayload;
  readonly ownTags: typeof ownTags;
  readonly submissionRequest: typeof submissionRequest;
}

/** Submissions of every data type, each with all hosts it goes to. */
export function submissions(catalog: DataCatalog): readonly CheckedRequest[];

/** Searches of every way to read back, for each scope. */
export function searches(catalog: DataCatalog): readonly CheckedRequest[];
