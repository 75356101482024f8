import { createHash } from 'node:crypto';
import { KEY_SHAPES, type KeyShape } from '../../catalog/key-shapes.ts';

/** Where a credential stands. */
export type CredentialPlace = 'api-key' | 'application-key' | 'bearer';

/** A credential that a text holds, without its value. */
export interface Credential {
  readonly place: CredentialPlace;
  /** In a header, in a URL, or in a variable or setting. */
  readonly in: 'header' | 'url' | 'setting';
  /** `hidden`: the log that wrote it down has masked it. */
  readonly shape: KeyShape | 'other' | 'hidden';
  /** It is Datadog's by its name, or by the text around it. */
  readonly isDatadogs: boolean;
  /** Credentials of one request have the same. */
  readonly request: number;
  /** The same for the same value. */
  readonly fingerprint: string;
}

/** Most credentials that are looked at in one text. */
const MOST = 400;

const QUOTES = '["\'`\\\\]{0,6}';
/** Between a name and its value: `: `, `=`, ` => `, `", "value": "`. */
const BETWEEN = `${QUOTES}\\s{0,8}(?:=>|[:=]|,\\s{0,8}${QUOTES}value${QUOTES}\\s{0,8}:)\\s{0,8}${QUOTES}`;
const VALUE = '(\\*{2,4}(?=\\s|$|["\'`])|[^\\s"\'`&,;<>{}\\\\]{5,4096})';

/** Names by place; the first spelling of each is a header, with dashes, or else a setting. */
const NAMES: readonly (readonly [place: CredentialPlace, names: string])[] = [
  ['api-key', '(?:dd|datadog)[-_]api[-_]key|(?<![a-z0-9_-])api[-_]?key'],
  [
    'application-key',
    '(?:dd|datadog)[-_](?:app|application)[-_]key|(?<![a-z0-9_-])(?:app|application)[-_]?key',
  ],
];
const NAMED = NAMES.map(
  ([place, names]) => [place, new RegExp(`(${names})${BETWEEN}${VALUE}`, 'gi')] as const,
);
const BEARER =
  /\bauthorization["'`\\]{0,6}\s{0,8}(?:=>|[:=]|,\s{0,8}["'`\\]{0,6}value["'`\\]{0,6}\s{0,8}:)\s{0,8}["'`\\]{0,6}Bearer(?:\s{1,4}|%20)(\*{2,20}|•{2,20}|<?\[?(?:redacted|masked|filtered|hidden)\b[>\]]{0,2}|[A-Za-z0-9._~+/=-]{5,4096})/gi;

/** Where the next request begins. */
const BOUNDARY =
  /\bcurl\b|["']request["']\s*:|\n[ \t]*\n|^(?:GET|POST|PUT|PATCH|DELETE) (?:https?:\/)?\/|\bhttp(?:x|ie)?\b (?:GET|POST)/gim;

/** What stands for a value and is none: a variable, a gap to be filled in, a mask. */
const NO_VALUE =
  /^(?:\$|%|\{|<|\[|\*|x{4,}|y?our|my|insert|example|redacted|secrets?\.|process\.env|os\.)/i;

/** What a log puts in the place of a value it does not show. */
const HIDDEN = /^(?:\*{2,}|•{2,}|x{4,}$|<?\[?(?:redacted|masked|filtered|hidden)\b)/i;

/** A client token of RUM: made for browsers, which send it in the URL. */
const CLIENT_TOKEN = /^pub[0-9a-f]{32}$/i;

/** The credentials in the views of a raw text. Values stay here. */
export function credentialsIn(views: readonly string[], namesDatadog: boolean): Credential[] {
  const found: Credential[] = [];
  let requests = 0;
  for (const view of views) {
    const starts = [...view.matchAll(BOUNDARY)].map(({ index }) => index);
    const requestAt = (index: number): number =>
      requests + starts.filter((start) => start <= index).length;
    const add = (
      at: number,
      place: CredentialPlace,
      name: string,
      where: Credential['in'],
      value: string,
    ): void => {
      const isHidden = where === 'header' && HIDDEN.test(value);
      if (found.length >= MOST || (NO_VALUE.test(value) && !isHidden)) return;
      if (where === 'url' && CLIENT_TOKEN.test(value)) return;
      const shape = isHidden
        ? 'hidden'
        : (KEY_SHAPES.find(([, pattern]) => pattern.test(value))?.[0] ?? 'other');
      // Two masks are not the same value.
      const mark = isHidden ? `${value}${String(found.length)}` : value;
      const fingerprint = createHash('sha256').update(mark).digest('hex').slice(0, 16);
      const isDatadogs = namesDatadog || /^(?:dd|datadog)[-_]/i.test(name);
      found.push({ place, in: where, shape, isDatadogs, request: requestAt(at), fingerprint });
    };
    for (const [place, pattern] of NAMED) {
      for (const { 0: whole, 1: name = '', 2: value = '', index } of view.matchAll(pattern)) {
        add(index, place, name, whereIs(view, index, name, whole), value.replace(/[)\].]+$/, ''));
      }
    }
    for (const { 1: value = '', index } of view.matchAll(BEARER))
      add(index, 'bearer', '', 'header', value);
    requests += starts.length + 1;
  }
  return found;
}

function whereIs(view: string, index: number, name: string, whole: string): Credential['in'] {
  const before = view.slice(Math.max(0, index - 1), index);
  if (/[?&]/.test(before) && whole.slice(name.length).startsWith('=')) return 'url';
  return /^(?:dd|datadog)-/i.test(name) ? 'header' : 'setting';
}
