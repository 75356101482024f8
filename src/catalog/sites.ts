import { INTAKE_HOSTS } from './intake-hosts.ts';
import type { SiteRow } from './site-row.ts';

/**
 * The Datadog sites, in the order of Datadog's own lists. Each host says how it was learnt.
 * `unlisted` hosts follow the pattern, but the page that lists them for other sites leaves this one out.
 * @see https://docs.datadoghq.com/getting_started/site/
 */
export const SITES: readonly SiteRow[] = [
  {
    key: 'us1',
    name: 'US1',
    domain: 'datadoghq.com',
    environment: 'commercial',
    aliases: ['us', 'www.datadoghq.com'],
    app: {
      url: 'https://app.datadoghq.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    api: {
      url: 'https://api.datadoghq.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    intake: INTAKE_HOSTS.us1,
  },
  {
    key: 'us3',
    name: 'US3',
    domain: 'us3.datadoghq.com',
    environment: 'commercial',
    aliases: ['app.us3.datadoghq.com', 'www.us3.datadoghq.com'],
    app: {
      url: 'https://us3.datadoghq.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    api: {
      url: 'https://api.us3.datadoghq.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    intake: INTAKE_HOSTS.us3,
  },
  {
    key: 'us5',
    name: 'US5',
    domain: 'us5.datadoghq.com',
    environment: 'commercial',
    aliases: ['app.us5.datadoghq.com', 'www.us5.datadoghq.com'],
    app: {
      url: 'https://us5.datadoghq.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    api: {
      url: 'https://api.us5.datadoghq.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    intake: INTAKE_HOSTS.us5,
  },
  {
    key: 'eu1',
    name: 'EU1',
    domain: 'datadoghq.eu',
    environment: 'commercial',
    aliases: ['eu', 'eu1.datadoghq.com', 'www.datadoghq.eu'],
    app: {
      url: 'https://app.datadoghq.eu',
      status: 'documented',
      source: 'API reference, site table',
    },
    api: {
      url: 'https://api.datadoghq.eu',
      status: 'documented',
      source: 'API reference, site table',
    },
    intake: INTAKE_HOSTS.eu1,
  },
  {
    key: 'ap1',
    name: 'AP1',
    domain: 'ap1.datadoghq.com',
    environment: 'commercial',
    aliases: ['app.ap1.datadoghq.com', 'www.ap1.datadoghq.com'],
    app: {
      url: 'https://ap1.datadoghq.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    api: {
      url: 'https://api.ap1.datadoghq.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    intake: INTAKE_HOSTS.ap1,
  },
  {
    key: 'ap2',
    name: 'AP2',
    domain: 'ap2.datadoghq.com',
    environment: 'commercial',
    aliases: ['app.ap2.datadoghq.com', 'www.ap2.datadoghq.com'],
    app: {
      url: 'https://ap2.datadoghq.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    api: {
      url: 'https://api.ap2.datadoghq.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    intake: INTAKE_HOSTS.ap2,
  },
  {
    key: 'uk1',
    name: 'UK1',
    domain: 'uk1.datadoghq.com',
    environment: 'commercial',
    aliases: ['app.uk1.datadoghq.com', 'www.uk1.datadoghq.com'],
    app: {
      url: 'https://uk1.datadoghq.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    api: {
      url: 'https://api.uk1.datadoghq.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    intake: INTAKE_HOSTS.uk1,
  },
  {
    key: 'us1-fed',
    name: 'US1-FED',
    domain: 'ddog-gov.com',
    environment: 'gov',
    aliases: ['gov', 'us1_fed', 'govcloud', 'www.ddog-gov.com'],
    app: {
      url: 'https://app.ddog-gov.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    api: {
      url: 'https://api.ddog-gov.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    intake: INTAKE_HOSTS['us1-fed'],
  },
  {
    key: 'us2-fed',
    name: 'US2-FED',
    domain: 'us2.ddog-gov.com',
    environment: 'gov',
    aliases: ['gov2', 'us2_fed', 'app.us2.ddog-gov.com', 'www.us2.ddog-gov.com'],
    app: {
      url: 'https://us2.ddog-gov.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    api: {
      url: 'https://api.us2.ddog-gov.com',
      status: 'documented',
      source: 'API reference, site table',
    },
    intake: INTAKE_HOSTS['us2-fed'],
  },
];
