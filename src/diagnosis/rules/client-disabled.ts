import { defineRule } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';

const WHO = '(?:oauth ?2?(?:\\.0)? )?(?:client|app|application|integration|authorized app)';
const DISABLED = new RegExp(
  `(?<![a-z0-9])(?:${WHO} (?:is|was|has been|got)(?: currently)? (?:disabled|deactivated|suspended|blocked)|(?:disabled|deactivated|suspended) (?:oauth |by (?:an? |your |the )?admin(?:istrator)?[^\\n]{0,30} )?(?:client|application)|${WHO} (?:disabled|blocked) by (?:an? |your |the )?(?:org(?:ani[sz]ation)? )?admin)(?![a-z0-9])`,
  'i',
);

/** An administrator has switched the client off. */
export const clientDisabled = defineRule({
  id: 'client-disabled',
  title: 'The client is disabled for this organisation',
  links: ['oauthInDatadog'],
  signatures: [
    {
      pattern: DISABLED,
      when: (reading) => mentions(reading, /oauth|authori[sz]|client_id|access.token|consent/i),
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      pattern: new RegExp(
        `${WHO} (?:is|was|has been)(?: currently)? (?:disabled|deactivated|blocked) by (?:an? |your |the )?(?:org(?:ani[sz]ation)?|admin)`,
        'i',
      ),
      when: ({ namesDatadog }) => namesDatadog,
      sure: 'likely',
    },
    {
      pattern: /(?<![a-z0-9_])org_disabled["']?\s?[:=]\s?["']?true(?![a-z0-9])/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
    {
      pattern: /(?<![a-z0-9_])client_disabled(?![a-z0-9_])/i,
      sure: 'possible',
      withDatadog: 'certain',
    },
  ],
  causes: [
    {
      id: 'administrator',
      text: "an administrator disabled the client: everybody's grants have ended and nobody can authorize",
      check: ({ reading }) =>
        mentions(reading, /org_disabled["']?\s?[:=]\s?["']?true/i)
          ? { holds: true, because: 'org_disabled is true in the input' }
          : undefined,
      live: { ask: 'grant-refreshes', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'user',
      text: 'the user disabled it for himself in his own list of authorized apps',
      byHand: 'ask the user to look in his personal settings under authorized apps',
    },
    {
      id: 'datadog',
      text: 'Datadog took the integration back, or the client was replaced by the one of a new submission',
      byHand: 'look at the state of the integration in the Developer Platform',
    },
  ],
  fix: 'An administrator with org_authorized_apps_write enables the client again in Organization Settings > OAuth Apps; then every user has to authorize anew. Keys that the integration created stay valid.',
  next: nextRun('authorize'),
  mustNotClaim: [
    'a client id that the site does not know',
    'a user or account that is disabled',
    'a disabled feature, button or client of another product',
  ],
});
