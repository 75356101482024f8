import { lookAlikeAt } from './json-look-alikes.ts';

/** A mistake in JSON, with its place: line and column count from 1. */
export interface JsonProblem {
  readonly problem: string;
  readonly line: number;
  readonly column: number;
}

/** Deeper nesting is no config; the limit keeps the scanner off the end of the stack. */
const DEEPEST = 64;

/** Member names that would reach an object's prototype instead of the object. */
export const UNSAFE_NAMES: readonly string[] = ['__proto__', 'constructor', 'prototype'];

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.])/y;
const WORD = /(?:true|false|null)(?!\w)/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const STRING_START = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;

type Fail = (problem: string, at?: number) => never;

/** Walks through JSON text and calls `report` at the first mistake, which must throw. */
function scan(
  text: string,
  unsafeNames: readonly string[],
  report: (problem: string, at: number) => never,
): void {
  let position = 0;
  const fail: Fail = (problem, at = position) => report(problem, at);
  /** What was expected here is not here; what is there instead may be worth a word. */
  const failUnlike = (problem: string): never => fail(lookAlikeAt(text, position) ?? problem);

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    const found = pattern.exec(text)?.[0];
    position += found?.length ?? 0;
    return found;
  };

  const skipSpace = (): void => {
    match(/[ \t\r\n]*/y);
    if (/\/[/*]/y.test(text.slice(position, position + 2))) fail('JSON has no comments');
  };

  const readString = (): string => {
    const start = position;
    const found = match(STRING);
    if (found !== undefined) return String(JSON.parse(found));
    match(STRING_START);
    if (text[position] === '\\') fail('JSON has no such escape (a \\ is written \\\\)');
    const next = text[position];
    if (next !== undefined && next < ' ' && next !== '\n' && next !== '\r') {
      fail('a control character stands in a text');
    }
    return fail('the closing quote is missing', start);
  };

  const readMember = (names: Set<string>, depth: number): void => {
    const start = position;
    if (text[start] === '}') fail('there is a comma too many before this }');
    if (text[start] !== '"') failUnlike('a key in double quotes was expected here');
    const name = readString();
    if (names.has(name)) fail(`the key ${JSON.stringify(name)} is there twice`, start);
    if (unsafeNames.includes(name)) fail(`the key ${JSON.stringify(name)} is not allowed`, start);
    names.add(name);
    skipSpace();
    if (text[position] !== ':') failUnlike('a : was expected after the key');
    position += 1;
    readValue(depth);
  };

  const readItem = (depth: number): void => {
    if (text[position] === ']') fail('there is a comma too many before this ]');
    readValue(depth);
  };

  const readItems = (end: '}' | ']', readOne: () => void): void => {
    position += 1;
    skipSpace();
    if (text[position] === end) {
      position += 1;
      return;
    }
    for (;;) {
      skipSpace();
      readOne();
      skipSpace();
      const separator = text[position];
      if (separator !== end && separator !== ',') {
        failUnlike(
          position < text.length
            ? `a comma or ${end} was expected here`
            : `it ends too early: a ${end} is missing`,
        );
      }
      position += 1;
      if (separator === end) return;
    }
  };

  const readValue = (depth: number): void => {
    if (depth > DEEPEST) fail('it is nested too deeply');
    skipSpace();
    const next = text[position];
    if (next === undefined) fail('it ends too early: a value is missing');
    if (next === '{') {
      const names = new Set<string>();
      readItems('}', () => readMember(names, depth + 1));
    } else if (next === '[') {
      readItems(']', () => readItem(depth + 1));
    } else if (next === '"') {
      readString();
    } else if (match(NUMBER) === undefined && match(WORD) === undefined) {
      failUnlike('a value was expected here');
    }
  };

  readValue(0);
  skipSpace();
  if (position < text.length) {
    failUnlike(
      /[{[]/.test(text[position] ?? '')
        ? 'a second JSON value follows the first'
        : 'something follows the end of the JSON',
    );
  }
}

/**
 * Finds the first mistake in JSON text (RFC 8259), as Node's own message has no place in many cases
 * and quotes the text around it, where a secret may stand. Keys that are there twice or that would
 * reach an object's prototype are mistakes too, these only where `anyName` does not allow them.
 */
export function findJsonProblem(
  text: string,
  { anyName = false }: { readonly anyName?: boolean } = {},
): JsonProblem | undefined {
  let found: JsonProblem | undefined;
  try {
    scan(text, anyName ? [] : UNSAFE_NAMES, (problem, at) => {
      const before = text.slice(0, at).split(/\r\n|\r|\n/);
      found = { problem, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
      throw new Error(problem);
    });
  } catch (error) {
    if (found === undefined) throw error;
  }
  return found;
}
