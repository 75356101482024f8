import { open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { runNext } from '../next-command.ts';
import { oauthCode } from '../phrase.ts';

/** The server says it is at fault. */
export const serverTrouble = defineRule({
  id: 'server-trouble',
  title: 'The server had a problem of its own',
  links: ['rfc6749Authorization'],
  yieldsTo: ['pkce-method'],
  signatures: [
    {
      pattern: oauthCode('(?:server_error|temporarily_unavailable)'),
      sure: 'possible',
      withDatadog: 'certain',
    },
    { status: [500, 502, 503, 504], sure: 'possible', withDatadog: 'likely' },
  ],
  explain: ({ reading, context }) => ({
    causes: [
      open('outage', 'the site has a problem; see its status page'),
      open('gateway', 'a proxy or gateway in between gave the answer'),
      open('request', 'a parameter it cannot handle made the server fail'),
    ],
    fix: 'Try again after a pause. If only one request fails time and again, send its request id, time and site to Datadog support. It says nothing about scopes.',
    nextCommand: runNext('check-regions', reading, context),
  }),
});
