import { defineRule, type Case } from '../define-rule.ts';
import { runNext } from '../next-command.ts';
import { SYSTEM_MESSAGES } from '../words/system-messages.ts';
import { anyOf } from '../words/wordings.ts';

const REFUSED = anyOf({
  node: [/\bECONNREFUSED\b/],
  bunAndDeno: [/\bConnectionRefused\b/],
  apple: [/\bNSURLErrorDomain\b[^\n]{0,20}-1004\b/],
  python: [/\bErrno (?:111|61)\]/, /\bconnect call failed\b/],
  java: [/\bHttpHostConnectException\b/],
  curl: [
    /(?:failed to|couldn't|could not) connect to (?:server|host|\S{1,253} port \d{1,5})(?![^\n]{0,80}(?:timed out|timeout|unreachable|no route|resolve))/,
  ],
  windows: [/actively refused/, /\bWSAECONNREFUSED\b/, /\bWinError 10061\b/],
  browsers: [
    /\bERR_CONNECTION_REFUSED\b/,
    /\bNS_ERROR_CONNECTION_REFUSED\b/,
    /refused to connect(?! to )/,
    // Firefox and Safari.
    /can't (?:establish a connection|connect) to the server(?: at)? ["']?[a-z[]/,
  ],
  systems: [/\bconnection (?:was )?refused\b/],
});
/** All that .NET Framework says in its outermost exception, and Windows PowerShell at all. */
const NO_REASON =
  /\bunable to connect to the remote server\b|verbindung mit dem remoteserver kann nicht hergestellt werden|impossible de se connecter au serveur distant|no es posible conectar con el servidor remoto|impossibile effettuare la connessione al server remoto|リモート サーバーに接続できません/i;
const ADDRESS =
  /(localhost|127(?:\.\d{1,3}){3}|\[?::1\]?|0\.0\.0\.0)(?:[:,\s]{1,2}(?:port\s)?(\d{1,5}))?/i;

/** The loopback address and port of the case. */
function loopbackOf({ reading }: Case): { host: string; port: string | undefined } | undefined {
  for (const view of reading.views) {
    const hit = ADDRESS.exec(view);
    if (hit?.[1] !== undefined) return { host: hit[1], port: hit[2] };
  }
  return undefined;
}

const FIX_LOCAL =
  'Start the program that waits for the callback before the browser is opened, on exactly the host and port of the redirect URI. On another machine forward the port, or paste the final URL of the browser.';
const FIX_REMOTE =
  'Check the proxy variables and what the network lets through to port 443 of the Datadog hosts.';

function isLocal(found: Case): boolean {
  return loopbackOf(found) !== undefined;
}

/** As a system that shows names has it; most show the number. */
const DATADOG_HOST = /refused\b[^\n]{0,20}\b[\w.-]*(?:datadoghq\.(?:com|eu)|ddog-gov\.com):443\b/i;

/** No part of a time of day. */
const REFUSED_PORT =
  /(?:(?<!\d)(?:\d{1,3}\.){3}\d{1,3}|[a-z][\w.-]*|\]):(\d{1,5})(?!\d|:\d)|\bport (\d{1,5})\b/i;
/** A port that is written behind a host of Datadog. */
const DATADOG_PORT = /\b(?:datadoghq\.(?:com|eu)|ddog-gov\.com)(?::| port )(\d{1,5})(?!\d|:\d)/i;

/** Nobody listens at the address. */
export const connectionRefused = defineRule({
  id: 'connection-refused',
  title: 'Nobody listens at the address: the connection was refused',
  links: ['rfc8252', 'testingGuide'],
  about: 'machine',
  yieldsTo: ['proxy-refused', 'dns-failure', 'network-unreachable', 'connection-broken'],
  signatures: [
    { pattern: REFUSED, sure: 'likely' },
    { pattern: SYSTEM_MESSAGES.refused, sure: 'likely' },
    { pattern: NO_REASON, sure: 'possible' },
  ],
  causes: [
    {
      id: 'other-port',
      text: 'the server listens on another port than the redirect URI names',
      when: isLocal,
      check: (found) => {
        const refused = loopbackOf(found)?.port;
        const { redirectUri, registeredRedirectUris } = found.context;
        const uri = redirectUri ?? registeredRedirectUris?.[0] ?? '';
        const named = /^[a-z]+:\/\/[^/?#]*?:(\d{1,5})(?=[/?#]|$)/i.exec(uri)?.[1];
        return refused === undefined || named === undefined
          ? undefined
          : {
              holds: refused !== named,
              because: `refused at port ${refused}, the redirect URI has ${named}`,
            };
      },
      byHand: 'compare the port on which the program listens with that of the redirect URI',
    },
    {
      id: 'not-running',
      text: 'the program that waits for the callback is not running any more, or timed out before the browser came',
      when: isLocal,
      byHand: 'see whether the program still runs and listens: lsof -i or netstat -ano',
    },
    {
      id: 'address-family',
      text: 'it listens on IPv4 only while localhost leads to ::1, or the reverse',
      when: isLocal,
      byHand: 'call http://127.0.0.1:PORT and http://[::1]:PORT: only one answers',
    },
    {
      id: 'elsewhere',
      text: "it runs on another machine: SSH, container, WSL. Loopback is each machine's own",
      when: isLocal,
      byHand: 'run curl on the machine of the program and on that of the browser',
    },
    {
      id: 'proxy',
      text: 'the address is that of a proxy which does not run, or its port is wrong',
      check: ({ recognition: { evidence } }) =>
        DATADOG_HOST.test(evidence)
          ? { holds: false, because: 'the address that refused is that of a host of Datadog' }
          : undefined,
      byHand: 'compare the address with HTTPS_PROXY, HTTP_PROXY and ALL_PROXY',
    },
    {
      id: 'firewall',
      text: 'a firewall refuses the connection',
      when: (found) => !isLocal(found),
      live: { ask: 'host-reachable', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'port',
      text: 'the host is right and the port is not: Datadog listens on 443',
      when: (found) => !isLocal(found),
      check: ({ reading, recognition }) => {
        const refused = REFUSED_PORT.exec(recognition.evidence)?.slice(1).find(Boolean);
        if (refused === undefined || reading.hosts.length === 0) return undefined;
        const because = `refused at port ${refused}`;
        if (refused === '443') return { holds: false, because };
        // An address alone may be that of a proxy.
        const isDatadog = reading.views.some((view) => DATADOG_PORT.exec(view)?.[1] === refused);
        return isDatadog ? { holds: true, because } : { because };
      },
      byHand: 'look at the port in the URL that was called',
    },
  ],
  fix: (found) => (isLocal(found) ? FIX_LOCAL : FIX_REMOTE),
  fixInDocs: `${FIX_LOCAL} Where another host than loopback refused: ${FIX_REMOTE}`,
  next: (found) =>
    isLocal(found) ? 'ddoauth authorize' : runNext('check-regions', found.reading, found.context),
  mustNotClaim: [
    'a connection that was reset or timed out',
    'a request that a server refused by a status',
  ],
});
