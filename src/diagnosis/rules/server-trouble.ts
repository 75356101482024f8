import { defineRule } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { oauthCode } from '../words/phrase.ts';
import type { Reading } from '../read-input.ts';

/** What in an input shows that somebody between here and Datadog answered. */
function gatewayIn({ views }: Reading): string | undefined {
  const sign =
    /\b(?:squid|zscaler|blue ?coat|netskope|forcepoint|mcafee web gateway|fortigate|traefik|haproxy|varnish|envoy)\b|^via: [^\n]{1,60}/im;
  return views.map((view) => sign.exec(view)?.[0]).find((hit) => hit !== undefined);
}

/** Beside an OAuth error the 500 is the partner's own: what a framework makes of an exception. */
function saysOtherwise(reading: Reading): boolean {
  return mentions(
    reading,
    oauthCode('(?:invalid_(?:request|client|grant|scope)|unauthorized_client|access_denied)'),
  );
}

/** The server says it is at fault. */
export const serverTrouble = defineRule({
  id: 'server-trouble',
  title: 'The server had a problem of its own',
  links: ['rfc6749Authorization'],
  yieldsTo: ['pkce-method'],
  signatures: [
    {
      pattern: oauthCode('(?:server_error|temporarily_unavailable)'),
      sure: 'possible',
      withDatadog: 'certain',
    },
    { status: [502, 503, 504], sure: 'possible', withDatadog: 'likely' },
    {
      status: [500],
      when: (reading) => !saysOtherwise(reading),
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  causes: [
    {
      id: 'outage',
      text: 'the site has a problem; see its status page',
      byHand: 'look at the status page of the site',
    },
    {
      id: 'gateway',
      text: 'a proxy or gateway in between gave the answer',
      check: ({ reading }) => {
        const sign = gatewayIn(reading);
        return sign === undefined
          ? undefined
          : { because: `the input has ${sign}, which is no sign of Datadog's` };
      },
      byHand: 'look at the Server and Via headers of the answer',
    },
    {
      id: 'request',
      text: 'a parameter it cannot handle made the server fail',
      byHand: 'send the request again with its optional parameters left out',
    },
  ],
  fix: 'Try again after a pause. If only one request fails time and again, send its request id, time and site to Datadog support. It says nothing about scopes.',
  next: nextRun('check-regions'),
  mustNotClaim: [
    'an error of the own server in ordinary words',
    'a 4xx, which is about the request',
    'a timeout or a broken connection',
  ],
});
