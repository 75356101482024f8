import { config, manifest, scopes, type LintExamples } from './example.ts';

/** Examples of the rules on scopes. */
export const SCOPE_EXAMPLES = {
  'scope-duplicate': {
    triggers: [
      scopes('monitors_read', 'api_keys_write', 'monitors_read'),
      config({ scopes: ['events_read', 'events_read'] }),
    ],
    ignores: [scopes('monitors_read', 'monitors_write'), scopes('monitors_read', 'Monitors_read')],
  },
  'scope-spelling': {
    triggers: [
      scopes('Monitors_Read'),
      scopes(' monitors_read'),
      scopes('monitors-read'),
      config({ scopes: ['API_KEYS_WRITE'] }),
      scopes('monitors_read\u200b'),
      scopes('\u00a0monitors_\u2060read'),
      scopes('monitors:read', 'api.keys.write', 'monitorsRead', 'EventsRead'),
      scopes('monitors_read,', "'events_read'"),
    ],
    ignores: [
      scopes('monitors_read'),
      scopes('Monitor_Reads'),
      scopes('monitors_read events_read'),
      scopes('monitors read'),
      scopes('read:monitors'),
      scopes(''),
    ],
  },
  'scope-joined': {
    triggers: [
      scopes('monitors_read events_read'),
      scopes('monitors_read,events_read'),
      config({ scopes: ['monitors_read, events_read'] }),
    ],
    ignores: [
      scopes('monitors_read', 'events_read'),
      scopes(' monitors_read '),
      scopes('monitors_read,'),
      scopes('monitors_read\u200b,'),
    ],
  },
  'scope-unknown': {
    triggers: [
      scopes('monitor_read'),
      scopes('everything'),
      scopes('*'),
      scopes('metrics_write', 'logs:submit', 'write_events'),
      scopes('read:metrics', 'write_monitors'),
      scopes('logs_read', 'datadog:events_read'),
      config({ scopes: ['brand_new_read'] }),
    ],
    ignores: [
      scopes('monitors_read', 'api_keys_write'),
      scopes('Monitors_Read'),
      scopes('monitors_read events_read'),
      config(
        { scopes: ['brand_new_read'] },
        { probes: { brand_new_read: [{ method: 'GET', path: '/api/v2/brand_new' }] } },
      ),
    ],
  },
  'scope-write-without-read': {
    triggers: [scopes('monitors_write'), scopes('dashboards_write', 'monitors_read')],
    ignores: [
      scopes('monitors_write', 'monitors_read'),
      scopes('api_keys_write'),
      scopes('incident_settings_write', 'incident_read'),
      scopes('everything_write'),
    ],
  },
  'scope-refused-somewhere': {
    triggers: [
      scopes('status_pages_notice_write'),
      config({ scopes: ['apm_service_renaming_write'] }),
      scopes('workload_identity_federation_config_read'),
    ],
    ignores: [scopes('status_pages_settings_read'), scopes('apm_read', 'api_keys_write')],
  },
  'api-keys-write-missing': {
    triggers: [
      manifest({ scopes: ['monitors_read'], description: 'Sends metrics and logs to Datadog' }),
      manifest({ scopes: [], name: 'Forward your audit events into Datadog' }),
      manifest({ scopes: ['events_read'], description: 'datadog-metric-submitter' }),
    ],
    ignores: [
      manifest({ description: 'Sends metrics to Datadog' }),
      manifest({ scopes: ['metrics_read'], description: 'Reads metrics from Datadog' }),
      manifest({
        scopes: ['events_read'],
        description: 'Simple, Fast and Extensible Data Movement',
      }),
      manifest({
        scopes: ['events_read'],
        description: 'Sends alerts to Slack when Datadog has them',
      }),
      config({ kind: 'public', scopes: ['monitors_read'] }),
    ],
  },
  'public-client-scope': {
    triggers: [
      config({ kind: 'public', scopes: ['api_keys_write'] }),
      config({ kind: 'public', scopes: ['monitors_read', 'api_keys_write'] }),
    ],
    ignores: [config(), manifest(), config({ kind: 'public', scopes: ['monitors_read'] })],
  },
} satisfies Record<string, LintExamples>;
