import { nextRun } from '../next-command.ts';
import { ALL_FLOW_MISTAKES } from '../requests/all-flow-mistakes.ts';
import { defineRequestRule } from '../requests/request-rule.ts';

/** Requests that are right each and do not belong together. */
export const flow = defineRequestRule({
  id: 'flow',
  title: 'Requests of this authorization do not fit each other',
  links: ['oauthEndpoints', 'testingGuide', 'rfc6749Token', 'rfc7636'],
  mistakes: ALL_FLOW_MISTAKES,
  next: nextRun('authorize'),
  mustNotClaim: [
    'a flow that began on one site and was granted on another',
    'two authorizations in one recording, each complete',
    'a refresh with the newest refresh token',
    'values that the recording hides',
  ],
});
