import type { Ui } from '../flows/run/run.ts';
import type { Io } from '../host/host.ts';
import type { Redactor } from '../redact.ts';
import { wordsOf } from '../report/message.ts';
import type { Style } from '../report/style.ts';
import { visible } from '../report/visible.ts';

/** Erases the line the cursor is on. */
const ERASE = '\r\u001b[2K';

/** What a run tells the person in front of it, on standard error, masked. `style` is that of stderr. */
export function terminalUi(io: Io, redactor: Redactor, style: Style): Ui {
  let shown = false;
  const erase = (): string => (shown ? ERASE : '');
  const clean = (text: string): string => visible(redactor.mask(text));
  const write = (text: string): void => {
    io.stderr(`${erase()}${text}\n`);
    shown = false;
  };
  const line = (text: string): void => write(clean(text));
  // A long URL wraps: where links can be shown, all of its lines lead there.
  const link = (url: string): string => style.link(clean(url), clean(url));
  return {
    notice: line,
    progress: (text) => {
      if (!io.stderrIsTerminal || (text === undefined && !shown)) return;
      io.stderr(erase() + (text === undefined ? '' : clean(text).slice(0, io.columns - 1)));
      shown = text !== undefined;
    },
    authorizeUrl: ({ url, shortUrl }) => {
      write(`Open this URL to authorize: ${link(url)}`);
      if (shortUrl !== undefined) write(`or, shorter: ${link(shortUrl)}`);
    },
    lastResort: (label, secret) => {
      io.stderr(`${erase()}${label}:\n${secret}\n`);
      shown = false;
    },
    explain: (finding) => {
      const { message, remedy } = wordsOf(finding);
      return { message, ...(remedy === undefined ? {} : { remedy }) };
    },
  };
}
