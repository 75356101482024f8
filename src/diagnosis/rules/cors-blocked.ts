import { defineRule, type Case, type OfflineCheck } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { anyOf } from '../words/wordings.ts';

const BLOCKED = anyOf({
  chromium: [
    /\bblocked by cors policy\b/,
    /\bno 'access-control-allow-origin' header\b/,
    /\bresponse to preflight request doesn't pass\b/,
    /\bERR_BLOCKED_BY_(?:CLIENT|ADMINISTRATOR|CSP|ORB|RESPONSE)\b/,
  ],
  contentSecurityPolicy: [
    /\b(?:violates|violated) the (?:following |document's )?content[ -]security[ -]policy\b/,
    /\bdoes not appear in the [a-z-]{3,30} directive of the content security policy\b/,
    /\bcontent[ -]security[ -]policy\b[^\n]{0,60}\bblocked\b/,
  ],
  firefox: [
    /\bcross-origin request blocked\b/,
    // The same in other languages.
    /\(cross-origin\) anfrage blockiert|requête multi-?origine? \(cross-origin request\)|solicitud (?:de origen cruzado|desde otro origen) bloqueada|richiesta multiorigine \(cross-origin\) bloccata|クロスオリジン要求をブロック|已拦截跨源请求/,
    /\bcors (?:header|preflight)\b[^\n]{0,80}\b(?:missing|fail(?:ed|ure)?|did not succeed)/,
  ],
  safari: [/\bnot allowed by access-control-allow-origin\b/],
});

const CSP = /content[ -]security[ -]policy|\bERR_BLOCKED_BY_CSP\b/i;

/** Whether the URL that was blocked has a path: the one in the message, where it has one. */
function blocked({ reading }: Case, path: RegExp): OfflineCheck | undefined {
  if (reading.hosts.length === 0) return undefined;
  const messages = reading.views
    .flatMap((view) => view.split('\n'))
    .filter((line) => BLOCKED.test(line) && /https?:\/\//i.test(line));
  return {
    holds: (messages.length > 0 ? messages : reading.views).some((text) => path.test(text)),
    because: 'looked at the URL that was blocked',
  };
}

/** A page calls what only a server may call. */
export const corsBlocked = defineRule({
  id: 'cors-blocked',
  title: 'The browser does not let a page call the token endpoint or the API',
  links: ['oauthEndpoints', 'authentication'],
  signatures: [{ pattern: BLOCKED, sure: 'possible', withDatadog: 'certain' }],
  causes: [
    {
      id: 'token-in-browser',
      text: 'a script in the page makes the token request, which needs the client secret and belongs into the backend',
      check: (found) => blocked(found, /\/oauth2\/v1\/(?:token|revoke)\b/i),
      byHand: 'look in the network view for which request was blocked',
    },
    {
      id: 'content-security-policy',
      text: "the page's own Content-Security-Policy does not allow the host (connect-src) or the form (form-action)",
      when: ({ reading }) => mentions(reading, CSP),
      check: () => ({ holds: true, because: 'the browser names the policy' }),
    },
    {
      id: 'authorize-by-script',
      text: 'a script fetches the authorize page instead of sending the browser there',
      check: (found) => blocked(found, /\/oauth2\/v1\/authorize\b/i),
      byHand: 'look in the network view for which request was blocked',
    },
    {
      id: 'error-without-headers',
      text: 'the request itself was refused, and error pages carry no CORS headers',
      byHand: 'send the same request with curl and look at its status',
    },
    {
      id: 'blocker',
      text: 'an extension, or a policy of the company, blocks requests to Datadog',
      check: ({ reading }) =>
        mentions(reading, /ERR_BLOCKED_BY_(?:CLIENT|ADMINISTRATOR)/)
          ? { holds: true, because: 'the browser says so' }
          : undefined,
      byHand: 'try in a window without extensions',
    },
  ],
  fix: 'Send the browser to the authorize page by a redirect or a link, and make the token request and API calls in the backend, where the client secret stays.',
  next: nextRun('authorize'),
  mustNotClaim: [
    'CORS of services that are not Datadog, beyond saying that it may be',
    'a mode or setting called CORS',
  ],
});
