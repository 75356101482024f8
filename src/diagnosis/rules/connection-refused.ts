import { checked, open } from '../causes.ts';
import { defineRule, type Case } from '../define-rule.ts';
import { runNext } from '../next-command.ts';

const REFUSED =
  /\bECONNREFUSED\b|\bERR_CONNECTION_REFUSED\b|\bNS_ERROR_CONNECTION_REFUSED\b|\bconnection (?:was )?refused\b|refused to connect|actively refused|(?:failed to|couldn't|could not) connect to (?:server|host|\S{1,253} port \d{1,5})|\bWSAECONNREFUSED\b/i;
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

/** Nobody listens at the address. */
export const connectionRefused = defineRule({
  id: 'connection-refused',
  title: 'Nobody listens at the address: the connection was refused',
  links: ['rfc8252', 'testingGuide'],
  about: 'machine',
  signatures: [{ pattern: REFUSED, sure: 'likely' }],
  explain: (found) => {
    const { reading, context } = found;
    const local = loopbackOf(found);
    const registered = context.redirectUri ?? context.registeredRedirectUris?.[0];
    const registeredPort =
      registered === undefined
        ? undefined
        : /^[a-z]+:\/\/[^/?#]*?:(\d{1,5})(?=[/?#]|$)/i.exec(registered)?.[1];
    if (!local) {
      return {
        causes: [
          open('proxy', 'the proxy of HTTPS_PROXY does not run, or its port is wrong'),
          open('firewall', 'a firewall refuses the connection'),
          open('port', 'the host is right and the port is not: Datadog listens on 443'),
        ],
        fix: 'Check the proxy variables and what the network lets through to port 443 of the Datadog hosts.',
        nextCommand: runNext('check-regions', reading, context),
      };
    }
    return {
      causes: [
        checked(
          'other-port',
          'the server listens on another port than the redirect URI names',
          local.port !== undefined && registeredPort !== undefined
            ? local.port !== registeredPort
            : undefined,
          `refused at port ${local.port ?? ''}, the redirect URI has ${registeredPort ?? ''}`,
        ),
        open(
          'not-running',
          'the program that waits for the callback is not running any more, or timed out before the browser came',
        ),
        open(
          'address-family',
          'it listens on IPv4 only while localhost leads to ::1, or the reverse',
        ),
        open(
          'elsewhere',
          "it runs on another machine: SSH, container, WSL. Loopback is each machine's own",
        ),
        open('proxy', 'the address is that of a local proxy which does not run'),
      ],
      fix: 'Start the program that waits for the callback before the browser is opened, on exactly the host and port of the redirect URI. On another machine forward the port, or paste the final URL of the browser.',
      nextCommand: 'ddoauth authorize',
    };
  },
});
