import { createHash } from 'node:crypto';

/**
 * The longest value one item takes, in bytes of UTF-8. Windows takes 2,560
 * (`CRED_MAX_CREDENTIAL_BLOB_SIZE`); the others take more, but a value should not look otherwise there.
 */
export const LONGEST_ITEM_BYTES = 2_400;

/** Begins an item that stands for a value in parts: `ddoauth-parts:1:<generation>:<count>:<sha256>`. */
const MARKER = 'ddoauth-parts:1:';
const HEAD = /^ddoauth-parts:1:([0-9a-f]{16}):(\d{1,4}):([0-9a-f]{64})$/;

/** What an item under an id says: where the value is in parts. */
export interface PartsHead {
  readonly generation: string;
  readonly count: number;
  readonly sha256: string;
}

/** A value as it goes into the keychain: one item, or a head and parts under accounts of their own. */
export interface SplitValue {
  readonly head: string;
  readonly generation?: string;
  readonly parts: readonly string[];
}

/**
 * Splits a value where it must be: too long, empty (keytar refuses that), with NUL (libsecret ends
 * there), or one that would be taken for a head.
 * @param generation 16 hex digits, new for each write, so that parts of two writes never mix
 */
export function splitValue(value: string, generation: string): SplitValue {
  const fits = Buffer.byteLength(value) <= LONGEST_ITEM_BYTES;
  const isPlain = value !== '' && !value.includes('\0') && !value.startsWith(MARKER);
  if (fits && isPlain) return { head: value, parts: [] };
  const encoded = Buffer.from(value).toString('base64');
  const parts = encoded.match(new RegExp(`.{1,${LONGEST_ITEM_BYTES}}`, 'g')) ?? [];
  const head = `${MARKER}${generation}:${parts.length}:${sha256(value)}`;
  return { head, generation, parts };
}

/** The head in an item; `undefined` when the item is the value itself. */
export function readHead(item: string): PartsHead | undefined {
  const [, generation, count, hash] = HEAD.exec(item) ?? [];
  if (generation === undefined || count === undefined || hash === undefined) return undefined;
  return { generation, count: Number(count), sha256: hash };
}

/** The value of which these are all parts, in order; `undefined` when they are not. */
export function joinParts(head: PartsHead, parts: readonly string[]): string | undefined {
  const value = Buffer.from(parts.join(''), 'base64').toString('utf8');
  return sha256(value) === head.sha256 ? value : undefined;
}

/** Accounts of the parts of one generation. */
export function partAccounts(id: string, generation: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${id} (part ${generation}.${index + 1})`);
}

function sha256(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
