import { checked, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { atTokenEndpoint, mentions } from '../input-values.ts';
import { runNext } from '../next-command.ts';
import { oauthCode } from '../phrase.ts';

/** An API call after the grant was not let in. */
export const unauthorized = defineRule({
  id: 'unauthorized',
  title: 'Datadog did not accept the access token (401 Unauthorized)',
  links: ['oauthInDatadog', 'authentication'],
  yieldsTo: ['client-authentication', 'api-key-refused'],
  signatures: [
    {
      pattern:
        /access token (?:provided )?(?:is |has |was )?(?:been )?(?:expired|revoked|malformed|invalid)/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
    {
      pattern: oauthCode('(?:invalid_token|token_expired)'),
      sure: 'possible',
      withDatadog: 'certain',
    },
    {
      entry: ({ text, envelope }) => envelope !== 'rfc6749' && /^unauthorized\W{0,3}$/i.test(text),
      sure: 'likely',
      withDatadog: 'certain',
    },
    {
      pattern: /(?<![a-z0-9])unauthori[sz]ed(?![a-z0-9_])/i,
      status: [401],
      when: (reading) => !atTokenEndpoint(reading),
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      pattern: /^\W{0,5}(?:error:? )?(?:401:? )?unauthori[sz]ed(?: 401)?\W{0,5}$/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      status: [401],
      when: (reading) => reading.namesDatadog && !atTokenEndpoint(reading),
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  explain: ({ reading, context }) => {
    const bearer = mentions(reading, /\bbearer\b/i);
    const keys = mentions(reading, /dd-(?:api|application)-key/i);
    const hasHeaders =
      bearer || keys || mentions(reading, /-H ["']|"headers"|authorization["']?:/i);
    const keyRoute =
      /\/api\/v[12]\/(?:validate|current_user|api_key|application_key|api_keys(?!\/marketplace)|application_keys)\b/i;
    return {
      causes: [
        checked(
          'no-bearer',
          'the access token was not sent as Authorization: Bearer',
          hasHeaders ? !bearer : undefined,
          'looked for the header in the input',
        ),
        open('expired', 'the access token is older than an hour: refresh it'),
        open('other-site', "the call went to another site's API host than the grant's"),
        mentions(reading, keyRoute)
          ? open(
              'no-oauth',
              'the route does not take OAuth tokens at all',
              'the input names a route that is known to take keys only',
            )
          : open('no-oauth', 'the route does not take OAuth tokens at all'),
        open('revoked', 'the grant was revoked, or the client disabled by an administrator'),
        open('scope', 'a scope is missing; some routes answer 401 then'),
        ...(keys && bearer
          ? [
              open(
                'both',
                'keys and a token were sent together; send one kind only',
                'the input has both kinds of header',
              ),
            ]
          : []),
      ],
      fix: "Refresh the access token and try it at a route that takes any token, at the API host of the grant's site; if that works, the route or a scope is the cause.",
      nextCommand: runNext('grants refresh', reading, context),
    };
  },
});
