import type { Link } from '../model/report.ts';

/** Pages findings link to. */
export const LINKS = {
  testingGuide: {
    title: 'Datadog: build an API-based integration with OAuth',
    url: 'https://docs.datadoghq.com/extend/integrations/api_integration/',
  },
  oauthEndpoints: {
    title: 'Datadog: OAuth2 authorization endpoints',
    url: 'https://docs.datadoghq.com/extend/authorization/oauth2_endpoints/',
  },
  oauthInDatadog: {
    title: 'Datadog: OAuth2 in Datadog',
    url: 'https://docs.datadoghq.com/extend/authorization/oauth2_in_datadog/',
  },
  scopes: {
    title: 'Datadog: authorization scopes',
    url: 'https://docs.datadoghq.com/api/latest/scopes/',
  },
  network: {
    title: 'Datadog: hosts and ports',
    url: 'https://docs.datadoghq.com/agent/configuration/network/',
  },
  oauthClients: {
    title: 'Datadog: API reference, OAuth2 clients',
    url: 'https://docs.datadoghq.com/api/latest/oauth2-client-public/',
  },
  sites: { title: 'Datadog: sites', url: 'https://docs.datadoghq.com/getting_started/site/' },
  apiReference: { title: 'Datadog: API reference', url: 'https://docs.datadoghq.com/api/latest/' },
  authentication: {
    title: 'Datadog: API authentication',
    url: 'https://docs.datadoghq.com/api/latest/authentication/',
  },
  rateLimits: {
    title: 'Datadog: rate limits',
    url: 'https://docs.datadoghq.com/api/latest/rate-limits/',
  },
  metricNames: {
    title: 'Datadog: naming custom metrics',
    url: 'https://docs.datadoghq.com/metrics/custom_metrics/#naming-custom-metrics',
  },
  tags: {
    title: 'Datadog: defining tags',
    url: 'https://docs.datadoghq.com/getting_started/tagging/#define-tags',
  },
  rfc6749Authorization: {
    title: 'RFC 6749 §4.1.2.1: authorization error response',
    url: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1',
  },
  rfc6749Token: {
    title: 'RFC 6749 §5.2: token error response',
    url: 'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
  },
  rfc7636: {
    title: 'RFC 7636: PKCE',
    url: 'https://www.rfc-editor.org/rfc/rfc7636',
  },
  rfc8252: {
    title: 'RFC 8252 §7.3: loopback redirect',
    url: 'https://www.rfc-editor.org/rfc/rfc8252#section-7.3',
  },
  rfc7591: {
    title: 'RFC 7591 §3.2.2: client registration errors',
    url: 'https://www.rfc-editor.org/rfc/rfc7591#section-3.2.2',
  },
  rfc7009: { title: 'RFC 7009: token revocation', url: 'https://www.rfc-editor.org/rfc/rfc7009' },
} as const satisfies Record<string, Link>;

export type LinkName = keyof typeof LINKS;
