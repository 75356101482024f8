/** A command line as its shell would read it. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** Where the command ends in the text. */
  readonly end: number;
  /** What stands behind an unquoted `&` that ended the command, up to the next space. */
  readonly lostAtAmpersand?: string;
}

/** Which shell a line was written for: they quote differently. */
export type Shell = 'posix' | 'cmd' | 'powershell';

/** Longest command that is read. */
const MOST_CHARACTERS = 200_000;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The shell whose line continuation or quoting the text has. */
export function shellOf(text: string): Shell {
  if (/\^\n|\^"/.test(text)) return 'cmd';
  return /`\n|\bcurl\.exe\b/.test(text) ? 'powershell' : 'posix';
}

/** Reads one command from `start` to its end. */
export function readCommand(text: string, start: number, shell: Shell): ShellCommand {
  const words: string[] = [];
  const limit = Math.min(text.length, start + MOST_CHARACTERS);
  let word = '';
  let open = false;
  let at = start;
  const close = (): void => {
    if (open) words.push(word);
    word = '';
    open = false;
  };
  const take = (piece: string): void => {
    word += piece;
    open = true;
  };
  for (; at < limit; at++) {
    const sign = text.charAt(at);
    const next = text.charAt(at + 1);
    if (shell === 'cmd' && sign === '^') {
      if (next === '\n') {
        close();
        at += 1;
      } else if (next === '"') {
        const quoted = cmdQuoted(text, at + 2, limit);
        take(quoted.value);
        at = quoted.end;
      } else {
        take(next);
        at += 1;
      }
    } else if (shell !== 'cmd' && sign === (shell === 'powershell' ? '`' : '\\')) {
      if (next === '\n') close();
      else take(next);
      at += 1;
    } else if (sign === "'" && shell !== 'cmd') {
      const end = untilQuote(text, at + 1, limit, "'");
      take(text.slice(at + 1, end));
      at = end;
    } else if (sign === '$' && next === "'" && shell === 'posix') {
      const quoted = escaped(text, at + 2, limit, "'");
      take(quoted.value);
      at = quoted.end;
    } else if (sign === '"') {
      const quoted = escaped(text, at + 1, limit, '"', shell === 'powershell' ? '`' : '\\');
      take(quoted.value);
      at = quoted.end;
    } else if (sign === '&') {
      const lost = /^&?[^\s;|<>]*/.exec(text.slice(at + 1, at + 8_001))?.[0] ?? '';
      close();
      // `a && b` and `a & b` are commands in a row; `a&b=c` was meant to be one word.
      return /^[\w.-]{1,60}=/.test(lost)
        ? { words, end: at + 1 + lost.length, lostAtAmpersand: lost }
        : { words, end: at };
    } else if (/[\n;|]/.test(sign)) {
      break;
    } else if (/\s/.test(sign)) {
      close();
    } else {
      take(sign);
    }
  }
  close();
  return { words, end: at };
}

function untilQuote(text: string, from: number, limit: number, quote: string): number {
  const end = text.indexOf(quote, from);
  return end === -1 || end > limit ? limit : end;
}

/** `"…"` or `$'…'`: the escape sign takes the next one as it is, `\n` and the like in `$'…'`. */
function escaped(
  text: string,
  from: number,
  limit: number,
  quote: string,
  escape = '\\',
): { value: string; end: number } {
  let value = '';
  let at = from;
  for (; at < limit && text.charAt(at) !== quote; at++) {
    if (text.charAt(at) !== escape) {
      value += text.charAt(at);
      continue;
    }
    const next = text.charAt(at + 1);
    const unicode = quote === "'" ? /^u([0-9a-f]{4})/i.exec(text.slice(at + 1, at + 6)) : null;
    if (unicode) {
      value += String.fromCharCode(Number.parseInt(unicode[1] ?? '', 16));
      at += 5;
    } else {
      if (quote === "'") value += ESCAPES[next] ?? next;
      else if (next !== '\n') value += /["\\$`]/.test(next) ? next : escape + next;
      at += 1;
    }
  }
  return { value, end: at };
}

/** `^"…^"`, as Chromium and Firefox write for cmd: every special sign has a caret before it. */
function cmdQuoted(text: string, from: number, limit: number): { value: string; end: number } {
  let value = '';
  let at = from;
  for (; at < limit; at++) {
    const sign = text.charAt(at);
    const next = text.charAt(at + 1);
    if (sign === '^' && next === '"') return { value, end: at + 1 };
    if (sign === '"') return { value, end: at };
    if (sign === '^') {
      if (next === '\\' && text.slice(at, at + 4) === '^\\^"') {
        value += '"';
        at += 3;
      } else {
        value += next;
        at += 1;
      }
    } else if (sign === '\\' && next === '"') {
      value += '"';
      at += 1;
    } else value += sign;
  }
  return { value, end: at };
}
