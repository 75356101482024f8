import { open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';

const BUSY =
  /\bEADDRINUSE\b|address already in use|\bWSAEADDRINUSE\b|only one usage of each socket address|port (?:\d{1,5} )?(?:is |was )?already (?:in use|allocated|being used)|something is already running on port|errno 98\b|errno 48\b/i;

/** Another program has the port. */
export const portBusy = defineRule({
  id: 'port-busy',
  title: 'Another program already listens on the port',
  links: ['rfc8252'],
  about: 'machine',
  signatures: [{ pattern: BUSY, sure: 'certain' }],
  explain: ({ reading }) => {
    const port = reading.views
      .map(
        (view) =>
          /(?:EADDRINUSE|in use|allocated|usage|running on port|listen|bind|port)[^\n]{0,120}?(?::{1,3}|\bport )(\d{2,5})\b/i.exec(
            view,
          )?.[1] ??
          /:(\d{2,5})\b[^\n]{0,80}(?:in use|allocated)/i.exec(view)?.[1] ??
          /\bport (\d{2,5})\b/i.exec(view)?.[1],
      )
      .find((found) => found !== undefined);
    const which = port === undefined ? 'the port' : `port ${port}`;
    const look =
      port === undefined
        ? 'lsof -i or netstat -ano'
        : `lsof -i :${port} (Windows: netstat -ano | findstr :${port})`;
    return {
      causes: [
        open('earlier-run', `an earlier run still holds ${which}`),
        open('other-program', `another program uses ${which}, such as a development server`),
        open('container', `a container publishes ${which}`),
        open(
          'two-listeners',
          'the same program listens twice: for IPv4 and IPv6, or after a reload',
        ),
      ],
      fix: `Find and end who holds ${which}: ${look}. Another port only works if its redirect URI is registered too.`,
      nextCommand: 'ddoauth authorize',
    };
  },
});
