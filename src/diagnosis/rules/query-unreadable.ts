import { open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { phrase } from '../phrase.ts';

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
  explain: () => ({
    causes: [
      open(
        'not-encoded',
        'a value has a space, an umlaut or another character that is not percent-encoded',
      ),
      open('html-entities', 'the URL was copied out of HTML and has &amp; between the parameters'),
      open('json-as-form', 'a JSON body was sent with a form content type'),
    ],
    fix: 'Build query and body with URLSearchParams or its like instead of joining strings.',
    nextCommand: 'ddoauth authorize --no-browser',
  }),
});
