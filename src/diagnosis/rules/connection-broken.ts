import { defineRule } from '../define-rule.ts';
import { nextRun } from '../next-command.ts';

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
  causes: [
    {
      id: 'firewall',
      text: 'a firewall drops connections to this host; the allow list lacks it',
      live: { ask: 'host-reachable', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'proxy',
      text: 'the proxy is not used (HTTPS_PROXY) or closes idle connections',
      live: { ask: 'host-reachable', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'outage',
      text: 'the site has a problem of its own',
      live: { ask: 'host-reachable', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'slow',
      text: 'the deadline of the program is too short for this network',
      byHand: 'measure one call with curl -w "%{time_total}" and compare it with the deadline',
    },
  ],
  fix: 'See which hosts of the site can be reached from here. A timeout says nothing about scopes or credentials.',
  next: nextRun('check-regions'),
  mustNotClaim: [
    'a refused connection, where nobody listens',
    'a 408 or 504 that a server sent',
    'a name that could not be resolved',
  ],
});
