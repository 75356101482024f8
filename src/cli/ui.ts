import type { Ui } from '../flows/run.ts';
import type { Io } from '../host/host.ts';
import type { Redactor } from '../redact.ts';
import { wordsOf } from '../report/message.ts';
import { visible } from '../report/visible.ts';

/** Erases the line the cursor is on. */
const ERASE = '\r\u001b[2K';

/** What a run tells the person in front of it, on standard error, masked. */
export function terminalUi(io: Io, redactor: Redactor): Ui {
  let shown = false;
  const erase = (): string => (shown ? ERASE : '');
  const line = (text: string): void => {
    io.stderr(`${erase()}${visible(redactor.mask(text))}\n`);
    shown = false;
  };
  return {
    notice: line,
    progress: (text) => {
      if (!io.stderrIsTerminal || (text === undefined && !shown)) return;
      io.stderr(
        erase() + (text === undefined ? '' : visible(redactor.mask(text)).slice(0, io.columns - 1)),
      );
      shown = text !== undefined;
    },
    authorizeUrl: ({ url, shortUrl }) => {
      line(`Open this URL to authorize: ${url}`);
      if (shortUrl !== undefined) line(`or, shorter: ${shortUrl}`);
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
