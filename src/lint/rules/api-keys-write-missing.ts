import { defineLintRule } from '../define-lint-rule.ts';
import { memberOf } from '../json-tree.ts';

/** Data without the scope that sends it. */
export const apiKeysWriteMissing = defineLintRule({
  id: 'api-keys-write-missing',
  title: 'A client that seems to send data lacks api_keys_write',
  severity: 'hint',
  cause:
    'There are no scopes for submitting metrics, events or logs: a client that sends data needs api_keys_write and the API key it makes. A file cannot tell for certain whether data is to be sent; its description can hint at it.',
  fix: 'Add api_keys_write if the integration sends data.',
  mustNotClaim: [
    'clients that read, whatever they read',
    'public clients, which cannot get it',
    'descriptions that only mention data',
  ],
  client: ({ node, kind, scopes, name, description, redirectUris }) => {
    if (
      kind === 'public' ||
      scopes.some(({ value }) => /^\s*api[_-]keys[_-]write\s*$/i.test(value))
    )
      return [];
    const list = memberOf(node, 'scopes');
    if (list === undefined || redirectUris.length === 0) return [];
    const said = SENDS.exec(`${name?.value ?? ''}. ${description?.value ?? ''}`)?.[0];
    return said === undefined ? [] : [{ at: list, args: { said: said.trim() } }];
  },
});

const DATA = '(?:metric|log|event|trace|span|data|telemetry|service check|alert|usage)s?';

/** "send metrics to Datadog", "metric submitter", "exports logs into Datadog". */
const SENDS = new RegExp(
  String.raw`\b(?:send|submit|ship|forward|export|push|stream|emit|deliver|transfer|publish|report)\w*\s(?:[\w&,/+-]+\s){0,6}?${DATA}\b[^.]{0,60}?\b(?:to|into|in)\s(?:your\s)?datadog\b|\b${DATA}[- ](?:submitter|exporter|forwarder|shipper)\b`,
  'i',
);
