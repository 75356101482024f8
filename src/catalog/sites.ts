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
    intake: {
      logs: {
        url: 'https://http-intake.logs.datadoghq.com',
        status: 'documented',
        source: 'API specification v1, server list',
      },
      events: {
        url: 'https://event-management-intake.datadoghq.com',
        status: 'documented',
        source: 'API specification v2, server list',
      },
      otlp: {
        url: 'https://otlp.datadoghq.com',
        status: 'documented',
        source: 'OTLP ingest pages',
      },
      spans: {
        url: 'https://public-trace-http-intake.logs.datadoghq.com/api/v2/spans',
        status: 'code',
        source: "source code of Datadog's tracers",
      },
    },
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
    intake: {
      logs: {
        url: 'https://http-intake.logs.us3.datadoghq.com',
        status: 'documented',
        source: 'API specification v1, server list',
      },
      events: {
        url: 'https://event-management-intake.us3.datadoghq.com',
        status: 'documented',
        source: 'API specification v2, server list',
      },
      otlp: {
        url: 'https://otlp.us3.datadoghq.com',
        status: 'documented',
        source: 'OTLP ingest pages',
      },
      spans: {
        url: 'https://trace.browser-intake-us3-datadoghq.com/api/v2/spans',
        status: 'code',
        source: "source code of Datadog's tracers",
      },
    },
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
    intake: {
      logs: {
        url: 'https://http-intake.logs.us5.datadoghq.com',
        status: 'documented',
        source: 'API specification v1, server list',
      },
      events: {
        url: 'https://event-management-intake.us5.datadoghq.com',
        status: 'documented',
        source: 'API specification v2, server list',
      },
      otlp: {
        url: 'https://otlp.us5.datadoghq.com',
        status: 'documented',
        source: 'OTLP ingest pages',
      },
      spans: {
        url: 'https://trace.browser-intake-us5-datadoghq.com/api/v2/spans',
        status: 'code',
        source: "source code of Datadog's tracers",
      },
    },
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
    intake: {
      logs: {
        url: 'https://http-intake.logs.datadoghq.eu',
        status: 'documented',
        source: 'API specification v1, server list',
      },
      events: {
        url: 'https://event-management-intake.datadoghq.eu',
        status: 'documented',
        source: 'API specification v2, server list',
      },
      otlp: { url: 'https://otlp.datadoghq.eu', status: 'documented', source: 'OTLP ingest pages' },
      spans: {
        url: 'https://public-trace-http-intake.logs.datadoghq.eu/api/v2/spans',
        status: 'code',
        source: "source code of Datadog's tracers",
      },
    },
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
    intake: {
      logs: {
        url: 'https://http-intake.logs.ap1.datadoghq.com',
        status: 'documented',
        source: 'API specification v1, server list',
      },
      events: {
        url: 'https://event-management-intake.ap1.datadoghq.com',
        status: 'documented',
        source: 'API specification v2, server list',
      },
      otlp: {
        url: 'https://otlp.ap1.datadoghq.com',
        status: 'documented',
        source: 'OTLP ingest pages',
      },
      spans: {
        url: 'https://browser-intake-ap1-datadoghq.com/api/v2/spans',
        status: 'code',
        source: "source code of Datadog's tracers",
      },
    },
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
    intake: {
      logs: {
        url: 'https://http-intake.logs.ap2.datadoghq.com',
        status: 'documented',
        source: 'API specification v1, server list',
      },
      events: {
        url: 'https://event-management-intake.ap2.datadoghq.com',
        status: 'documented',
        source: 'API specification v2, server list',
      },
      otlp: {
        url: 'https://otlp.ap2.datadoghq.com',
        status: 'documented',
        source: 'OTLP ingest pages',
      },
      spans: {
        url: 'https://browser-intake-ap2-datadoghq.com/api/v2/spans',
        status: 'code',
        source: "source code of Datadog's tracers",
      },
    },
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
    intake: {
      logs: {
        url: 'https://http-intake.logs.uk1.datadoghq.com',
        status: 'documented',
        source: 'API specification v1, server list',
      },
      events: {
        url: 'https://event-management-intake.uk1.datadoghq.com',
        status: 'documented',
        source: 'PrivateLink guide, UK1 table',
      },
      otlp: {
        url: 'https://otlp.uk1.datadoghq.com',
        status: 'documented',
        source: 'PrivateLink guide, UK1 table',
      },
      spans: {
        url: 'https://browser-intake-uk1-datadoghq.com/api/v2/spans',
        status: 'code',
        source: "source code of Datadog's tracers",
      },
    },
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
    intake: {
      logs: {
        url: 'https://http-intake.logs.ddog-gov.com',
        status: 'documented',
        source: 'API specification v1, server list',
      },
      events: {
        url: 'https://event-management-intake.ddog-gov.com',
        status: 'documented',
        source: 'API specification v2, server list',
      },
      otlp: {
        url: 'https://otlp.ddog-gov.com',
        status: 'unlisted',
        source: 'pattern of the other sites',
      },
      spans: {
        url: 'https://browser-intake-ddog-gov.com/api/v2/spans',
        status: 'code',
        source: "source code of Datadog's tracers",
      },
    },
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
    intake: {
      logs: {
        url: 'https://http-intake.logs.us2.ddog-gov.com',
        status: 'documented',
        source: 'API specification v1, server list',
      },
      events: {
        url: 'https://event-management-intake.us2.ddog-gov.com',
        status: 'derived',
        source: 'pattern of the other sites',
      },
      otlp: {
        url: 'https://otlp.us2.ddog-gov.com',
        status: 'unlisted',
        source: 'pattern of the other sites',
      },
      spans: {
        url: 'https://browser-intake-us2-ddog-gov.com/api/v2/spans',
        status: 'code',
        source: "source code of Datadog's tracers",
      },
    },
  },
];
