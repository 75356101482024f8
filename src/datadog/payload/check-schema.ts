import type { PayloadSchema } from '../../catalog/payload-schema.ts';
import { nearest } from '../../sites/nearest.ts';
import { isRecord } from '../json.ts';
import { problem, warning, type JsonSteps, type PayloadIssue } from './issue.ts';

/** Characters of a value that an issue quotes. */
const LONGEST_QUOTE = 60;

type JsonRecord = Readonly<Record<string, unknown>>;

/** Holds a JSON value against a schema; every difference with its place, in the order of the text. */
export function checkSchema(
  value: unknown,
  schema: PayloadSchema,
  steps: JsonSteps = [],
): PayloadIssue[] {
  if (value === null && schema.nullable === true) return [];
  if (schema.oneOf !== undefined) return checkAlternatives(value, schema.oneOf, steps);
  const { type } = schema;
  if (type !== undefined && !isOfType(value, type)) {
    return [problem('payload.wrong-type', steps, { expected: type, found: typeOf(value) })];
  }
  if (schema.enum !== undefined && !schema.enum.some((allowed) => allowed === value)) {
    const allowed = schema.enum.map(String);
    return [problem('payload.not-in-list', steps, { allowed, found: quote(value) })];
  }
  if (typeof value === 'string') return checkText(value, schema, steps);
  if (typeof value === 'number') return checkNumber(value, schema, steps);
  if (Array.isArray(value)) return checkList(value, schema, steps);
  return isRecord(value) ? checkObject(value, schema, steps) : [];
}

/** The alternative that fits, or else the issues of the one that comes nearest. */
function checkAlternatives(
  value: unknown,
  alternatives: readonly PayloadSchema[],
  steps: JsonSteps,
): PayloadIssue[] {
  const tried = alternatives.map((schema) => ({
    schema,
    issues: checkSchema(value, schema, steps),
  }));
  const fitting = tried.find(({ issues }) =>
    issues.every(({ severity }) => severity === 'warning'),
  );
  if (fitting !== undefined) return fitting.issues;
  const ofType = tried.filter(
    ({ schema }) => schema.type !== undefined && isOfType(value, schema.type),
  );
  if (ofType.length === 0) {
    const expected = alternatives.map(({ type }) => type ?? 'something else').join(' or ');
    return [problem('payload.wrong-type', steps, { expected, found: typeOf(value) })];
  }
  return ofType.map(({ issues }) => issues).sort((a, b) => a.length - b.length)[0] ?? [];
}

function checkText(value: string, schema: PayloadSchema, steps: JsonSteps): PayloadIssue[] {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = schema;
  const { length } = Array.from(value);
  if (length < minLength) return [problem('payload.too-short', steps, { least: minLength })];
  if (length > maxLength) {
    return [problem('payload.too-long', steps, { most: maxLength, found: length })];
  }
  return pattern !== undefined && !new RegExp(pattern, 'u').test(value)
    ? [problem('payload.wrong-form', steps, { pattern, found: quote(value) })]
    : [];
}

function checkNumber(value: number, schema: PayloadSchema, steps: JsonSteps): PayloadIssue[] {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  return value < minimum || value > maximum
    ? [problem('payload.out-of-range', steps, { found: value, ...finite({ minimum, maximum }) })]
    : [];
}

function finite(limits: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => Number.isFinite(limit)));
}

function checkList(
  value: readonly unknown[],
  schema: PayloadSchema,
  steps: JsonSteps,
): PayloadIssue[] {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, items } = schema;
  const count =
    value.length < minItems || value.length > maxItems
      ? [
          problem('payload.wrong-count', steps, {
            found: value.length,
            ...finite({ least: minItems, most: maxItems }),
          }),
        ]
      : [];
  if (items === undefined) return count;
  return [...count, ...value.flatMap((item, index) => checkSchema(item, items, [...steps, index]))];
}

function checkObject(value: JsonRecord, schema: PayloadSchema, steps: JsonSteps): PayloadIssue[] {
  const { required = [], properties = {}, others } = schema;
  const names = Object.keys(properties);
  const missing = required
    .filter((name) => !Object.hasOwn(value, name))
    .map((member) => problem('payload.missing-member', steps, { member }));
  const members = Object.entries(value).flatMap(([name, inner]) => {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known !== undefined) return checkSchema(inner, known, [...steps, name]);
    if (others === 'free') return [];
    const meant = nearest(
      name,
      names.filter((each) => !Object.hasOwn(value, each)),
    );
    const args = { member: name.slice(0, LONGEST_QUOTE), meant };
    return others === 'refused'
      ? [problem('payload.unknown-member', steps, args)]
      : [warning('payload.ignored-member', steps, args)];
  });
  return [...missing, ...members];
}

function isOfType(value: unknown, type: NonNullable<PayloadSchema['type']>): boolean {
  switch (type) {
    case 'object':
      return isRecord(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === type;
  }
}

/** The type of a JSON value, in the words of the schemas. */
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && !Number.isInteger(value)
    ? 'number with a fraction'
    : typeof value;
}

function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
