import { basename } from 'node:path';
import { redactShapes } from '../redact.ts';
import { CONFIG_FILE_NAME } from '../settings/find-config.ts';
import { manifestEntries } from '../settings/manifest-entries.ts';
import { plainValue, readJson, type JsonPath, type JsonReading, type Span } from './json-tree.ts';

/** The mark some editors put before a text. */
const BYTE_ORDER_MARK = '\ufeff';

/** A file that is linted. */
export interface LintFile extends JsonReading {
  /** Absolute; `undefined` for standard input. */
  readonly path: string | undefined;
  /** As messages and reports name it. */
  readonly shown: string;
  /** The whole text, without a byte order mark. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  readonly kind: 'config' | 'manifest';
}

/** Why a text is neither a config nor a manifest: the second half of a sentence. */
export interface NoLintFile {
  readonly reason: string;
}

/** Keys at the top of a config; `$schema` alone tells nothing. */
const CONFIG_KEYS: readonly string[] = ['defaultProfile', 'profiles', 'probes'];

/** Keys of an integration's own `manifest.json`. */
const INTEGRATION_KEYS: readonly string[] = ['manifest_version', 'app_id', 'app_uuid', 'tile'];

/**
 * Reads a text as a config or an OAuth client manifest, told apart by what is in it; only an object
 * that could be either goes by the name of the file.
 */
export function readLintFile(
  raw: string,
  file: { readonly path: string | undefined; readonly shown: string },
): LintFile | NoLintFile {
  const hasByteOrderMark = raw.startsWith(BYTE_ORDER_MARK);
  const text = hasByteOrderMark ? raw.slice(BYTE_ORDER_MARK.length) : raw;
  if (text.trim() === '') return { reason: 'the file is empty' };
  const reading = readJson(text);
  const kind = kindOf(reading, file.path);
  if (kind !== undefined) return { ...file, text, hasByteOrderMark, kind, ...reading };
  const [mistake] = reading.mistakes;
  if (mistake !== undefined) {
    const { line, column } = placeIn(text, mistake.offset);
    return { reason: `line ${String(line)}, column ${String(column)}: ${mistake.problem}` };
  }
  const keys = reading.root?.members.map(({ key }) => key) ?? [];
  return {
    reason: INTEGRATION_KEYS.some((key) => keys.includes(key))
      ? 'this is the manifest of an integration, not of an OAuth client; lint the file that its "oauth" names'
      : 'this is neither a ddoauth config ("profiles") nor an OAuth client manifest ("integration" with "redirect_uris")',
  };
}

function kindOf({ root }: JsonReading, path: string | undefined): LintFile['kind'] | undefined {
  if (root === undefined) return undefined;
  const keys = root.members.map(({ key }) => key);
  if (CONFIG_KEYS.some((key) => keys.includes(key))) return 'config';
  const looksIntegration = INTEGRATION_KEYS.some((key) => keys.includes(key));
  if (!looksIntegration && manifestEntries(plainValue(root)).entries.length > 0) return 'manifest';
  const named = path !== undefined && basename(path) === CONFIG_FILE_NAME;
  return root.kind === 'object' && (named || sitesOnly(root)) ? 'config' : undefined;
}

/** A config may well hold nothing but sites of its own. */
function sitesOnly(root: NonNullable<JsonReading['root']>): boolean {
  const sites = root.members.find(({ key }) => key === 'sites')?.value;
  return (
    sites?.members.some(({ value }) => value.members.some(({ key }) => key === 'domain')) === true
  );
}

/** A place in a text; line and column count from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Finds where an offset of a text is. Lines end with LF, CRLF or CR. */
export function placeFinder(text: string): (offset: number) => Place {
  const starts = [
    0,
    ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length),
  ];
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** Where one offset of a text is. */
export function placeIn(text: string, offset: number): Place {
  return placeFinder(text)(offset);
}

/** A JSON pointer (RFC 6901); empty for the whole file. */
export function pointerOf(path: JsonPath): string {
  return path
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** The text of a span. */
export function textAt(file: Pick<LintFile, 'text'>, { offset, length }: Span): string {
  return file.text.slice(offset, offset + length);
}

/** What nobody would see in a report: control characters, odd blanks, marks without width. */
const INVISIBLE =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;

/**
 * A text of the file as a finding may carry it: without secrets, with what is invisible as an escape
 * (`\u200b`), and not for ever.
 */
export function shownText(text: string): string {
  const safe = redactShapes(text).replaceAll(
    INVISIBLE,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return safe.length <= 200 ? safe : `${safe.slice(0, 199)}…`;
}
