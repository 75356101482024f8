import type { WriteRequest } from './scope-row.ts';

/** How something is found, or known to be gone, whose creation was never answered. */
export interface CreationTrace {
  /** Shows it among others of its kind. */
  readonly list?: WriteRequest;
  /** It does not outlive what it was made in: a share without its dashboard shows nothing. */
  readonly goneWithParent?: boolean;
}

const get = (path: string, operationId: string, scope: string): WriteRequest => ({
  method: 'GET',
  path,
  operationId,
  opens: [[scope]],
  oauthDeclared: false,
  unstable: true,
});

/**
 * What the probes of the catalog do not list, by the request that creates it. Lists of schedules and
 * workflows are younger than the API specification that the catalog was made from.
 * @see https://docs.datadoghq.com/api/latest/on-call/list-on-call-schedules/
 * @see https://docs.datadoghq.com/api/latest/workflow-automation/
 */
export const CREATION_TRACES: Readonly<Record<string, CreationTrace>> = {
  'POST /api/v1/dashboard/public': { goneWithParent: true },
  'POST /api/v2/dashboard/{id:dashboard}/shared/secure-embed': { goneWithParent: true },
  'POST /api/v2/statuspages/{id:status_page}/components': {
    list: get(
      '/api/v2/statuspages/{id:status_page}/components',
      'ListComponents',
      'status_pages_settings_read',
    ),
    goneWithParent: true,
  },
  'POST /api/v2/statuspages/{id:status_page}/degradations': { goneWithParent: true },
  'POST /api/v1/synthetics/private-locations': {
    list: get('/api/v1/synthetics/locations', 'ListLocations', 'synthetics_private_location_read'),
  },
  'POST /api/v1/synthetics/tests/api': {
    list: get('/api/v1/synthetics/tests', 'ListTests', 'synthetics_read'),
  },
  'POST /api/v2/apm/config/metrics': {
    list: get('/api/v2/apm/config/metrics', 'ListSpansMetrics', 'apm_read'),
  },
  'POST /api/v2/incidents/config/notification-templates': {
    list: get(
      '/api/v2/incidents/config/notification-templates',
      'ListIncidentNotificationTemplates',
      'incident_read',
    ),
  },
  'POST /api/v2/on-call/schedules': {
    list: get('/api/v2/on-call/schedules', 'ListOnCallSchedules', 'on_call_read'),
  },
  'POST /api/v2/workflows': { list: get('/api/v2/workflows', 'ListWorkflows', 'workflows_read') },
};
