import type { JsonSteps } from './issue.ts';

/** A JSON value and where its text begins and ends. */
export interface JsonNode {
  readonly start: number;
  /** Offset behind its last character. */
  readonly end: number;
  /** Of an object. A name that is there twice has its last value, as everywhere. */
  readonly members?: ReadonlyMap<string, JsonNode>;
  /** Of a list. */
  readonly items?: readonly JsonNode[];
}

const SPACE = /[ \t\r\n]*/y;
const TEXT = /"(?:[^"\\]|\\.)*"/y;
const PLAIN = /[^\s,\]}]+/y;

/**
 * Reads where the values of a JSON text stand, so that something can be put in without writing the
 * whole anew: numbers that JavaScript cannot hold, spaces and the order of members stay as they are.
 * @param text JSON that `JSON.parse` takes
 */
export function readJsonTree(text: string): JsonNode {
  let at = 0;
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const skip = (): void => void match(SPACE);

  const readValue = (): JsonNode => {
    skip();
    const start = at;
    const first = text[at];
    if (first === '{') {
      const members = new Map<string, JsonNode>();
      readParts('}', () => {
        const name: unknown = JSON.parse(match(TEXT));
        skip();
        at += 1;
        members.set(String(name), readValue());
      });
      return { start, end: at, members };
    }
    if (first === '[') {
      const items: JsonNode[] = [];
      readParts(']', () => items.push(readValue()));
      return { start, end: at, items };
    }
    match(first === '"' ? TEXT : PLAIN);
    return { start, end: at };
  };

  const readParts = (end: '}' | ']', readOne: () => unknown): void => {
    at += 1;
    skip();
    while (at < text.length && text[at] !== end) {
      readOne();
      skip();
      if (text[at] === ',') at += 1;
      skip();
    }
    at += 1;
  };

  return readValue();
}

/** The node at a place, or `undefined`. */
export function nodeAt(root: JsonNode, steps: JsonSteps): JsonNode | undefined {
  let node: JsonNode | undefined = root;
  for (const step of steps) {
    node = typeof step === 'number' ? node?.items?.[step] : node?.members?.get(step);
  }
  return node;
}
