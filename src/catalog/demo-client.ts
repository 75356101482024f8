/**
 * The client that the simulator knows when no profile is in use: published, so every org may
 * authorize it, with scopes for each kind of proof. Its redirect URI is chosen at run time.
 */
export const DEMO_CLIENT = {
  kind: 'published',
  clientId: '00000000-0000-4000-8000-00000000da7a',
  name: 'Demo client',
  scopes: [
    'api_keys_write',
    'dashboards_read',
    'events_read',
    'incident_write',
    'logs_read_data',
    'metrics_read',
    'monitors_read',
    'timeseries_query',
  ],
} as const;
