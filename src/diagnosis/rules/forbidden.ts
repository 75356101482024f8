import { defineRule, type Case } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { runNext } from '../next-command.ts';
import { KEY_ROUTES, hasHeaders, lacksBearer } from '../facts/request-headers.ts';

/** The call that creates the API key. */
function atMarketplace({ reading, context }: Case): boolean {
  return context.command === 'create-key' || mentions(reading, /api_keys\/marketplace/i);
}

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
    'proxy-refused',
    'product-not-enabled',
    'client-disabled',
    'registration-refused',
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
  causes: [
    {
      id: 'api-keys-write',
      text: 'the grant has no api_keys_write, without which no API key can be created',
      when: atMarketplace,
      check: ({ context: { requestedScopes: asked } }) =>
        asked && asked.length > 0
          ? { holds: !asked.includes('api_keys_write'), because: `requested: ${asked.join(', ')}` }
          : undefined,
    },
    {
      id: 'no-bearer',
      text: 'the access token was not sent as Authorization: Bearer',
      check: ({ reading }) => lacksBearer(reading),
      byHand: 'log the names of the headers that are sent, and the first word of Authorization',
    },
    {
      id: 'application-key',
      text: 'an application key (or API key) was sent along; send the token alone',
      check: ({ reading }) =>
        hasHeaders(reading)
          ? {
              holds:
                mentions(reading, /dd-application-key/i) ||
                (mentions(reading, /dd-api-key/i) && mentions(reading, /\bbearer\b/i)),
              because: 'looked for the headers in the input',
            }
          : undefined,
    },
    {
      id: 'scope',
      text: 'the grant lacks the scope the route asks for, perhaps because it was added after the user had consented',
      byHand: 'ddoauth check-scopes proves each scope of the grant',
    },
    {
      id: 'permission',
      text: "the user's role lacks the permission; a scope never gives more than the role",
      byHand: 'look at the role of the user in Organization Settings > Users',
    },
    {
      id: 'dead-token',
      text: 'the token has expired, was revoked, or belongs to another site',
      live: { ask: 'access-token-alive', holdsWhen: 'no' },
    },
    {
      id: 'product',
      text: 'the product behind the route is not enabled for the organisation',
      byHand: 'open the product in the web app of the organisation',
    },
    {
      id: 'otlp-preview',
      text: 'the OTLP intake is a preview that the organisation has not joined, or the key is of another site',
      when: ({ reading }) => mentions(reading, /\botlp\./i),
      byHand: 'validate the key at its site, and ask Datadog for access to the preview',
    },
    {
      id: 'no-oauth',
      text: 'the route does not take OAuth tokens',
      check: ({ reading }) =>
        mentions(reading, KEY_ROUTES)
          ? { because: 'the input names a route that is known to take keys only' }
          : undefined,
      byHand: 'see whether the API reference of the route lists OAuth',
    },
  ],
  fix: "Send only Authorization: Bearer <access token>, to the API host of the grant's site. Then see which scopes of the grant work.",
  next: (found) =>
    runNext(atMarketplace(found) ? 'authorize' : 'check-scopes', found.reading, found.context),
  mustNotClaim: [
    'Forbidden with "Failed permission authorization checks" or a named permission, which say more',
    'forbidden in ordinary words',
    'a 403 of a site that is not Datadog',
  ],
});
