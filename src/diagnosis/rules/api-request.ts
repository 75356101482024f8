import { nextRun } from '../next-command.ts';
import { API_MISTAKES } from '../requests/api-mistakes.ts';
import { defineRequestRule } from '../requests/request-rule.ts';

/** An API call that is wrong in itself. */
export const apiRequest = defineRequestRule({
  id: 'api-request',
  title: 'The API call does not carry the access token as it should',
  links: ['authentication', 'oauthInDatadog'],
  mistakes: API_MISTAKES,
  next: nextRun('check-scopes'),
  mustNotClaim: [
    'an API call with keys where no token was ever granted',
    'data sent to an intake with an API key',
    'a recording from which the browser left out the Authorization header',
  ],
});
