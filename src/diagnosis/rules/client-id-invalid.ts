import { checked, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { valuesOf } from '../input-values.ts';
import { runNext } from '../next-command.ts';
import { phrase } from '../phrase.ts';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Datadog does not know the client id, or not for this organisation. */
export const clientIdInvalid = defineRule({
  id: 'client-id-invalid',
  title: 'Datadog does not know this client id, or not for this organisation',
  links: ['testingGuide', 'oauthEndpoints'],
  signatures: [
    { pattern: phrase('invalid client_id parameter value'), sure: 'certain' },
    { pattern: phrase('invalid client_id parameter'), sure: 'likely', withDatadog: 'certain' },
    {
      pattern:
        /(?<![a-z0-9])(?:(?:invalid|unknown|unrecognized|unrecognised) client[\s_-]?id(?![a-z0-9_])|client[\s_-]?id["']? (?:is )?(?:invalid|not valid|unknown|not found|not recogni[sz]ed))/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  explain: ({ reading, context }) => {
    const used = valuesOf(reading, 'client_id').filter((value) => !value.includes('['));
    const known = context.clientId?.toLowerCase();
    const shaped = used.length > 0 ? used : context.clientId ? [context.clientId] : [];
    const published = context.kind === 'published';
    return {
      causes: [
        checked(
          'other-client-id',
          'the request carries another client id than the configured one (test and published client mixed up)',
          known === undefined || used.length === 0
            ? undefined
            : !used.some((value) => value.toLowerCase() === known),
          `the input has ${used.join(', ')}, the profile ${context.clientId ?? ''}`,
        ),
        checked(
          'not-a-uuid',
          'the client id is mistyped or cut: it is not a UUID',
          shaped.length === 0 ? undefined : !shaped.some((value) => UUID.test(value)),
          `compared ${shaped.join(', ')} with the shape of a UUID`,
        ),
        open(
          'not-published',
          published
            ? 'the published client is not approved yet, or not on this site'
            : 'a test client works only in the sandbox organisation it was made in, and this is another organisation or site',
        ),
        open('disabled', 'the client was deleted, or replaced when the integration was submitted'),
      ],
      fix: 'Copy the client id from the integration in the Developer Platform. Use the test id only in the sandbox organisation it was made in; everywhere else the id the published client got.',
      nextCommand: runNext('check-regions', reading, context),
    };
  },
});
