import { createHash } from 'node:crypto';

/** What a secret value is, by the name it stands under. */
export type SealedKind =
  | 'code'
  | 'state'
  | 'verifier'
  | 'challenge'
  | 'secret'
  | 'access token'
  | 'refresh token'
  | 'key'
  | 'token';

/** Stands for a value that the input itself hides: nothing can be compared with it. */
export const HIDDEN = '(hidden)';

/** What stands for a value and is none: a variable, a gap to be filled in, a mask, a shortened value. */
const NO_VALUE =
  /^(?:\$|%[A-Z_]+%|\{|<|\[|\*|x{4,}$|your|my[_-]|insert|example|redacted|secrets?\.|process\.env|os\.)|\*{3}|…|\.{3}|[[<(]redacted/i;

/** Names of parameters, members and headers whose values are secret. */
const NAMES: Readonly<Record<string, SealedKind>> = {
  code: 'code',
  state: 'state',
  code_verifier: 'verifier',
  code_challenge: 'challenge',
  client_secret: 'secret',
  access_token: 'access token',
  refresh_token: 'refresh token',
  id_token: 'token',
  token: 'token',
  api_key: 'key',
  application_key: 'key',
  'dd-api-key': 'key',
  'dd-application-key': 'key',
};

/** Puts a name in the place of each secret value, the same for the same value. */
export interface Sealer {
  /** `(code 1)`; empty stays empty; `HIDDEN` when it is none. */
  readonly seal: (kind: SealedKind, value: string) => string;
  /** The value of a named field, sealed if the name says that it is secret. */
  readonly field: (name: string, value: string) => string;
  /** Every value that was sealed. */
  readonly secrets: () => readonly string[];
  /** Names of the challenges that a verifier belongs to, each with how it was made. */
  readonly proofs: (verifier: string) => ReadonlyMap<string, ChallengeForm>;
}

/** How a challenge was made from its verifier; only `S256` is right. */
export type ChallengeForm =
  'S256' | 'padded' | 'plain base64 instead of base64url' | 'hexadecimal' | 'untransformed';

/** Most verifiers that are held against challenges: each is a hash. */
const MOST_CHALLENGES = 200;

export function createSealer(): Sealer {
  const names = new Map<string, string>();
  const counts = new Map<SealedKind, number>();
  const challenges = new Map<string, string>();
  const seal = (kind: SealedKind, value: string): string => {
    if (value === '') return '';
    if (NO_VALUE.test(value)) return HIDDEN;
    const known = names.get(value);
    const count = (counts.get(kind) ?? 0) + 1;
    const name = known ?? `(${kind} ${String(count)})`;
    if (known === undefined) {
      counts.set(kind, count);
      names.set(value, name);
    }
    if (kind === 'challenge' && challenges.size < MOST_CHALLENGES) challenges.set(value, name);
    return name;
  };
  return {
    seal,
    field: (name, value) => {
      const key = name.toLowerCase();
      const kind = Object.hasOwn(NAMES, key) ? NAMES[key] : undefined;
      return kind === undefined ? value : seal(kind, value);
    },
    secrets: () => [...names.keys()],
    proofs: (verifier) => {
      const forms = challengeForms(verifier);
      return new Map(
        [...challenges].flatMap(([challenge, name]) => {
          const form = forms.get(challenge.replaceAll(' ', '+'));
          return form === undefined ? [] : [[name, form] as const];
        }),
      );
    },
  };
}

/** Every way in which a challenge is made from a verifier. @see RFC 7636 §4.2 */
function challengeForms(verifier: string): Map<string, ChallengeForm> {
  const bytes = createHash('sha256').update(verifier, 'ascii').digest();
  const url = bytes.toString('base64url');
  const base64 = bytes.toString('base64');
  return new Map<string, ChallengeForm>([
    [verifier, 'untransformed'],
    [bytes.toString('hex'), 'hexadecimal'],
    [bytes.toString('hex').toUpperCase(), 'hexadecimal'],
    [base64, 'plain base64 instead of base64url'],
    [base64.replace(/=+$/, ''), 'plain base64 instead of base64url'],
    [`${url}=`, 'padded'],
    [url, 'S256'],
  ]);
}

/** Whether two sealed values are the same; `undefined` when one is absent or hidden. */
export function sameSealed(a: string | undefined, b: string | undefined): boolean | undefined {
  if (a === undefined || b === undefined || a === HIDDEN || b === HIDDEN) return undefined;
  return a === b;
}
