/**
 * What a public client is registered with unless flags say otherwise. RFC 8252 §8.3 prefers the address
 * to `localhost`; the scopes only read, and every one of them is in Datadog's API specification.
 */
export const PUBLIC_CLIENT = {
  name: 'ddoauth',
  redirectUris: ['http://127.0.0.1:8085/callback'],
  scopes: [
    'dashboards_read',
    'events_read',
    'metrics_read',
    'monitors_read',
    'timeseries_query',
    'user_access_read',
  ],
} as const;
