import type { ScopeRow } from '../../src/catalog/scope-row.ts';
import type { CheckedRequest } from './check-request.mjs';

/** Requests of all rows. */
export function requestsOfRows(rows: readonly ScopeRow[]): readonly CheckedRequest[];
