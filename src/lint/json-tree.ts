import {
  createScanner,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import { lookAlikeAt } from '../settings/json-look-alikes.ts';

/** A stretch of a file's text, in UTF-16 units from its beginning. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** Keys and indexes from the top of a file. */
export type JsonPath = readonly (string | number)[];

/** A value of a JSON file and where it stands. */
export interface JsonNode extends Span {
  readonly kind: 'object' | 'list' | 'string' | 'number' | 'boolean' | 'null';
  readonly path: JsonPath;
  /** Of a string, a number or a boolean; `null` else. */
  readonly value: string | number | boolean | null;
  /** Of an object, in the file's order; a key that is there twice is in it twice. */
  readonly members: readonly JsonMember[];
  /** Of a list. */
  readonly items: readonly JsonNode[];
}

/** A key of an object with its value; the span is the key's, quotes included. */
export interface JsonMember extends Span {
  readonly key: string;
  readonly path: JsonPath;
  readonly value: JsonNode;
}

/** What is wrong with the text as JSON. */
export interface JsonMistake extends Span {
  readonly kind: 'syntax' | 'comment' | 'trailing-comma';
  /** The second half of a sentence. */
  readonly problem: string;
}

/** A text read as JSON as far as it goes. */
export interface JsonReading {
  /** Absent when there is no value at all. */
  readonly root: JsonNode | undefined;
  /** In the order of the text. Of broken syntax the first mistake only: the others follow from it. */
  readonly mistakes: readonly JsonMistake[];
  /** Whether one of them is of syntax, so that what follows it is a guess. */
  readonly isBroken: boolean;
}

/** Deeper nesting is neither a config nor a manifest. */
const DEEPEST = 64;

const PROBLEMS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no value: text stands in double quotes in JSON',
  InvalidNumberFormat: 'this is no number',
  PropertyNameExpected: 'a key in double quotes was expected here',
  ValueExpected: 'a value was expected here',
  ColonExpected: 'a : was expected after the key',
  CommaExpected: 'a comma was expected here',
  CloseBraceExpected: 'it ends too early: a } is missing',
  CloseBracketExpected: 'it ends too early: a ] is missing',
  EndOfFileExpected: 'something follows the end of the JSON',
  UnexpectedEndOfComment: 'the end of the comment is missing',
  UnexpectedEndOfString: 'the closing quote is missing',
  UnexpectedEndOfNumber: 'the number is cut off',
  InvalidUnicode: 'JSON has no such escape',
  InvalidEscapeCharacter: String.raw`JSON has no such escape (a \ is written \\)`,
  InvalidCharacter: 'a control character stands in a text',
};

/** Codes for something that stands where something else was expected. */
const UNEXPECTED: readonly string[] = [
  'InvalidSymbol',
  'PropertyNameExpected',
  'ValueExpected',
  'ColonExpected',
  'CommaExpected',
  'EndOfFileExpected',
];

function problemAt(text: string, offset: number, code: string): string {
  const unlike = UNEXPECTED.includes(code) ? lookAlikeAt(text, offset) : undefined;
  if (unlike !== undefined) return unlike;
  if (code === 'EndOfFileExpected' && '{['.includes(text[offset] ?? ' ')) {
    return 'a second JSON value follows the first';
  }
  return PROBLEMS[code] ?? 'this is no JSON';
}

/** Reads JSON and goes on after mistakes, so that one of them does not hide what else is to be said. */
export function readJson(text: string): JsonReading {
  const tooDeep = deepPlace(text);
  if (tooDeep !== undefined) {
    const mistake = { offset: tooDeep, length: 1, problem: 'it is nested too deeply' } as const;
    return { root: undefined, mistakes: [{ kind: 'syntax', ...mistake }], isBroken: true };
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const mistakes = mistakesOf(text, errors);
  return {
    root: tree === undefined ? undefined : nodeOf(tree, []),
    mistakes,
    isBroken: mistakes.some(({ kind }) => kind === 'syntax'),
  };
}

const BY_KEY = new WeakMap<JsonNode, ReadonlyMap<string, JsonMember>>();

/** The last member of that key: the one every JSON parser takes. */
export function memberOf(node: JsonNode | undefined, key: string): JsonMember | undefined {
  if (node === undefined) return undefined;
  let known = BY_KEY.get(node);
  if (known === undefined) {
    known = new Map(node.members.map((member) => [member.key, member]));
    BY_KEY.set(node, known);
  }
  return known.get(key);
}

/** The value at a path. */
export function nodeAt(root: JsonNode | undefined, path: JsonPath): JsonNode | undefined {
  return path.reduce<JsonNode | undefined>(
    (node, step) => (typeof step === 'number' ? node?.items[step] : memberOf(node, step)?.value),
    root,
  );
}

/** Every node of a tree, parents first. */
export function* nodesBelow(node: JsonNode): Generator<JsonNode> {
  yield node;
  for (const { value } of node.members) yield* nodesBelow(value);
  for (const item of node.items) yield* nodesBelow(item);
}

/** The value as `JSON.parse` gives it. */
export function plainValue(node: JsonNode): unknown {
  if (node.kind === 'object') {
    return Object.fromEntries(node.members.map(({ key, value }) => [key, plainValue(value)]));
  }
  return node.kind === 'list' ? node.items.map(plainValue) : node.value;
}

/** The tokens of a text, blanks and comments left out. */
function* tokensOf(text: string): Generator<Span> {
  const scanner = createScanner(text, true);
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    yield { offset: scanner.getTokenOffset(), length: scanner.getTokenLength() };
  }
}

function deepPlace(text: string): number | undefined {
  let depth = 0;
  for (const { offset } of tokensOf(text)) {
    const first = text[offset] ?? '';
    depth += '{['.includes(first) ? 1 : '}]'.includes(first) ? -1 : 0;
    if (depth > DEEPEST) return offset;
  }
  return undefined;
}

function mistakesOf(text: string, errors: readonly ParseError[]): JsonMistake[] {
  if (errors.length === 0) return [];
  const commas = trailingCommas(text);
  const found = new Map<number, JsonMistake>();
  let broken = false;
  for (const { error, offset, length } of errors) {
    const code = printParseErrorCode(error);
    const comma = commas.get(offset);
    if (code === 'InvalidCommentToken') {
      found.set(offset, { kind: 'comment', offset, length, problem: 'JSON has no comments' });
    } else if (comma !== undefined) {
      const problem = `there is a comma too many before the ${text[offset] ?? 'end'}`;
      if (!broken) found.set(comma, { kind: 'trailing-comma', offset: comma, length: 1, problem });
    } else if (!broken) {
      broken = true;
      found.set(offset, {
        kind: 'syntax',
        offset,
        length,
        problem: problemAt(text, offset, code),
      });
    }
  }
  return [...found.values()];
}

/** Where a comma stands before a closing bracket, by the place of the bracket. */
function trailingCommas(text: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let comma: number | undefined;
  for (const { offset } of tokensOf(text)) {
    const first = text[offset] ?? '';
    if (comma !== undefined && '}]'.includes(first)) found.set(offset, comma);
    comma = first === ',' ? offset : undefined;
  }
  return found;
}

const KINDS: Readonly<Record<Node['type'], JsonNode['kind']>> = {
  object: 'object',
  array: 'list',
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
  property: 'null',
};

function nodeOf(node: Node, path: JsonPath): JsonNode {
  const children = node.children ?? [];
  const value: unknown = node.value;
  return {
    kind: KINDS[node.type],
    offset: node.offset,
    length: node.length,
    path,
    value:
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : null,
    members: node.type === 'object' ? children.flatMap((child) => memberFrom(child, path)) : [],
    items:
      node.type === 'array' ? children.map((child, index) => nodeOf(child, [...path, index])) : [],
  };
}

function memberFrom(property: Node, parent: JsonPath): JsonMember[] {
  const [key, value] = property.children ?? [];
  if (key === undefined || value === undefined) return [];
  const name = String(key.value);
  const path = [...parent, name];
  return [{ key: name, offset: key.offset, length: key.length, path, value: nodeOf(value, path) }];
}
