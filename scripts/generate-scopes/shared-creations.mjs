/** Things that more than one round trip creates: by themselves, and as what another one stands on. */

/** Seconds of the distance at which things that have a time are put into the future. */
export const YEAR = 365 * 24 * 3600;

/** What a human reads who comes across one of our objects. */
export const TEXT = 'Created by ddoauth to test an OAuth client. It may be deleted.';

/** For whatever can be tagged. */
export const TAGS = ['ddoauth_run:{run}'];

/** A query that finds nothing. */
export const NOTHING = 'ddoauth_run:{run}';

/** Where the Webhooks integration keeps its settings. */
export const WEBHOOKS = '/api/v1/integration/webhooks/configuration';

/**
 * A creation read and deleted at one path. The id stands in `data.id` unless `more.idAt` says
 * otherwise; `more` may also replace `read` and `delete`.
 */
export function at(step, path, more) {
  return { step, idAt: 'data.id', read: ['GET', path], delete: ['DELETE', path], ...more };
}

/** A dashboard without widgets. */
export const DASHBOARD = at('dashboard', '/api/v1/dashboard/{id}', {
  create: [
    'POST',
    '/api/v1/dashboard',
    { body: { title: '{name}', description: TEXT, layout_type: 'ordered', widgets: [] } },
  ],
  idAt: 'id',
});

/** An objective for a metric that nobody sends. */
export const SLO = at('slo', '/api/v1/slo/{id}', {
  create: [
    'POST',
    '/api/v1/slo',
    {
      body: {
        type: 'metric',
        name: '{name}',
        description: TEXT,
        query: {
          numerator: 'sum:ddoauth.no_such_metric{*}.as_count()',
          denominator: 'sum:ddoauth.no_such_metric{*}.as_count()',
        },
        thresholds: [{ timeframe: '7d', target: 99 }],
        tags: TAGS,
      },
    },
  ],
  idAt: 'data.0.id',
});

/** A type that is nobody's default. */
export const INCIDENT_TYPE = at('incident_type', '/api/v2/incidents/config/types/{id}', {
  create: [
    'POST',
    '/api/v2/incidents/config/types',
    {
      body: {
        data: {
          type: 'incident_types',
          attributes: { name: '{name}', description: TEXT, is_default: false },
        },
      },
    },
  ],
});

/** A page that is not published and that nobody can subscribe to. */
export const STATUS_PAGE = at('status_page', '/api/v2/statuspages/{id}', {
  create: [
    'POST',
    '/api/v2/statuspages',
    {
      body: {
        data: {
          type: 'status_pages',
          attributes: {
            name: '{name}',
            domain_prefix: '{name}',
            type: 'internal',
            enabled: false,
            subscriptions_enabled: false,
            visualization_type: 'component_name_only',
          },
        },
      },
    },
  ],
});

/** The one component of that page. */
export const STATUS_PAGE_COMPONENT = at(
  'component',
  '/api/v2/statuspages/{id:status_page}/components/{id}',
  {
    create: [
      'POST',
      '/api/v2/statuspages/{id:status_page}/components',
      {
        body: {
          data: {
            type: 'components',
            attributes: { name: '{name}', type: 'component', position: 0 },
          },
        },
      },
    ],
  },
);
