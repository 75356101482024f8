import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';
import { anyOf } from '../words/wordings.ts';

const WAITED = anyOf({
  node: [
    /\bUND_ERR_(?:HEADERS|BODY)_TIMEOUT\b/,
    /\b(?:Headers|Body) ?Timeout ?Error\b/,
    /\btimeout of \d{1,9} ?ms exceeded\b/,
    /\b(?:operation|request) was (?:aborted|cancell?ed) due to (?:a |the )?(?:timeout|configured)/,
  ],
  browsers: [/\bTimeoutError: The operation was aborted\b/],
  python: [
    /\b(?:Read|Write|Pool)Timeout(?:Error|Exception)?\b/,
    /\bread timed out\b/,
    /\bServerTimeoutError\b/,
    /\bHTTPTimeoutError\b/,
  ],
  go: [
    /\bcontext deadline exceeded\b/,
    /\bClient\.Timeout\b/,
    /\bread (?:tcp|udp)\b[^\n]{0,120}\bi\/o timeout/,
  ],
  java: [/\bHttpTimeoutException\b/],
  dotnet: [/\bHttpClient\.Timeout\b/, /\bTaskCanceledException\b/],
  ruby: [/\bNet::(?:Read|Write)Timeout\b/, /\bFaraday::TimeoutError\b/],
  curl: [/\boperation timed out after \d{1,9}\b/],
  anybody: [/\brequest timed out\b/],
  ddoauth: [/\bTIMEOUT\b[^\n]{0,40}\bno answer in time\b/],
});

/** The answer did not come in time. */
export const requestTimeout = defineRule({
  id: 'request-timeout',
  title: 'The request was sent, and no answer came in time',
  links: ['network', 'apiReference'],
  about: 'machine',
  signatures: [
    { pattern: WAITED, sure: 'possible', withDatadog: 'likely' },
    { status: [408], sure: 'possible', withDatadog: 'certain' },
  ],
  causes: [
    {
      id: 'deadline',
      text: 'the deadline of the program is shorter than the answer takes, such as for a wide query',
      byHand: 'measure the call with curl -w "%{time_total}" and compare it with the deadline',
    },
    {
      id: 'body-incomplete',
      text: 'the server waited for a body that did not come whole (408): a wrong Content-Length, or a slow upload',
      check: ({ reading }) =>
        reading.statuses.some(({ status }) => status === 408)
          ? { because: 'the status is 408, with which a server gives up on a request' }
          : undefined,
      byHand: 'compare Content-Length with the length of the body',
    },
    {
      id: 'proxy',
      text: 'a proxy takes the request and does not pass the answer on',
      live: { ask: 'host-reachable', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'outage',
      text: 'the site has a problem of its own',
      live: { ask: 'host-reachable', holdsWhen: 'no', proves: 'fails' },
    },
  ],
  fix: 'Ask for less at once or wait longer; repeat only what may be done twice. A token request that timed out may have spent the code: authorize anew then. A timeout says nothing about scopes.',
  next: nextRun('check-regions'),
  mustNotClaim: [
    'a connection that was never made, was refused or cut',
    'a time limit of a data base, a test or a game',
    'data whose time is too far from now',
  ],
});
