/** What could be read of a JSON text. */
export interface CutJson {
  readonly value: unknown;
  /** It ended before it was closed, or went on as something else. */
  readonly cut: boolean;
  /** Characters that were read. */
  readonly length: number;
}

const DEEPEST = 60;
const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/iy;
const SPACE = /\s*/y;

/**
 * Reads JSON as far as it goes: of a text that was cut off, everything before the cut. A string or
 * number that the cut went through is kept as far as it is there.
 */
export function readCutJson(text: string): CutJson {
  let at = 0;
  let cut = false;
  // A function, because the compiler does not see that reading a value may set it.
  const isCut = (): boolean => cut;
  const skip = (): void => {
    SPACE.lastIndex = at;
    SPACE.test(text);
    at = SPACE.lastIndex;
  };
  const string = (): string => {
    let end = at + 1;
    for (;;) {
      const quote = text.indexOf('"', end);
      if (quote === -1) {
        cut = true;
        end = text.length;
        break;
      }
      let slashes = 0;
      while (text.charAt(quote - 1 - slashes) === '\\') slashes++;
      end = quote + 1;
      if (slashes % 2 === 0) break;
    }
    const literal = text.slice(at, end);
    at = end;
    try {
      // Half an escape at the end of a cut string is dropped.
      const whole = cut ? `${literal.replace(/\\(?:u[0-9a-f]{0,3})?$/i, '')}"` : literal;
      return String(JSON.parse(whole));
    } catch {
      return literal.slice(1, -1);
    }
  };
  const value = (depth: number): unknown => {
    skip();
    const sign = text.charAt(at);
    if (depth > DEEPEST) {
      cut = true;
      return undefined;
    }
    if (sign === '"') return string();
    if (sign === '[') return list(depth);
    if (sign === '{') return record(depth);
    const word = /(?:true|false|null)/y;
    word.lastIndex = at;
    const named = word.exec(text)?.[0];
    if (named !== undefined) {
      at += named.length;
      return named === 'null' ? null : named === 'true';
    }
    NUMBER.lastIndex = at;
    const digits = NUMBER.exec(text)?.[0];
    if (digits === undefined) {
      cut = true;
      return undefined;
    }
    at += digits.length;
    return Number(digits);
  };
  const list = (depth: number): unknown[] => {
    const items: unknown[] = [];
    at++;
    for (;;) {
      skip();
      if (text.charAt(at) === ']') {
        at++;
        return items;
      }
      const item = value(depth + 1);
      if (item !== undefined) items.push(item);
      if (isCut()) return items;
      skip();
      if (text.charAt(at) === ',') at++;
      else if (text.charAt(at) !== ']') {
        cut = true;
        return items;
      }
    }
  };
  const record = (depth: number): Record<string, unknown> => {
    const members: Record<string, unknown> = {};
    at++;
    for (;;) {
      skip();
      if (text.charAt(at) === '}') {
        at++;
        return members;
      }
      if (text.charAt(at) !== '"') {
        cut = true;
        return members;
      }
      const name = string();
      skip();
      if (isCut() || text.charAt(at) !== ':') {
        cut = true;
        return members;
      }
      at++;
      const member = value(depth + 1);
      if (member !== undefined && name !== '__proto__') members[name] = member;
      if (isCut()) return members;
      skip();
      if (text.charAt(at) === ',') at++;
      else if (text.charAt(at) !== '}') {
        cut = true;
        return members;
      }
    }
  };
  const read = value(0);
  return { value: read, cut, length: at };
}
