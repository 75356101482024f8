import { checked, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { mentions } from '../input-values.ts';
import { runNext } from '../next-command.ts';
import { oauthCode } from '../phrase.ts';

/** A request without a page would need one. */
export const loginOrConsentRequired = defineRule({
  id: 'login-or-consent-required',
  title: 'The user has to log in or consent, and the request did not allow a page for it',
  links: ['oauthEndpoints'],
  signatures: [
    {
      pattern: oauthCode('(?:login_required|consent_required|interaction_required)'),
      sure: 'possible',
      withDatadog: 'certain',
    },
  ],
  explain: ({ reading, context }) => ({
    causes: [
      checked(
        'prompt-none',
        'the request has prompt=none',
        mentions(reading, /[?&]response_type=/i)
          ? mentions(reading, /[?&]prompt=none\b/i)
          : undefined,
        'read the authorization URL of the input',
      ),
      open(
        'logged-out',
        'the session of the web app has ended; on the gov sites after twelve hours',
      ),
      open('consent-missing', 'the user has not consented yet, or to fewer scopes'),
    ],
    fix: 'Send the browser to the authorize page without prompt=none.',
    nextCommand: runNext('authorize', reading, context),
  }),
});
