import { nextRun } from '../next-command.ts';
import { TOKEN_MISTAKES } from '../requests/token-mistakes.ts';
import { defineRequestRule } from '../requests/request-rule.ts';

/** A token request that is wrong in itself. */
export const tokenRequest = defineRequestRule({
  id: 'token-request',
  title: 'The token request has a mistake in it',
  links: ['oauthEndpoints', 'testingGuide', 'rfc6749Token'],
  mistakes: TOKEN_MISTAKES,
  next: nextRun('authorize --verbose'),
  mustNotClaim: [
    'a form body with every documented parameter',
    'a request of which the input has the URL only',
    'a request without client_secret that was answered with a token',
  ],
});
