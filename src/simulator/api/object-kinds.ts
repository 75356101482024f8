import type { IdFormat } from './id-formats.ts';
import { templateKey } from '../http/path-template.ts';

/** How Datadog treats one kind of object that a caller can create. */
export interface ObjectKind {
  readonly idFormat: IdFormat;
  /** Status of the answer to a creation. */
  readonly created: 200 | 201 | 202;
  readonly deleted: 200 | 204;
  /** Where the answer to a deletion names what was deleted, as a dotted path. */
  readonly deletedIdAt?: string;
  /** Members of the body, as dotted paths, of which the org may not have the same twice. */
  readonly unique: readonly string[];
  /** Where the answer to the creation shows a secret. */
  readonly secretAt?: string;
  /** Deleting only cancels: reading goes on, and shows it here. */
  readonly cancelledAt?: string;
  /** An id in the body is taken for a name. */
  readonly ignoresSentId?: boolean;
  /** Path of a list that shows it and that no other path of it leads to. */
  readonly listedAt?: string;
}

/** Kinds that differ from the rest of their API version, by the request that creates them. */
const KINDS: Readonly<Record<string, Partial<ObjectKind>>> = {
  'POST /api/v1/dashboard': { idFormat: 'dashed', deletedIdAt: 'deleted_dashboard_id' },
  'POST /api/v1/dashboard/lists/manual': {
    idFormat: 'integer',
    deletedIdAt: 'deleted_dashboard_list_id',
  },
  'POST /api/v1/dashboard/public': {
    idFormat: 'token',
    deletedIdAt: 'deleted_public_dashboard_token',
  },
  'POST /api/v1/downtime': { idFormat: 'integer', deleted: 204 },
  'POST /api/v1/integration/webhooks/configuration/custom-variables': {
    created: 201,
    unique: ['name'],
  },
  'POST /api/v1/integration/webhooks/configuration/webhooks': { created: 201, unique: ['name'] },
  'POST /api/v1/logs/config/indexes': { unique: ['name'] },
  'POST /api/v1/logs/config/pipelines': { idFormat: 'text', unique: ['name'] },
  'POST /api/v1/monitor': { idFormat: 'integer', deletedIdAt: 'deleted_monitor_id' },
  'POST /api/v1/notebooks': { idFormat: 'integer', deleted: 204 },
  'POST /api/v1/slo': { idFormat: 'hex', deletedIdAt: 'data.0' },
  'POST /api/v1/slo/correction': { deleted: 204 },
  'POST /api/v1/synthetics/private-locations': {
    idFormat: 'location',
    deleted: 204,
    secretAt: 'config.secretAccessKey',
  },
  'POST /api/v1/synthetics/tests/api': {
    idFormat: 'dashed',
    listedAt: '/api/v1/synthetics/tests',
    deletedIdAt: 'deleted_tests.0.public_id',
  },
  'POST /api/v1/synthetics/tests/browser': {
    idFormat: 'dashed',
    listedAt: '/api/v1/synthetics/tests',
    deletedIdAt: 'deleted_tests.0.public_id',
  },
  'POST /api/v1/synthetics/variables': { unique: ['name'] },
  'POST /api/v2/apm/config/metrics': { created: 200 },
  'POST /api/v2/cases/projects': { unique: ['data.attributes.key'] },
  'POST /api/v2/catalog/entity': { created: 202 },
  'POST /api/v2/dashboard/{}/shared/secure-embed': { idFormat: 'token' },
  'POST /api/v2/downtime': { created: 200, cancelledAt: 'data.attributes.status' },
  'POST /api/v2/feature-flags/environments': { unique: ['data.attributes.name'] },
  'POST /api/v2/logs/config/archives': { created: 200 },
  'POST /api/v2/logs/config/metrics': { created: 200 },
  'POST /api/v2/powerpacks': { created: 200 },
  'POST /api/v2/roles': { created: 200, unique: ['data.attributes.name'] },
  'POST /api/v2/rum/applications': {
    created: 200,
    secretAt: 'data.attributes.client_token',
  },
  'POST /api/v2/security_monitoring/configuration/critical_assets': { created: 200 },
  'POST /api/v2/security_monitoring/configuration/security_filters': {
    idFormat: 'dashed',
    created: 200,
    unique: ['data.attributes.name'],
  },
  'POST /api/v2/security_monitoring/configuration/suppressions': {
    idFormat: 'dashed',
    created: 200,
  },
  'POST /api/v2/security_monitoring/rules': { idFormat: 'dashed', created: 200 },
  'POST /api/v2/sensitive-data-scanner/config/groups': { deleted: 200 },
  'POST /api/v2/service_accounts': { unique: ['data.attributes.name', 'data.attributes.email'] },
  'POST /api/v2/tags/enrichment': { created: 200, ignoresSentId: true },
  'POST /api/v2/team': { unique: ['data.attributes.handle', 'data.attributes.name'] },
};

/**
 * The kind of object that a request creates. What is not in the table has UUIDs and answers 200 and
 * 200 in version 1 of the API, 201 and 204 in later ones.
 * @see datadog/openapi-v1.yaml, openapi-v2.yaml, recordings.jsonl
 */
export function objectKind(method: string, path: string): ObjectKind {
  const version1 = path.startsWith('/api/v1/');
  return {
    idFormat: 'uuid',
    created: version1 || method !== 'POST' ? 200 : 201,
    deleted: version1 ? 200 : 204,
    unique: [],
    ...KINDS[`${method} ${templateKey(path)}`],
  };
}
