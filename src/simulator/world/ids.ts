import { createHash } from 'node:crypto';
import type { Random } from '../../host/host.ts';

/** Makes the values that Datadog's side invents. */
export interface IdSource {
  /** An opaque token of 43 characters. */
  token(): string;
  /** Lower-case hex digits. */
  hex(length: number): string;
  uuid(): string;
  /** Nineteen decimal digits, more than a JavaScript number holds exactly, as event ids have. */
  eventId(): string;
  /** At least 0, below 1. */
  fraction(): number;
}

/**
 * Draws from `random` and mixes a counter in, so that values stay unique when a test's randomness
 * repeats itself.
 */
export function createIdSource(random: Random): IdSource {
  let counter = 0;
  const draw = (): Buffer => {
    counter += 1;
    return createHash('sha256').update(random.bytes(32)).update(String(counter)).digest();
  };
  return {
    token: () => draw().toString('base64url'),
    hex: (length) => draw().toString('hex').slice(0, length),
    uuid: () => formatUuid(draw(), 4),
    eventId: () => String(6_000_000_000_000_000_001n + (draw().readBigUInt64BE() >> 4n)),
    fraction: () => new DataView(new Uint8Array(random.bytes(4)).buffer).getUint32(0) / 2 ** 32,
  };
}

/** A UUID that is always the same for the same name: ids of seeded orgs and users. */
export function uuidFromName(name: string): string {
  return formatUuid(createHash('sha256').update(`ddoauth simulator ${name}`).digest(), 8);
}

/** RFC 9562 layout of the first 16 bytes. */
function formatUuid(bytes: Buffer, version: number): string {
  const copy = Buffer.from(bytes.subarray(0, 16));
  copy[6] = ((copy[6] ?? 0) & 0x0f) | (version << 4);
  copy[8] = ((copy[8] ?? 0) & 0x3f) | 0x80;
  const hex = copy.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return [...parts, hex.slice(20)].join('-');
}
