import { nextRun } from '../next-command.ts';
import { AUTHORIZE_VALUE_MISTAKES } from '../requests/authorize-value-mistakes.ts';
import { AUTHORIZE_MISTAKES } from '../requests/authorize-mistakes.ts';
import { defineRequestRule } from '../requests/request-rule.ts';

/** An authorization request that is wrong in itself. */
export const authorizeUrl = defineRequestRule({
  id: 'authorize-url',
  title: 'The authorization request has a mistake in it',
  links: ['oauthEndpoints', 'testingGuide', 'rfc6749Authorization', 'rfc7636'],
  mistakes: [...AUTHORIZE_MISTAKES, ...AUTHORIZE_VALUE_MISTAKES],
  next: nextRun('authorize'),
  mustNotClaim: [
    'a complete request with S256, whatever order its parameters have',
    'a customer subdomain before the web app host, which is right here',
    'an authorize page of another provider',
  ],
});
