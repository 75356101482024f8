import { fstatSync, writeSync } from 'node:fs';

/** File descriptors of the standard streams. */
const DESCRIPTORS = { stdin: 0, stdout: 1, stderr: 2 } as const;

type Name = keyof typeof DESCRIPTORS;
type OutputName = Exclude<Name, 'stdin'>;

/** A Windows console takes its text through Node's own stream only. */
const mayWriteDirectly = process.platform !== 'win32';

/**
 * Bytes that are written to a stream directly: a pipe takes as many at once even if nobody reads.
 * More could block, and then Ctrl-C would not be heard.
 */
const DIRECT_BYTES = 16_384;

const directBytesLeft = { stdout: DIRECT_BYTES, stderr: DIRECT_BYTES };

/** Streams of Node's that were made. */
const made = new Set<OutputName>();
/** Streams that were written to by Node's, and then are only by it: that keeps the order. */
const handedOver = new Set<OutputName>();

/**
 * Writes text. Node makes its own streams at their first use, and with those the network modules: 2 ms,
 * a tenth of a whole start. So the little that `--version` and `--help` say is written without them. A
 * reader that went away (`| head`) is no error.
 */
export function writeStandard(name: OutputName, text: string): void {
  let rest: Uint8Array = Buffer.from(text);
  directBytesLeft[name] -= rest.length;
  if (mayWriteDirectly && directBytesLeft[name] >= 0 && !handedOver.has(name)) {
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(DESCRIPTORS[name], rest));
      return;
    } catch (error) {
      if (isClosedPipe(error)) return;
    }
  }
  handedOver.add(name);
  standardStream(name).write(rest);
}

const terminals = new Map<Name, boolean>();

/** Whether a stream is a terminal; one that cannot be any is not made to find out. */
export function isTerminal(name: Name): boolean {
  const known = terminals.get(name);
  if (known !== undefined) return known;
  const found = looksLikeTerminal(name);
  terminals.set(name, found);
  return found;
}

/** Whether a stream is a pipe, a socket or a file, at whose other end somebody is or was. */
export function isPiped(name: Name): boolean {
  try {
    const stats = fstatSync(DESCRIPTORS[name]);
    return stats.isFIFO() || stats.isSocket() || stats.isFile();
  } catch {
    // A closed descriptor.
    return false;
  }
}

function looksLikeTerminal(name: Name): boolean {
  if (mayWriteDirectly && !isDevice(DESCRIPTORS[name])) return false;
  return name === 'stdin' ? isTrue(process.stdin.isTTY) : isTrue(standardStream(name).isTTY);
}

/** Width of a terminal in columns; `undefined` when it is none, or has not said. */
export function columnsOf(name: OutputName): number | undefined {
  return isTerminal(name) ? standardStream(name).columns || undefined : undefined;
}

/** Resolves when everything written has left the process. */
export async function standardDrained(): Promise<void> {
  await Promise.all([...handedOver].map((name) => drained(process[name])));
}

function standardStream(name: OutputName): NodeJS.WriteStream {
  const stream = process[name];
  if (!made.has(name)) {
    made.add(name);
    stream.on('error', (error) => {
      if (!isClosedPipe(error)) throw error;
    });
  }
  return stream;
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) resolve();
    else stream.write('', () => resolve());
  });
}

function isDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return false;
  }
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

/** Node leaves `isTTY` out where it is not true. */
function isTrue(value: boolean | undefined): boolean {
  return value === true;
}
