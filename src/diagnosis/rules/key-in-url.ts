import { confirmed, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { runNext } from '../next-command.ts';

/** `?api_key=…` */
export const keyInUrl = defineRule({
  id: 'key-in-url',
  title: 'A key stands in the URL',
  links: ['authentication'],
  signatures: [
    {
      pattern: /[?&](?:(?:dd|datadog)[-_])?(?:api|app|application)[-_]?key=/i,
      when: ({ credentials, namesDatadog }) =>
        namesDatadog && credentials.some(({ in: where }) => where === 'url'),
      sure: 'certain',
    },
  ],
  explain: ({ reading, context }) => ({
    causes: [
      confirmed(
        'query',
        'the key is a parameter of the URL, where proxies and logs keep it',
        'the query of the input has it',
      ),
      open('ignored', 'newer routes do not look for a key there, and answer as if there were none'),
    ],
    fix: 'Send the key in the DD-API-KEY header. Treat the one in the URL as known to others: revoke it in Organization Settings > API Keys and create it again.',
    nextCommand: runNext('keys list', reading, context),
  }),
});
