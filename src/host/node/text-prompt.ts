import { clearLine, createInterface, cursorTo } from 'node:readline';
import { interrupted } from '../../errors.ts';

/** How long after a line the next one still belongs to the same paste, in milliseconds. */
const PASTE_GAP_MS = 50;

/**
 * Asks for text on stderr. Lines that arrive together, as a wrapped URL or the JSON of an error page
 * does when it is pasted, are one answer; its last line needs no Enter.
 * @returns the lines joined with `\n`
 * @throws the signal's reason when it aborts, ToolError `interrupted` at Ctrl-C and Ctrl-D
 */
export function askText(message: string, signal: AbortSignal): Promise<string> {
  const output = process.stderr;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const lines: string[] = [];
    let quiet: NodeJS.Timeout | undefined;
    let isSettled = false;
    const prompt = createInterface({
      input: process.stdin,
      output,
      terminal: true,
      historySize: 0,
      prompt: `? ${message} `,
    });
    const settle = (how: () => void): void => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(quiet);
      signal.removeEventListener('abort', giveUp);
      how();
      prompt.close();
    };
    const finish = (): void => {
      const { line } = prompt;
      settle(() => {
        if (line !== '') output.write('\n');
        resolve((line === '' ? lines : [...lines, line]).join('\n'));
      });
    };
    const interrupt = (): void =>
      settle(() => {
        output.write('\n');
        reject(interrupted());
      });
    // Somebody else had the answer: the question goes, and what follows takes its line.
    const giveUp = (): void =>
      settle(() => {
        cursorTo(output, 0);
        clearLine(output, 0);
        reject(signal.reason);
      });
    prompt.on('line', (line) => {
      lines.push(line);
      clearTimeout(quiet);
      quiet = setTimeout(finish, PASTE_GAP_MS);
    });
    prompt.on('SIGINT', interrupt);
    prompt.on('close', interrupt);
    signal.addEventListener('abort', giveUp, { once: true });
    prompt.prompt();
  });
}
