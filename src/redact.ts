import { encodedSpellings, escapable, escapedSpelling } from './secret-spellings.ts';

/** What stands in a secret's place. */
export const MASK = '[redacted]';

/** Values shorter than this are not taken for secrets: masking them would garble ordinary text. */
const SHORTEST_SECRET = 5;

/** Names of parameters, form fields, JSON members and headers whose values are secret. */
const SECRET_NAMES = [
  'client_secret',
  'code_verifier',
  'access_token',
  'refresh_token',
  'id_token',
  'api_key',
  'apikey',
  'app_key',
  'application_key',
  'dd-api-key',
  'dd-application-key',
  'dd_api_key',
  'dd_app_key',
  'ddoauth_client_secret',
  'ddoauth_refresh_token(?:_[a-z0-9_]+)?',
  'x-api-key',
  'password',
  'passwd',
];

const NAMES = SECRET_NAMES.join('|');

/** Shapes in which secrets appear in text that is not ours, each with what is left of a hit. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  // First, because an empty field before them would take their first word for its value.
  [/((?:^|[\s"'])(?:set-)?cookie["']?\s*:\s*["']?)[^\r\n"']+/gi, `$1${MASK}`],
  [/(https?:\/\/)[^\s/@:]{1,200}:[^\s/@]{1,500}@/gi, `$1${MASK}@`],
  [/\b(Bearer|Basic)([^\S\r\n]+|%20|\+)[A-Za-z0-9._~+/=%-]{5,}/gi, `$1$2${MASK}`],
  // A negative number is the code of an error: `Code=-1003`.
  [/((?:^|[?&\s"'#])(?:code|state|token)=)(?!-\d{1,6}(?![\w.~-]))[^&\s"'<>#\\]+/gi, `$1${MASK}`],
  [new RegExp(`((?:^|[^a-z])(?:${NAMES})\\s*=\\s*)[^&\\s"'<>#\\\\]+`, 'gi'), `$1${MASK}`],
  [new RegExp(`((?:${NAMES})%3D)[^&%\\s"'<>]+`, 'gi'), `$1${MASK}`],
  [
    new RegExp(`(\\\\?["'](?:${NAMES})\\\\?["']\\s{0,9}:\\s{0,9}\\\\?["'])[^"'\\\\]+`, 'gi'),
    `$1${MASK}`,
  ],
  // Names and values apart, as a HAR or a list of headers has them.
  [
    new RegExp(
      `(["'](?:${NAMES}|authorization|cookie|code|state)["']\\s{0,9},\\s{0,9}(?:["']value["']\\s{0,9}:\\s{0,9})?["'])[^"'\\\\]+`,
      'gi',
    ),
    `$1${MASK}`,
  ],
  // What is masked already is left alone: a report may be read again.
  [
    new RegExp(`((?:^|[^a-z])(?:${NAMES})\\s*:\\s*)(?!\\[redacted\\])[^\\s"',;}\\]]+`, 'gi'),
    `$1${MASK}`,
  ],
  [/("(?:key|token)"\s*:\s*")[^"\\]{16,}/g, `$1${MASK}`],
  [/\beyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{4,4000}\.[A-Za-z0-9_-]{0,2000}/g, MASK],
  [/\b(?:[0-9a-f]{32}|[0-9a-f]{40})\b/gi, MASK],
];

/** Masks secrets that have a telling shape or name, in text that came from outside. */
export function redactShapes(text: string): string {
  return SHAPES.reduce((masked, [shape, rest]) => masked.replace(shape, rest), text);
}

/**
 * A copy of the same shape in which every text is masked, however deep it stands.
 * @param isOwnWord whether a member's value is a word of this program, which stays: a secret of the
 * same letters must not break it
 */
export function maskTexts<T>(
  value: T,
  mask: (text: string) => string,
  isOwnWord: (name: string, value: unknown) => boolean,
): T;
export function maskTexts(
  value: unknown,
  mask: (text: string) => string,
  isOwnWord: (name: string, value: unknown) => boolean,
): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((each: unknown) => maskTexts(each, mask, isOwnWord));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, unknown]) => [
      name,
      isOwnWord(name, each) ? each : maskTexts(each, mask, isOwnWord),
    ]),
  );
}

/**
 * Characters of all secrets together that are looked for in their escaped spellings as well. A run has
 * some dozens; an input of `diagnose` that is nothing but secrets could have a million.
 */
const MOST_ESCAPES = 2_000;

/**
 * Stands in front of every sink. It learns each secret the moment the program does and masks it
 * from then on.
 */
export class Redactor {
  readonly #values = new Set<string>();
  readonly #known = new Set<string>();
  readonly #escaped: RegExp[] = [];
  #escapesLeft = MOST_ESCAPES;
  #longestFirst: string[] = [];

  /** Learns secret values; `undefined` and very short ones are passed over. */
  add(...values: readonly (string | null | undefined)[]): void {
    for (const value of values) {
      if (!value || value.length < SHORTEST_SECRET || this.#values.has(value)) continue;
      this.#values.add(value);
      for (const spelling of encodedSpellings(value)) this.#known.add(spelling);
      const escapes = escapable(value);
      if (escapes === 0 || escapes > this.#escapesLeft) continue;
      this.#escapesLeft -= escapes;
      this.#escaped.push(escapedSpelling(value));
    }
    this.#longestFirst = [...this.#known].sort((a, b) => b.length - a.length);
  }

  /** Masks the learnt values only: for text this program composed. */
  mask(text: string): string {
    let masked = text;
    for (const secret of this.#longestFirst) masked = masked.replaceAll(secret, MASK);
    for (const escaped of this.#escaped) masked = masked.replace(escaped, MASK);
    return masked;
  }

  /** Masks learnt values and everything that looks like a secret: for bodies, URLs and user input. */
  redact(text: string): string {
    return redactShapes(this.mask(text));
  }
}
