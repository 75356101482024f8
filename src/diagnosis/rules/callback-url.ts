import { nextRun } from '../next-command.ts';
import { CALLBACK_MISTAKES } from '../requests/landing-mistakes.ts';
import { defineRequestRule } from '../requests/request-rule.ts';

/** A callback that is wrong in itself. */
export const callbackUrl = defineRequestRule({
  id: 'callback-url',
  title: 'The callback is not one that Datadog sends to a well registered client',
  links: ['oauthEndpoints', 'rfc6749Authorization'],
  mistakes: CALLBACK_MISTAKES,
  next: nextRun('authorize'),
  mustNotClaim: [
    'a callback whose domain is another site than the one the flow began on',
    'a callback with error, which the rule of that error explains',
    'a site with a customer subdomain, which is right',
  ],
});
