import type { Io } from '../host.ts';
import { columnsOf, isPiped, isTerminal, writeStandard } from './streams.ts';

/** Width assumed when there is no terminal, in columns. */
const DEFAULT_COLUMNS = 80;

/** Standard streams. */
export function nodeIo(): Io {
  return {
    stdout: (text) => writeStandard('stdout', text),
    stderr: (text) => writeStandard('stderr', text),
    readStdin: async ({ largestBytes = Infinity } = {}) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of process.stdin) {
        const piece = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
        bytes += piece.length;
        if (bytes > largestBytes) throw new RangeError('there is more than was to be read');
        chunks.push(piece);
      }
      return Buffer.concat(chunks).toString('utf8');
    },
    get stdoutIsTerminal() {
      return isTerminal('stdout');
    },
    get stderrIsTerminal() {
      return isTerminal('stderr');
    },
    get stdinIsTerminal() {
      return isTerminal('stdin');
    },
    get stdinIsPiped() {
      return isPiped('stdin');
    },
    get columns() {
      return columnsOf('stdout') ?? columnsOf('stderr') ?? DEFAULT_COLUMNS;
    },
  };
}
