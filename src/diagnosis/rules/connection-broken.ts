import { open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { runNext } from '../next-command.ts';

/** The connection timed out or broke. */
export const connectionBroken = defineRule({
  id: 'connection-broken',
  title: 'The connection timed out or was cut',
  links: ['sites'],
  about: 'machine',
  signatures: [
    {
      pattern:
        /\bE(?:SOCKET)?TIMEDOUT\b|\bECONNRESET\b|\bECONNABORTED\b|\bEHOSTUNREACH\b|\bENETUNREACH\b|\bUND_ERR_(?:CONNECT_TIMEOUT|HEADERS_TIMEOUT|SOCKET)\b|\bsocket hang up\b|\bERR_(?:CONNECTION_(?:TIMED_OUT|RESET|CLOSED)|TIMED_OUT|EMPTY_RESPONSE)\b|\bconnection (?:timed out|reset by peer)\b|\bno route to host\b|\bcontext deadline exceeded\b|\bread timed out\b|\boperation timed out\b/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  explain: ({ reading, context }) => ({
    causes: [
      open('firewall', 'a firewall drops connections to this host; the allow list lacks it'),
      open('proxy', 'the proxy is not used (HTTPS_PROXY) or closes idle connections'),
      open('outage', 'the site has a problem of its own'),
      open('slow', 'the deadline of the program is too short for this network'),
    ],
    fix: 'See which hosts of the site can be reached from here. A timeout says nothing about scopes or credentials.',
    nextCommand: runNext('check-regions', reading, context),
  }),
});
