import type { IdSource } from '../world/ids.ts';

/**
 * How Datadog writes the ids of a kind of object: `integer` 158348339 (a number in JSON), `dashed`
 * `han-5zg-c32`, `hex` 32 digits, `token` as of a shared dashboard, `location` `pl:name-…`, `text`
 * whatever the caller chose.
 */
export type IdFormat = 'uuid' | 'integer' | 'dashed' | 'hex' | 'token' | 'location' | 'text';

const PATTERNS: Readonly<Record<IdFormat, RegExp>> = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  integer: /^\d{1,19}$/,
  dashed: /^[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}$/,
  hex: /^[0-9a-f]{32}$/i,
  token: /^[a-z0-9]{8,}-[0-9a-f]{32}$/,
  location: /^pl:.+$/,
  text: /^/,
};

/** Whether an id could be one of the formats. */
export function isWellFormed(id: string, formats: readonly IdFormat[]): boolean {
  return formats.some((format) => PATTERNS[format].test(id));
}

/** The format that a part of a path is written in, as far as its looks say. */
export function formatOfPart(part: string): IdFormat | undefined {
  const candidates: readonly IdFormat[] = ['uuid', 'integer', 'dashed', 'hex', 'token', 'location'];
  // `api-key-v2` and the like are words: a dashed id of Datadog's holds a digit nearly always.
  return candidates.find(
    (format) => PATTERNS[format].test(part) && (format !== 'dashed' || /\d/.test(part)),
  );
}

/** A new id. */
export function makeId(format: IdFormat, ids: IdSource): string | number {
  switch (format) {
    case 'uuid':
      return ids.uuid();
    case 'integer':
      return 10_000_000 + Number.parseInt(ids.hex(7), 16);
    case 'dashed':
      return [0, 1, 2].map(() => letters(ids.hex(8), 3)).join('-');
    case 'hex':
      return ids.hex(32);
    case 'token':
      return `${letters(ids.hex(24), 16)}-${ids.hex(32)}`;
    case 'location':
      return `pl:example-${ids.hex(32)}`;
    case 'text':
      return letters(ids.hex(32), 22);
  }
}

/** Digits and lower-case letters out of hex digits. */
function letters(hex: string, length: number): string {
  return BigInt(`0x${hex}`).toString(36).padStart(length, '0').slice(-length);
}
