import type { StaleReason } from '../model/checklist.ts';

/** Why a result of an earlier run does not count any more: the end of a sentence. */
export const STALE_WORDS: Readonly<Record<StaleReason, string>> = {
  kind: 'the kind of client has changed',
  stage: 'the stage of the integration has changed',
  secret: 'the client secret has changed',
  scopes: 'the scopes have changed',
  'redirect-uris': 'the redirect URIs have changed',
  'onboarding-url': 'the onboarding URL has changed',
  sites: 'the sites have changed',
  age: 'it is too old',
  'grant-gone': 'a grant is gone',
};
