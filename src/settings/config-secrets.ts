import { isObject } from './read-json-file.ts';

/** Names under which people keep secrets, without case, `-` and `_`; and where each kind goes. */
const SECRET_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^(?:client|oauth|app|consumer)?secret$/, 'DDOAUTH_CLIENT_SECRET'],
  [/^(?:dd)?refreshtokens?$/, 'DDOAUTH_REFRESH_TOKEN'],
  [/^(?:dd)?(?:access|id|bearer)?token$/, 'DDOAUTH_REFRESH_TOKEN'],
  [/^(?:dd|datadog)?(?:api|app|application)keys?$/, 'the store, by `ddoauth create-key`'],
  [/^(?:password|passwd|passphrase|privatekey|codeverifier|apptoken)$/, 'the store'],
];

/** A secret that stands in a file, and what to do about it. Never holds the value. */
export interface MisplacedSecret {
  /** `profiles.test.clientSecret`. */
  readonly place: string;
  /** One sentence: where secrets of this kind go. */
  readonly advice: string;
}

function adviceFor(destination: string): string {
  if (destination.startsWith('DDOAUTH_')) {
    return `no secrets in this file; set ${destination} or let ddoauth ask for it at a terminal and keep it in the store`;
  }
  return `no secrets in this file; they belong into ${destination}`;
}

/** What to do about a member of that name whose value is text; `undefined` when it is no secret's name. */
export function secretAdvice(name: string): string | undefined {
  const plain = name.toLowerCase().replaceAll(/[-_\s]/g, '');
  const hit = SECRET_NAMES.find(([pattern]) => pattern.test(plain));
  return hit === undefined ? undefined : adviceFor(hit[1]);
}

/** A path into JSON as people write it: `profiles.test.redirectUris[0]`. */
export function placeOf(keys: readonly (string | number)[]): string {
  return keys
    .map((key, index) => {
      if (typeof key === 'number') return `[${String(key)}]`;
      const name = /^[A-Za-z0-9$_-]+$/.test(key) ? key : JSON.stringify(key);
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}

/**
 * Finds the first member whose name is that of a secret and whose value is text. Objects of such a
 * name (a profile called `secret`) are no secrets, and neither is what `skip` names at the top.
 */
export function findSecret(
  value: unknown,
  skip: readonly string[] = [],
  at: readonly (string | number)[] = [],
): MisplacedSecret | undefined {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const found = findSecret(item, [], [...at, index]);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isObject(value)) return undefined;
  for (const [key, member] of Object.entries(value)) {
    if (skip.includes(key)) continue;
    const advice = secretAdvice(key);
    if (advice !== undefined && (typeof member === 'string' || Array.isArray(member))) {
      return { place: placeOf([...at, key]), advice };
    }
    const found = findSecret(member, [], [...at, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
