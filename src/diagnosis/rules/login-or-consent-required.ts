import { defineRule } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { oauthCode } from '../words/phrase.ts';

/** A request without a page would need one. */
export const loginOrConsentRequired = defineRule({
  id: 'login-or-consent-required',
  title: 'The user has to log in or consent, and the request did not allow a page for it',
  links: ['oauthEndpoints'],
  signatures: [
    {
      pattern: oauthCode(
        '(?:login_required|consent_required|interaction_required|account_selection_required)',
      ),
      sure: 'possible',
      withDatadog: 'certain',
    },
  ],
  causes: [
    {
      id: 'prompt-none',
      text: 'the request has prompt=none',
      check: ({ reading }) =>
        mentions(reading, /[?&]response_type=/i)
          ? {
              holds: mentions(reading, /[?&]prompt=none\b/i),
              because: 'read the authorization URL of the input',
            }
          : undefined,
    },
    {
      id: 'logged-out',
      text: 'the session of the web app has ended; on the gov sites after twelve hours',
      byHand: 'open the web app of the site in the same browser',
    },
    {
      id: 'consent-missing',
      text: 'the user has not consented yet, or to fewer scopes',
      byHand: 'ask the user, or look in his settings under authorized apps',
    },
  ],
  fix: 'Send the browser to the authorize page without prompt=none.',
  next: nextRun('authorize'),
  mustNotClaim: [
    '"login required" of any web page in ordinary words',
    'a consent that law or a form asks for',
  ],
});
