import { calledValue } from './called.ts';
import type { Listed, Lookup, Parser } from './parser.ts';
import { placeholder, tokensOf, type Token } from './tokens.ts';
import { textOf, textValue, type Entries, type Value } from './values.ts';

/** Deepest nesting that is read. */
const DEEPEST = 30;
/** Longest text that is put together: a URL, a body. */
const LONGEST_TEXT = 20_000;
const CLOSERS = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);
/** Words before an expression that change nothing about its value. */
const BEFORE = /^(?:new|await|yield|return|typeof|unquote)$/;
/**
 * Makes a reader of expressions.
 * @param depthBefore Of the string that the text is an expression in.
 */
export function createParser(text: string, lookup: Lookup, depthBefore = 0): Parser {
  const tokens = tokensOf(text);
  let budget = 6 * tokens.length + 2_000;
  const is = (at: number, sign: string): boolean => {
    const token = tokens[at];
    return token?.kind !== 'string' && token?.text === sign;
  };
  /** Behind the end of an item: its comma or closer is next. */
  const skipItem = (from: number): number => {
    let depth = 0;
    let at = from;
    for (; at < tokens.length; at++) {
      budget--;
      const { kind, text: sign } = tokens[at] as Token;
      if (kind !== 'sign') continue;
      if (/^[([{]$/.test(sign)) depth++;
      else if (/^[)\]}]$/.test(sign)) {
        if (depth === 0) return at;
        depth--;
      } else if ((sign === ',' || sign === ';') && depth === 0) return at;
    }
    return at;
  };

  const string = (from: number, depth: number): { value: Value; end: number } => {
    let joined = '';
    let at = from;
    do {
      for (const part of tokens[at]?.parts ?? []) {
        joined += typeof part === 'string' ? part : inString(part.expression, from, depth);
      }
      at++;
      budget--;
      // Strings side by side are one, unless the second names a value of its own.
    } while (
      budget > 0 &&
      tokens[at]?.kind === 'string' &&
      !/^(?:=|:|=>)$/.test(tokens[at + 1]?.text ?? '')
    );
    return { value: textValue(joined), end: at };
  };

  const inString = (expression: string, at: number, depth: number): string => {
    if (depthBefore + depth > 6 || expression.length > 4_000 || budget <= 0)
      return placeholder(expression);
    const inner = createParser(expression, (name) => lookup(name, at), depthBefore + depth + 1);
    budget -= inner.tokens.length + 30;
    const { value, end } = inner.expression(0);
    return end === inner.tokens.length ? textOf(value) : placeholder(expression);
  };

  const list = (from: number, close: string, depth = 0): Listed => {
    const items: Value[] = [];
    const named: (readonly [string, Value])[] = [];
    let open = false;
    let at = from;
    while (at < tokens.length && !is(at, close) && budget > 0) {
      budget--;
      const token = tokens[at] as Token;
      if (is(at, ',') || is(at, ';')) {
        at++;
        continue;
      }
      if (token.kind === 'sign' && /^(?:\.\.\.|\*\*|\*|\.)$/.test(token.text)) {
        const { value, end } = expression(at + 1, depth + 1);
        if (value.is === 'map' && !value.open) named.push(...value.entries);
        else open = true;
        at = skipItem(end);
        continue;
      }
      const key = keyAt(at);
      if (key) {
        const { value, end } = expression(key.end, depth + 1);
        at = end;
        named.push([key.name, settled(value, end)]);
      } else {
        const { value, end } = expression(at, depth + 1);
        const next = tokens[end];
        if (next?.kind === 'sign' && next.text === '=>' && value.is === 'text') {
          const held = expression(end + 1, depth + 1);
          named.push([value.text, settled(held.value, held.end)]);
          at = held.end;
        } else {
          items.push(settled(value, end));
          at = Math.max(end, at + 1);
        }
      }
      // PowerShell and others end an entry with its line.
      if (!keyAt(at)) at = skipItem(at);
      if (is(at, ')') || is(at, ']') || is(at, '}')) {
        if (!is(at, close)) break;
      }
    }
    return { items, named, open, end: is(at, close) ? at + 1 : at };
  };

  /** A value followed by something that this does not read is not known; types may follow. */
  const settled = (value: Value, end: number): Value => {
    const token = tokens[end];
    const ends =
      !token || /^(?:[,;)\]}]|as|satisfies|!|for|if)$/.test(token.text) || keyAt(end) !== undefined;
    return ends || token.kind === 'string' ? value : { is: 'unknown', name: 'value' };
  };

  const keyAt = (at: number): { name: string; end: number } | undefined => {
    const token = tokens[at];
    if (!token) return undefined;
    const bracketed = is(at, '[') && is(at + 2, ']');
    const key = bracketed ? tokens[at + 1] : token;
    const after = bracketed ? at + 3 : at + 1;
    const isKey = key?.kind === 'name' || key?.kind === 'string';
    if (!key || !isKey || !(is(after, ':') || is(after, '=') || (bracketed && is(after, '=>'))))
      return undefined;
    const name = key.kind === 'name' ? key.text : textOf(string(bracketed ? at + 1 : at, 9).value);
    return { name, end: after + 1 };
  };

  const bracketed = (at: number, depth: number): { value: Value; end: number } => {
    const sign = tokens[at]?.text ?? '';
    const { items, named, open, end } = list(at + 1, CLOSERS.get(sign) ?? ')', depth + 1);
    if (sign === '(' && items.length === 1 && named.length === 0 && items[0] && !is(end - 2, ','))
      return { value: items[0], end };
    // `{ code, state }` names its values.
    const short = sign === '{' && items.length > 0 && items.every((item) => item.is !== 'text');
    const own: Entries = short
      ? items.flatMap((item) => (item.is === 'unknown' ? [[item.name, item] as const] : []))
      : [];
    return named.length > 0 || open || own.length > 0 || (sign === '{' && items.length === 0)
      ? { value: { is: 'map', entries: [...named, ...own], open }, end }
      : { value: { is: 'list', items }, end };
  };

  const name = (from: number, depth: number): { value: Value; end: number } => {
    let at = from;
    while (BEFORE.test(tokens[at]?.text ?? '') && tokens[at + 1]?.kind === 'name') at++;
    let path = (tokens[at]?.text ?? '').replace(/^\$/, '');
    let value: Value | undefined;
    at++;
    for (let steps = 0; steps < 60 && budget > 0; steps++) {
      budget--;
      if (is(at, '.') && tokens[at + 1]?.kind === 'name') {
        const member = (tokens[at + 1]?.text ?? '').replace(/^\$/, '');
        if (value === undefined) path += `.${member}`;
        else if (!is(at + 2, '(')) value = { is: 'unknown', name: `${path}.${member}` };
        else path = member;
        at += 2;
      } else if (is(at, '(')) {
        const { items: args, named, open, end } = list(at + 1, ')', depth + 1);
        const dot = path.lastIndexOf('.');
        const owner = value ?? (dot === -1 ? undefined : lookup(path.slice(0, dot), at));
        value = calledValue({ name: path, owner, args, named, open });
        at = end;
      } else if (is(at, '<') && value === undefined && typed(at) !== undefined) {
        at = typed(at) ?? at + 1;
      } else if (is(at, '[') && value === undefined) {
        const { items, end } = list(at + 1, ']', depth + 1);
        path += `.${textOf(items[0])}`;
        at = end;
      } else if (
        is(at, '{') &&
        /^(?:url\.Values|oauth2\.|Dictionary|map$|HashMap|KeyValuePair)/.test(path)
      ) {
        const held = bracketed(at, depth);
        value = held.value;
        at = held.end;
      } else if (is(at, '!') && !is(at + 1, '=')) at++;
      else break;
    }
    return { value: value ?? lookup(path, from) ?? { is: 'unknown', name: path }, end: at };
  };

  /** Behind type arguments, which are few: `Dictionary<string, string>`. */
  const typed = (from: number): number | undefined => {
    for (let at = from + 1; at < from + 12; at++) {
      if (is(at, '>')) return is(at + 1, '(') || is(at + 1, '{') ? at + 1 : undefined;
      if (!/^[\w.,[\]<>]*$/.test(tokens[at]?.text ?? '(')) return undefined;
    }
    return undefined;
  };

  const expression = (from: number, depth = 0): { value: Value; end: number } => {
    let { value, end } = operand(from, depth);
    while (budget > 0) {
      const isSum =
        is(end, '+') ||
        (is(end, '.') &&
          (tokens[end + 1]?.kind === 'string' || /^\$/.test(tokens[end + 1]?.text ?? '')));
      if (isSum) {
        const right = operand(end + 1, depth);
        value = textValue((textOf(value) + textOf(right.value)).slice(0, LONGEST_TEXT));
        end = right.end;
      } else if (is(end, '%') && value.is === 'text') {
        end = operand(end + 1, depth).end;
      } else if (is(end, '||') || is(end, '??') || is(end, 'or')) {
        end = operand(end + 1, depth).end;
        if (value.is !== 'text') value = { is: 'unknown', name: textOf(value).slice(2, -1) };
      } else break;
    }
    return { value, end };
  };

  const operand = (from: number, depth: number): { value: Value; end: number } => {
    budget--;
    const token = tokens[from];
    if (!token || depth > DEEPEST || budget <= 0)
      return { value: { is: 'unknown', name: 'value' }, end: token ? skipItem(from) : from };
    if (token.kind === 'string') return chained(string(from, depth), depth);
    if (token.kind === 'name') return name(from, depth);
    if (token.kind === 'number') return { value: textValue(token.text), end: from + 1 };
    if (/^[([{]$/.test(token.text)) return bracketed(from, depth);
    if (/^[&@]$/.test(token.text)) return operand(from + 1, depth + 1);
    return { value: { is: 'unknown', name: 'value' }, end: from + 1 };
  };

  /** `"…".format(x)`, `"…".encode()`: still the string. */
  const chained = (held: { value: Value; end: number }, depth: number): typeof held => {
    let { end } = held;
    while (is(end, '.') && tokens[end + 1]?.kind === 'name' && is(end + 2, '(') && budget > 0) {
      end = list(end + 3, ')', depth + 1).end;
    }
    return { value: held.value, end };
  };

  return { tokens, expression, list, spent: () => budget <= 0 };
}
