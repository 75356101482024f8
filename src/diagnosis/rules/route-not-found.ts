import { defineRule, type Case } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';

/** Paths people try for the token endpoint; `/oauth2/v1/token` is the documented one. */
const TOKEN_PATHS =
  /\/(?:api\/v[12]\/oauth2\/token|oauth\/(?:v\d\/)?token|oauth2\/token|oauth2\/v2\/token)\b/i;
const ROUTE =
  /^(?:error:? )?(?:404:? )?(?:page |route |resource |path )?not[\s_]?found\W{0,3}$|^404 page not found/i;
const OBJECT = /\bnot found\W{0,3}$|\bdoes(?:n't| not) exist\W{0,3}$|\bcould not be found\W{0,3}$/i;

/** Web hosts of sites that the input calls API routes at. */
function webHosts({ reading }: Case): string[] {
  return reading.hosts.flatMap(({ host, place }) =>
    place.kind === 'exact' &&
    (place.form === 'app' || place.form === 'alias') &&
    host !== new URL(place.site.api.url).host &&
    mentions(
      reading,
      new RegExp(
        `https?://${host.replaceAll('.', '\\.')}/(?:api/v[12]/|oauth2/v1/(?:token|revoke)\\b)`,
        'i',
      ),
    )
      ? [host]
      : [],
  );
}

/** The answer names a kind of object: the route is there. */
function namesObject({ reading }: Case): boolean {
  return reading.errors.some(({ text }) => OBJECT.test(text) && !ROUTE.test(text));
}

/** The server knows nothing at this address. */
export const routeNotFound = defineRule({
  id: 'route-not-found',
  title: 'Datadog has nothing at this address, or nothing this grant may see',
  links: ['apiReference', 'oauthEndpoints'],
  yieldsTo: ['product-not-enabled', 'redirect-uri-mismatch', 'client-id-invalid'],
  signatures: [
    {
      entry: ({ text, envelope }) => envelope !== 'rfc6749' && ROUTE.test(text),
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      entry: ({ text, envelope }) => envelope !== 'rfc6749' && OBJECT.test(text),
      sure: 'possible',
      withDatadog: 'likely',
    },
    {
      status: [404, 405, 410],
      when: (reading) => reading.namesDatadog,
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  causes: [
    {
      id: 'token-path',
      text: 'the token endpoint is called by another path than /oauth2/v1/token',
      when: ({ reading }) => mentions(reading, TOKEN_PATHS),
      check: ({ reading }) => {
        const path = reading.views.map((view) => TOKEN_PATHS.exec(view)?.[0]).find(Boolean);
        return { holds: true, because: `the input calls ${path ?? ''}` };
      },
    },
    {
      id: 'web-host',
      text: 'an API route or the token endpoint is called at the web host instead of the API host',
      when: (found) => webHosts(found).length > 0,
      check: (found) => ({ holds: true, because: `the input calls ${webHosts(found).join(', ')}` }),
    },
    {
      id: 'method',
      text: 'the path is right and the method is not',
      when: (found) => !namesObject(found),
      check: ({ reading }) =>
        reading.statuses.some(({ status }) => status === 405)
          ? { holds: true, because: 'the status is 405' }
          : undefined,
      byHand: 'compare the method with the API reference; a redirect may have turned POST into GET',
    },
    {
      id: 'path',
      text: 'the path is mistyped, or of the other version of the API',
      when: (found) => !namesObject(found),
      byHand: 'compare the path with the API reference, letter by letter',
    },
    {
      id: 'no-object',
      text: 'the route is right, and no object has this id in the organisation of the grant: authorization was passed',
      check: (found) =>
        namesObject(found) ? { because: 'the answer names a kind of object' } : undefined,
      byHand: 'list the objects with the same token and look for the id',
    },
    {
      id: 'preview',
      text: 'the route is in a preview the organisation has not joined, or this site does not have it',
      byHand: 'see whether the API reference calls the route unstable or leaves the site out',
    },
  ],
  fix: "Compare method, host and path with the API reference: https://api.<domain> for the API, /oauth2/v1/token for tokens. A 404 for an unknown id is weak evidence that the token's scope was enough.",
  next: nextRun('check-scopes'),
  mustNotClaim: [
    'a module, file or command that is not found',
    'a host name that is not found (DNS)',
    'a 404 of a site that is not Datadog',
  ],
});
