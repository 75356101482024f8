import { MASK, Redactor, redactShapes } from '../../redact.ts';
import { cutRuns } from './clean-text.ts';
import { positionalSecrets } from './positional-secrets.ts';
import { spokenSecrets } from './spoken-secrets.ts';

/** What was read out of the raw input before it was redacted. Stays within `diagnosis`. */
export interface InputSecrets {
  readonly verifiers: ReadonlySet<string>;
  readonly challenges: ReadonlySet<string>;
  /** Masks these secrets and everything with a telling shape. */
  readonly redact: (text: string) => string;
}

/** Most values that are learnt from one input. */
const MOST_SECRETS = 1_500;

const LONG_NAMES =
  'client[_-]?secret|code[_-]?verifier|code[_-]?challenge|(?:access|refresh|id|bearer|auth)[_-]?token|' +
  '(?:api|app|application)[_-]?key|password|passwd|client[_-]?assertion|device[_-]?code|' +
  'authorization[_-]?code|auth[_-]?code';
const SHORT_NAMES = '(?<![a-z0-9_-])(?:code|state|token|secret)';
const NAME = `(?:${LONG_NAMES}|${SHORT_NAMES})`;
const QUOTES = '(?:["\'`\\\\]|%22|%27|%5C){0,6}';
// Columns of assignments are aligned by many spaces.
const EQUALS = `${QUOTES}\\s{0,24}(?:=>|[:=]|%3A|%3D|%253D)\\s{0,8}${QUOTES}`;

/** `name=value`, `name: value`, `"name":"value"`, percent-encoded or not. */
const ASSIGNMENT = new RegExp(`(${NAME})(${EQUALS})([^\\s"'\`&<>\\\\]{5,4096})`, 'gi');
/** `--client-secret value`. */
const FLAG = new RegExp(
  `--(${NAME.replaceAll('(?<![a-z0-9_-])', '')})\\s{1,4}["']?([^\\s"'\\\\]{5,4096})`,
  'gi',
);
/** `"name": "value"` with everything a JSON string may hold. */
const MEMBER = new RegExp(`"(${NAME})"\\s{0,8}:\\s{0,8}"((?:[^"\\\\\\n]|\\\\.){5,4096})"`, 'gi');
/** `"name": "client_secret", "value": "…"`, as HAR and Postman files have it. */
const PAIR = new RegExp(
  `(["'](?:name|key)["']\\s{0,40}:\\s{0,40}["'](${NAME})["']\\s{0,40},\\s{0,40}["']value["']\\s{0,40}:\\s{0,40}["'])((?:[^"\\\\\\n]|\\\\.){1,4096})`,
  'gi',
);
const PAIR_REVERSED = new RegExp(
  `(["']value["']\\s{0,40}:\\s{0,40}["'])([^"\\\\\\n]{1,4096})(["']\\s{0,40},\\s{0,40}["'](?:name|key)["']\\s{0,40}:\\s{0,40}["'](${NAME})["'])`,
  'gi',
);
/** Spellings that `redactShapes` leaves to its callers: camel case, dashes, encoded forms. */
const NAMED = new RegExp(
  `((?:clientSecret|client-secret|codeVerifier|code-verifier|accessToken|access-token|refreshToken|refresh-token|idToken|id-token|apiKey|api-key|appKey|app-key|applicationKey|(?:client_secret|code_verifier|access_token|refresh_token)(?=["'\`\\\\\\s]))${EQUALS})([^\\s"'\`&<>\\\\]{5,4096})`,
  'gi',
);
const ENCODED = /((?:%3F|%26|\?|&)(?:code|state|token)(?:%3D|%253D))[^&%\s"'<>]+/gi;
const CREDENTIALS =
  /(?:^|\s)(?:-u|--user|-a|--auth)[\s=]{1,4}["']?[^\s"':]{1,300}:([^\s"']{5,500})/g;
const BASIC = /\bBasic(?:\s{1,4}|%20|\+)([A-Za-z0-9+/=_-]{8,2000})/gi;
/** A header of its own on the next line is no token. */
const BEARER =
  /\bBearer(?:\s{1,4}|%20|\+)(?!dd-(?:api|application)-key\b)([A-Za-z0-9._~+/=-]{8,4096})/gi;

/** As runtimes name an error: `code: "ConnectionRefused"`. */
const ERROR_NAME =
  /^(?:[A-Z][a-z]{1,15}){1,5}(?:Refused|Denied|Error|Exception|Failed|Failure|Timeout|Expired|Invalid|Found|Unreachable|Closed|Reset|Aborted|Exceeded)$/;

/** Ordinary words, error codes, constants and URLs are masked in their place only, not everywhere. */
function isWord(value: string): boolean {
  return (
    value === MASK ||
    /^https?:/i.test(value) ||
    /^[A-Za-z]?[a-z]{0,19}[.,;:!?)]{0,3}$/.test(value) ||
    /^[a-z]{1,20}(?:_[a-z]{1,20}){1,5}$/.test(value) ||
    ERROR_NAME.test(value) ||
    /^-\d{1,6}$/.test(value) ||
    /^[A-Z]{1,24}(?:_[A-Z0-9]{1,24}){0,6}$/.test(value)
  );
}

/**
 * Reads the secrets of a raw input and makes the function that masks them.
 * @param known Values that other readers found.
 */
export function readSecrets(texts: readonly string[], known: readonly string[] = []): InputSecrets {
  const secrets = new Set<string>();
  const verifiers = new Set<string>();
  const challenges = new Set<string>();
  const learn = (name: string, raw: string): void => {
    const value = trimmed(raw);
    const plain = decoded(value);
    // The value of an empty field is what stands behind it, which may have a name of its own.
    const inner = /^[\w-]{2,40}[=:](.{5,})$/s.exec(value)?.[1];
    if (inner !== undefined) learn(name, inner);
    const kind = name.toLowerCase().replaceAll(/[_-]/g, '');
    if (kind === 'codechallenge') {
      challenges.add(plain);
      return;
    }
    if (kind === 'codeverifier' && /^[\w.~-]{20,300}$/.test(plain)) verifiers.add(plain);
    for (const spelling of [raw, value, plain]) {
      if (spelling.length >= 5 && !isWord(spelling) && secrets.size < MOST_SECRETS) {
        secrets.add(spelling);
      }
    }
  };
  for (const value of known) learn('secret', value);
  for (const text of texts) {
    for (const [, name = '', , value = ''] of text.matchAll(ASSIGNMENT)) learn(name, value);
    for (const [, name = '', value = ''] of text.matchAll(FLAG)) learn(name, value);
    for (const [, name = '', value = ''] of text.matchAll(MEMBER)) learn(name, unescaped(value));
    for (const [, , name = '', value = ''] of text.matchAll(PAIR)) learn(name, unescaped(value));
    for (const [, , value = '', , name = ''] of text.matchAll(PAIR_REVERSED)) learn(name, value);
    for (const { name, value } of spokenSecrets(text)) learn(name, value);
    for (const { name, value } of positionalSecrets(text)) learn(name, value);
    for (const [, value = ''] of text.matchAll(CREDENTIALS)) learn('client_secret', value);
    for (const [, value = ''] of text.matchAll(BEARER)) learn('access_token', value);
    for (const [, value = ''] of text.matchAll(BASIC)) {
      const password = Buffer.from(value, 'base64').toString('utf8').split(':').slice(1).join(':');
      learn('client_secret', password);
    }
  }
  const redactor = new Redactor();
  redactor.add(...secrets);
  return {
    verifiers,
    challenges,
    redact: (text) => redactShapes(redactPlaces(redactor.mask(cutRuns(text)))),
  };
}

function redactPlaces(text: string): string {
  return text
    .replace(PAIR, (whole, start: string, name: string) =>
      /challenge/i.test(name) ? whole : start + MASK,
    )
    .replace(PAIR_REVERSED, (whole, start: string, _value, end: string, name: string) =>
      /challenge/i.test(name) ? whole : start + MASK + end,
    )
    .replace(NAMED, (whole, start: string, value: string) => (isWord(value) ? whole : start + MASK))
    .replace(ENCODED, `$1${MASK}`);
}

/** Cuts off what follows a value in percent-encoded text, and closing punctuation. */
function trimmed(value: string): string {
  return value.replace(/%(?:25)*(?:26|22|27|20|23|5C).*$/i, '').replace(/[,;)\]}]+$/, '');
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function unescaped(literal: string): string {
  try {
    return String(JSON.parse(`"${literal}"`));
  } catch {
    return literal;
  }
}
