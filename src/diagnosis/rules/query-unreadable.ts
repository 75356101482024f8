import { contentTypeCheck } from '../facts/content-type.ts';
import { defineRule } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { phrase } from '../words/phrase.ts';

/** The request could not be taken apart. */
export const queryUnreadable = defineRule({
  id: 'query-unreadable',
  title: 'The parameters of the request could not be read',
  links: ['oauthEndpoints'],
  signatures: [
    { pattern: phrase('unable to parse query string'), sure: 'likely', withDatadog: 'certain' },
    {
      pattern:
        /(?<![a-z0-9])non[\s_-]?urlencoded (?:characters|string|body)|error trying to decode a non urlencoded string/i,
      sure: 'likely',
      withDatadog: 'certain',
    },
  ],
  causes: [
    {
      id: 'not-encoded',
      text: 'a value has a space, an umlaut or another character that is not percent-encoded',
      byHand: 'look at the URL and body that were sent for characters outside ASCII',
    },
    {
      id: 'html-entities',
      text: 'the URL was copied out of HTML and has &amp; between the parameters',
      check: ({ reading }) =>
        mentions(reading, /[?&][a-z_]{2,40}=/i)
          ? {
              holds: /[?&][a-z_]{2,40}=[^\s"'<>]{0,400}&amp;[a-z_]{2,40}=/i.test(reading.redacted),
              because: 'looked for &amp; between the parameters of the input',
            }
          : undefined,
      byHand: 'look for &amp; in the URL that was sent',
    },
    {
      id: 'json-as-form',
      text: 'a JSON body was sent with a form content type',
      check: ({ reading }) => contentTypeCheck(reading),
      byHand: 'compare the Content-Type of the token request with its body',
    },
  ],
  fix: 'Build query and body with URLSearchParams or its like instead of joining strings.',
  next: 'ddoauth authorize --no-browser',
  mustNotClaim: [
    'a query of a database or a search that cannot be parsed',
    'an answer that cannot be parsed',
  ],
});
