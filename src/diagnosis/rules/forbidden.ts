import { checked, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { mentions } from '../input-values.ts';
import { runNext } from '../next-command.ts';

/** An API call was refused. */
export const forbidden = defineRule({
  id: 'forbidden',
  title: 'Datadog refused the API call (403 Forbidden)',
  links: ['testingGuide', 'authentication', 'scopes'],
  yieldsTo: [
    'permission-check-failed',
    'permission-named',
    'scope-insufficient',
    'api-key-refused',
  ],
  signatures: [
    {
      entry: ({ text, envelope }) => envelope !== 'rfc6749' && /^forbidden\W{0,3}$/i.test(text),
      sure: 'likely',
      withDatadog: 'certain',
    },
    {
      pattern: /(?<![a-z0-9])forbidden(?![a-z0-9])/i,
      status: [403],
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      pattern: /^\W{0,5}(?:error:? )?(?:403:? )?forbidden(?: 403)?\W{0,5}$/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      status: [403],
      when: (reading) => reading.namesDatadog,
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  explain: ({ reading, context }) => {
    const marketplace =
      context.command === 'create-key' || mentions(reading, /api_keys\/marketplace/i);
    const asked = context.requestedScopes;
    const keys = mentions(reading, /dd-application-key/i);
    const key = mentions(reading, /dd-api-key/i);
    const bearer = mentions(reading, /\bbearer\b/i);
    const hasHeaders =
      keys || key || bearer || mentions(reading, /-H ["']|"headers"|authorization["']?:/i);
    return {
      causes: [
        ...(marketplace
          ? [
              checked(
                'api-keys-write',
                'the grant has no api_keys_write, without which no API key can be created',
                asked && asked.length > 0 ? !asked.includes('api_keys_write') : undefined,
                `requested: ${(asked ?? []).join(', ')}`,
              ),
            ]
          : []),
        checked(
          'no-bearer',
          'the access token was not sent as Authorization: Bearer',
          hasHeaders ? !bearer : undefined,
          'looked for the header in the input',
        ),
        checked(
          'application-key',
          'an application key (or API key) was sent along; send the token alone',
          hasHeaders ? keys || (key && bearer) : undefined,
          'looked for the headers in the input',
        ),
        open(
          'scope',
          'the grant lacks the scope the route asks for, perhaps because it was added after the user had consented',
        ),
        open(
          'permission',
          "the user's role lacks the permission; a scope never gives more than the role",
        ),
        open('dead-token', 'the token has expired, was revoked, or belongs to another site'),
        open('product', 'the product behind the route is not enabled for the organisation'),
        open('no-oauth', 'the route does not take OAuth tokens'),
      ],
      fix: "Send only Authorization: Bearer <access token>, to the API host of the grant's site. Then see which scopes of the grant work.",
      nextCommand: runNext(marketplace ? 'authorize' : 'check-scopes', reading, context),
    };
  },
});
