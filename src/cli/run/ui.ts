import type { Ui } from '../../flows/run/run.ts';
import type { Io } from '../../host/host.ts';
import type { Redactor } from '../../redact.ts';
import { wordsOf } from '../../report/message.ts';
import type { Style } from '../../report/style.ts';
import { visible } from '../../report/visible.ts';

/**
 * What a run tells the person in front of it, on standard error, masked. `style` is that of stderr.
 * @param maskInLog has the log that all this goes to mask a value, where it can
 */
export function terminalUi(
  io: Io,
  redactor: Redactor,
  style: Style,
  maskInLog?: (secret: string) => void,
): Ui {
  const hidden = new Set<string>();
  let shown = 0;
  // By blanks, which a dumb terminal understands as well.
  const erase = (): string => (shown === 0 ? '' : `\r${' '.repeat(shown)}\r`);
  const clean = (text: string): string => visible(redactor.mask(text));
  const write = (text: string): void => {
    io.stderr(`${erase()}${text}\n`);
    shown = 0;
  };
  const say = (text: string): void => write(clean(text));
  // A long URL wraps: where links can be shown, all of its lines lead there.
  const link = (url: string): string => style.link(clean(url), clean(url));
  return {
    notice: say,
    progress: (text) => {
      if (!io.stderrIsTerminal || (text === undefined && shown === 0)) return;
      const line = text === undefined ? '' : clean(text).slice(0, io.columns - 1);
      io.stderr(erase() + line);
      shown = line.length;
    },
    authorizeUrl: ({ url, shortUrl }) => {
      write(`Open this URL to authorize: ${link(url)}`);
      if (shortUrl !== undefined) write(`or, shorter: ${link(shortUrl)}`);
    },
    hide: (...secrets) => {
      if (maskInLog === undefined) return;
      for (const secret of secrets) {
        if (secret === undefined || secret === '' || hidden.has(secret)) continue;
        hidden.add(secret);
        maskInLog(secret);
      }
    },
    lastResort: (label, secret) => {
      if (hidden.has(secret)) {
        write(`${clean(label)}, is lost: the log of this job is no place to show it.`);
        return;
      }
      io.stderr(`${erase()}${label}:\n${secret}\n`);
      shown = 0;
    },
    explain: (finding) => {
      const { message, remedy } = wordsOf(finding);
      return { message, ...(remedy === undefined ? {} : { remedy }) };
    },
  };
}
