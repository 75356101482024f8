/** Round trips of Cloud SIEM; all of them disabled, and matching nothing were they not. */
import { NOTHING, TAGS, TEXT, at } from './shared-creations.mjs';

const CONFIGURATION = '/api/v2/security_monitoring/configuration';
/** Rules that a suppression or a critical asset would apply to: none. */
const NO_RULE = 'type:log_detection source:ddoauth-no-such-source';

/** As ROUND_TRIPS. */
export const SECURITY_ROUND_TRIPS = {
  security_monitoring_critical_assets_write: {
    subject: at('asset', `${CONFIGURATION}/critical_assets/{id}`, {
      create: [
        'POST',
        `${CONFIGURATION}/critical_assets`,
        {
          body: {
            data: {
              type: 'critical_assets',
              attributes: {
                enabled: false,
                query: NOTHING,
                rule_query: NO_RULE,
                severity: 'no-op',
                tags: TAGS,
              },
            },
          },
        },
      ],
    }),
  },
  security_monitoring_filters_write: {
    subject: at('filter', `${CONFIGURATION}/security_filters/{id}`, {
      create: [
        'POST',
        `${CONFIGURATION}/security_filters`,
        {
          body: {
            data: {
              type: 'security_filters',
              attributes: {
                name: '{name}',
                is_enabled: false,
                query: NOTHING,
                filtered_data_type: 'logs',
                exclusion_filters: [],
              },
            },
          },
        },
      ],
    }),
  },
  security_monitoring_rules_write: {
    subject: at('rule', '/api/v2/security_monitoring/rules/{id}', {
      create: [
        'POST',
        '/api/v2/security_monitoring/rules',
        {
          body: {
            type: 'log_detection',
            name: '{name}',
            message: TEXT,
            isEnabled: false,
            tags: TAGS,
            filters: [],
            queries: [
              {
                query: NOTHING,
                aggregation: 'count',
                groupByFields: [],
                distinctFields: [],
              },
            ],
            cases: [{ name: '', status: 'info', condition: 'a > 0', notifications: [] }],
            options: { evaluationWindow: 900, keepAlive: 3600, maxSignalDuration: 86400 },
          },
        },
      ],
      idAt: 'id',
    }),
  },
  security_monitoring_suppressions_write: {
    subject: at('suppression', `${CONFIGURATION}/suppressions/{id}`, {
      create: [
        'POST',
        `${CONFIGURATION}/suppressions`,
        {
          body: {
            data: {
              type: 'suppressions',
              attributes: {
                name: '{name}',
                description: TEXT,
                enabled: false,
                rule_query: NO_RULE,
                suppression_query: NOTHING,
                tags: TAGS,
              },
            },
          },
        },
      ],
    }),
  },
};
