import { defineRule, type Case } from '../define-rule.ts';
import { SYSTEM_MESSAGES } from '../words/system-messages.ts';

const BUSY =
  /\bEADDRINUSE\b|address already in use|\bWSAEADDRINUSE\b|only one usage of each socket address|port (?:\d{1,5} )?(?:is |was )?already (?:in use|allocated|being used)|something is already running on port|errno 98\b|errno 48\b/i;

/** The port the message names. */
function portOf({ reading }: Case): string | undefined {
  return reading.views
    .map(
      (view) =>
        /(?:EADDRINUSE|in use|allocated|usage|running on port|listen|bind|port)[^\n]{0,120}?(?::{1,3}|\bport )(\d{2,5})\b/i.exec(
          view,
        )?.[1] ??
        /:(\d{2,5})\b[^\n]{0,80}(?:in use|allocated)/i.exec(view)?.[1] ??
        /\bport (\d{2,5})\b/i.exec(view)?.[1],
    )
    .find((port) => port !== undefined);
}

/** Another program has the port. */
export const portBusy = defineRule({
  id: 'port-busy',
  title: 'Another program already listens on the port',
  links: ['rfc8252'],
  about: 'machine',
  signatures: [
    { pattern: BUSY, sure: 'certain' },
    { pattern: SYSTEM_MESSAGES.busy, sure: 'certain' },
  ],
  causes: [
    {
      id: 'earlier-run',
      text: 'an earlier run still holds the port',
      byHand: 'see who listens: lsof -i :PORT, on Windows netstat -ano',
    },
    {
      id: 'other-program',
      text: 'another program uses the port, such as a development server',
      byHand: 'see who listens: lsof -i :PORT, on Windows netstat -ano',
    },
    {
      id: 'container',
      text: 'a container publishes the port',
      byHand: 'docker ps shows the published ports',
    },
    {
      id: 'two-listeners',
      text: 'the same program listens twice: for IPv4 and IPv6, or after a reload',
      byHand: 'see whether the process that listens is the program itself',
    },
  ],
  fix: (found) => {
    const port = portOf(found);
    const look =
      port === undefined
        ? 'lsof -i or netstat -ano'
        : `lsof -i :${port} (Windows: netstat -ano | findstr :${port})`;
    return `Find and end who holds ${port === undefined ? 'the port' : `port ${port}`}: ${look}. Another port only works if its redirect URI is registered too.`;
  },
  fixInDocs:
    'Find and end who holds the port: lsof -i or netstat -ano. Another port only works if its redirect URI is registered too.',
  next: 'ddoauth authorize',
  mustNotClaim: [
    'a connection that was refused, where nobody listens',
    'an address in other senses',
  ],
});
