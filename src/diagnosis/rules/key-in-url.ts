import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';

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
  causes: [
    {
      id: 'query',
      text: 'the key is a parameter of the URL, where proxies and logs keep it',
      check: () => ({ holds: true, because: 'the query of the input has it' }),
    },
    {
      id: 'ignored',
      text: 'newer routes do not look for a key there, and answer as if there were none',
      byHand: 'send the same request with the key in the DD-API-KEY header',
    },
  ],
  fix: 'Send the key in the DD-API-KEY header. Treat the one in the URL as known to others: revoke it in Organization Settings > API Keys and create it again.',
  next: nextRun('keys list'),
  mustNotClaim: [
    'keys in URLs of other products',
    'a variable where the value will be (?api_key=$KEY)',
  ],
});
