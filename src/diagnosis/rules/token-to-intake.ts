import { defineRule } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';

/** Routes that take data, and the route that judges an API key: all want the key. */
const INTAKE =
  /https?:\/\/(?:http-intake\.logs|event-management-intake|otlp|trace\.agent|browser-intake)[\w.-]{0,80}|\/api\/v[12]\/(?:series|distribution_points|check_run|validate|logs)(?![\w/-])/i;

/** A token where only an API key counts. */
export const tokenToIntake = defineRule({
  id: 'token-to-intake',
  title: 'Data is sent with an access token instead of the API key',
  links: ['authentication', 'testingGuide'],
  signatures: [
    {
      pattern: INTAKE,
      when: (reading) =>
        reading.namesDatadog &&
        reading.credentials.some(({ place }) => place === 'bearer') &&
        !mentions(reading, /dd-api-key/i),
      sure: 'certain',
    },
  ],
  causes: [
    {
      id: 'bearer',
      text: 'the route takes an API key and no access token',
      check: () => ({
        holds: true,
        because: 'the request has Authorization: Bearer and no DD-API-KEY',
      }),
    },
    {
      id: 'no-scope',
      text: 'a scope for sending data was looked for; there is none',
      byHand: "look through Datadog's list of scopes: none is for sending metrics, events or logs",
    },
  ],
  fix: 'Create the API key once with the token (POST /api/v2/api_keys/marketplace, scope api_keys_write), then send data with DD-API-KEY and without the token.',
  next: nextRun('create-key'),
  mustNotClaim: [
    'a token at a route that reads or changes, which is right',
    'routes whose path only begins like an intake, such as /api/v2/logs/events',
  ],
});
