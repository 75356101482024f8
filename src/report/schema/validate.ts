/** What of JSON Schema 2020-12 the schemas of this package use. @see https://json-schema.org */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, unknown>>;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
}

/** Where a value is not as its schema wants it. */
export interface SchemaProblem {
  /** `results[3].grade`; empty for the whole document. */
  readonly path: string;
  /** `must be one of passed, failed`. Never a piece of the document but names of members. */
  readonly problem: string;
  /** A member the schema does not name. */
  readonly unknown?: true;
}

/** Names beside which a word of a schema says nothing about a value. */
export const WORDS_WITHOUT_EFFECT = [
  '$schema',
  '$id',
  '$defs',
  'title',
  'description',
  'default',
  'examples',
];

type Path = readonly (string | number)[];

/**
 * Holds a JSON value against a schema, in the order of the schema's words.
 * @returns the problems, lazily: whoever needs one only takes the first
 */
export function* problemsOf(
  value: unknown,
  schema: Schema,
  root: Schema = schema,
  path: Path = [],
): Generator<SchemaProblem, void, undefined> {
  if (schema.$ref !== undefined) yield* problemsOf(value, resolved(schema.$ref, root), root, path);
  const wrong = wrongInItself(value, schema);
  if (wrong !== undefined) {
    yield { path: shown(path), problem: wrong };
    return;
  }
  if (Array.isArray(value)) {
    if (schema.items !== undefined) {
      for (const [index, item] of value.entries())
        yield* problemsOf(item, schema.items, root, [...path, index]);
    }
  } else if (typeof value === 'object' && value !== null) {
    yield* memberProblems(value as Readonly<Record<string, unknown>>, schema, root, path);
  }
  yield* combinedProblems(value, schema, root, path);
}

function* memberProblems(
  value: Readonly<Record<string, unknown>>,
  schema: Schema,
  root: Schema,
  path: Path,
): Generator<SchemaProblem, void, undefined> {
  const { required = [], properties = {}, additionalProperties = true } = schema;
  for (const name of required) {
    if (!Object.hasOwn(value, name)) yield { path: shown([...path, name]), problem: 'is missing' };
  }
  for (const [name, member] of Object.entries(value)) {
    const at = [...path, name];
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known !== undefined) yield* problemsOf(member, known, root, at);
    else if (typeof additionalProperties === 'object')
      yield* problemsOf(member, additionalProperties, root, at);
    else if (!additionalProperties)
      yield { path: shown(at), problem: 'is not known', unknown: true };
  }
}

function* combinedProblems(
  value: unknown,
  schema: Schema,
  root: Schema,
  path: Path,
): Generator<SchemaProblem, void, undefined> {
  const holds = (each: Schema): boolean => {
    for (const { unknown } of problemsOf(value, each, root, path))
      if (unknown !== true) return false;
    return true;
  };
  for (const each of schema.allOf ?? []) yield* problemsOf(value, each, root, path);
  for (const forms of [schema.anyOf, schema.oneOf]) {
    if (forms === undefined) continue;
    const form = forms.find(holds);
    if (form !== undefined) yield* problemsOf(value, form, root, path);
    else {
      // Of two forms one is mostly null: what is wrong with the other says more.
      const full = value === null ? undefined : forms.find(({ type }) => type !== 'null');
      const [first] = full === undefined ? [] : problemsOf(value, full, root, path);
      yield first ?? { path: shown(path), problem: 'has none of the forms it may have' };
    }
  }
  if (schema.not !== undefined && holds(schema.not))
    yield {
      path: shown(path),
      problem: `must not have ${schema.not.required?.join(' beside ') ?? 'this form'}`,
    };
  if (schema.if !== undefined && schema.then !== undefined && holds(schema.if))
    yield* problemsOf(value, schema.then, root, path);
}

/** What is wrong with a value apart from what is in it. */
function wrongInItself(value: unknown, schema: Schema): string | undefined {
  const { type, enum: values, minimum, maximum, minItems } = schema;
  const types = typeof type === 'string' ? [type] : type;
  if (types?.some((each) => isOfType(value, each)) === false)
    return `must be ${types.map(typeWords).join(' or ')}`;
  if ('const' in schema && value !== schema.const) return `must be ${JSON.stringify(schema.const)}`;
  if (values?.includes(value) === false) return `must be one of ${values.map(String).join(', ')}`;
  if (typeof value === 'string') return wrongText(value, schema);
  if (typeof value === 'number') {
    if (minimum !== undefined && value < minimum) return `must be at least ${String(minimum)}`;
    if (maximum !== undefined && value > maximum) return `must be at most ${String(maximum)}`;
  }
  return Array.isArray(value) && value.length < (minItems ?? 0) ? 'must not be empty' : undefined;
}

const FORMATS: Readonly<Record<string, readonly [RegExp, string]>> = {
  'date-time': [
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i,
    'a time such as 2026-03-01T10:00:00Z',
  ],
  date: [/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'a date such as 2026-12-31'],
  uri: [/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]*$/i, 'a URI'],
};

const patterns = new Map<string, RegExp>();

function wrongText(value: string, { minLength, pattern, format }: Schema): string | undefined {
  if (value.length < (minLength ?? 0)) return 'must not be empty';
  if (pattern !== undefined) {
    const compiled = patterns.get(pattern) ?? new RegExp(pattern, 'u');
    patterns.set(pattern, compiled);
    if (!compiled.test(value)) return `must match ${pattern}`;
  }
  const form = format === undefined ? undefined : FORMATS[format];
  if (form === undefined) return undefined;
  const valid = form[0].test(value) && (format === 'uri' || isDay(value.slice(0, 10)));
  return valid ? undefined : `must be ${form[1]}`;
}

/** Whether a date is in the calendar: `2026-02-30` is not. */
function isDay(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object')
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

function typeWords(type: string): string {
  const words: Readonly<Record<string, string>> = {
    array: 'a list',
    object: 'an object',
    null: 'null',
    integer: 'a whole number',
  };
  return words[type] ?? `a ${type}`;
}

/** `#/$defs/result` within a document. */
function resolved(ref: string, root: Schema): Schema {
  const found = ref
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (part, name) => (part as Readonly<Record<string, unknown>> | undefined)?.[name],
      root,
    );
  if (found === undefined) throw new Error(`the schema has no ${ref}`);
  return found as Schema;
}

function shown(path: Path): string {
  return path
    .map((step, index) =>
      typeof step === 'number'
        ? `[${String(step)}]`
        : `${index === 0 ? '' : '.'}${step.slice(0, 60)}`,
    )
    .join('');
}
