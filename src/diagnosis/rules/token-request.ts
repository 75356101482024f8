import { nextRun } from '../next-command.ts';
import { TOKEN_FIELD_MISTAKES } from '../requests/token-field-mistakes.ts';
import { TOKEN_FORM_MISTAKES } from '../requests/token-form-mistakes.ts';
import { defineRequestRule } from '../requests/request-rule.ts';

/** A token request that is wrong in itself. */
export const tokenRequest = defineRequestRule({
  id: 'token-request',
  title: 'The token request has a mistake in it',
  links: ['oauthEndpoints', 'testingGuide', 'rfc6749Token'],
  mistakes: [...TOKEN_FORM_MISTAKES, ...TOKEN_FIELD_MISTAKES],
  next: nextRun('authorize --verbose'),
  mustNotClaim: [
    'a form body with every documented parameter',
    'a request of which the input has the URL only',
    'a request without client_secret that was answered with a token',
  ],
});
