import { defineRule } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { SYSTEM_MESSAGES } from '../words/system-messages.ts';
import { anyOf } from '../words/wordings.ts';

const FORBIDDEN = anyOf({
  node: [
    /\b(?:listen|bind)\b[^\n]{0,60}\b(?:EACCES|permission denied|EPERM|operation not permitted)/,
    /\bEACCES\b[^\n]{0,60}:\d{1,5}\b/,
  ],
  python: [/\bPermissionError: \[Errno 13\][^\n]{0,60}(?:bind|port|socket|listen)/],
  windows: [
    /\bWSAEACCES\b/,
    /\baccess permissions\b[^\n]{0,60}\bsocket\b/,
    /\bsocket\b[^\n]{0,60}forbidden by its access permissions/,
  ],
  chromium: [/\bERR_UNSAFE_PORT\b/],
});
/** Behind an address, and no part of a time of day. */
const LISTENED_PORT =
  /(?:(?:\d{1,3}\.){3}\d{1,3}|localhost|\]|\*|::|\b(?:tcp[46]?|listen) ):(\d{1,5})(?!\d|:\d)|\bport[ =:]{1,2}(\d{1,5})\b/i;
const WINDOWS = /\bWSAEACCES\b|\baccess permissions\b|\b10013\b|\bsystem\.net\.sockets\b/i;

/** The operating system or the browser does not allow the port. */
export const portForbidden = defineRule({
  id: 'port-forbidden',
  title: 'The port of the callback may not be used here',
  links: ['rfc8252'],
  about: 'machine',
  signatures: [
    { pattern: FORBIDDEN, sure: 'likely' },
    { pattern: SYSTEM_MESSAGES.forbidden, sure: 'likely' },
  ],
  causes: [
    {
      id: 'privileged',
      text: 'ports below 1024 need the rights of an administrator',
      check: ({ reading, recognition }) => {
        const port = LISTENED_PORT.exec(recognition.evidence)?.slice(1).find(Boolean);
        return port === undefined || mentions(reading, /ERR_UNSAFE_PORT/)
          ? undefined
          : Number(port) >= 1024
            ? { holds: false, because: `the port is ${port}` }
            : // Windows lets everybody have them.
              {
                ...(mentions(reading, WINDOWS) ? {} : { holds: true }),
                because: `the port is ${port}`,
              };
      },
      byHand: 'look at the port of the redirect URI',
    },
    {
      id: 'reserved',
      text: 'Windows has set the port aside for Hyper-V or WSL',
      byHand: 'netsh interface ipv4 show excludedportrange protocol=tcp',
    },
    {
      id: 'browser',
      text: 'browsers refuse this port, such as 6000 or 6666',
      check: ({ reading }) =>
        mentions(reading, /ERR_UNSAFE_PORT/)
          ? { holds: true, because: 'the browser says so' }
          : undefined,
      byHand: 'open the redirect URI in the browser and read its error',
    },
    {
      id: 'sandbox',
      text: 'a container, sandbox or security product forbids the program to listen',
      byHand: 'run the program outside of the sandbox once',
    },
  ],
  fix: 'Register a redirect URI with a port above 1024 that browsers allow, such as 8085, and listen there.',
  next: 'ddoauth authorize --redirect-uri <registered URI>',
  mustNotClaim: [
    'a port that another program holds',
    'permission denied for a file, a shell or ssh',
  ],
});
