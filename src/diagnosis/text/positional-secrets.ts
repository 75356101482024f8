import type { SpokenSecret } from './spoken-secrets.ts';

const ID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
const QUOTE = '["\'`]';
const VALUE = `${QUOTE}([^"'\`\\s]{8,4096})${QUOTE}`;
/** `OAuth2::Client.new("<id>", "<secret>")`: what stands beside a client id, on either side. */
const BESIDE_ID = new RegExp(
  `${QUOTE}${ID}${QUOTE}\\s{0,40},\\s{0,40}(?:\\w{1,40}\\s{0,4}[:=]\\s{0,4})?${VALUE}`,
  'gi',
);
const BEFORE_ID = new RegExp(`${VALUE}\\s{0,40},\\s{0,40}${QUOTE}${ID}${QUOTE}`, 'gi');
/** `AuthenticationHeaderValue("Bearer", "<token>")`. */
const BESIDE_SCHEME = new RegExp(
  `${QUOTE}(?:Bearer|Basic|Token)\\s{0,2}${QUOTE}\\s{0,20},\\s{0,20}${VALUE}`,
  'gi',
);
/** `Credentials.basic("<id>", "<secret>")`, `setBasicAuth(…)`. */
const BASIC = new RegExp(
  `\\b\\w{0,30}(?:basic_?(?:auth(?:entication)?)?|credentials?|auth|oauth2?(?:session|client|service)?)(?:\\.new)?\\(\\s{0,40}${QUOTE}[^"'\`\\s]{3,300}${QUOTE}\\s{0,40},\\s{0,40}${VALUE}`,
  'gi',
);

const SET = `["'\`\\]]{0,3}\\s{0,24}(?:=>|[:=,])\\s{0,8}["'\`]{0,2}`;
const LONG = '([\\w.~+/-]{16,4096})';
/** `client_id=<secret>&client_secret=<id>`, in either order: the two stand in each other's place. */
const SWAPPED = [
  new RegExp(`client[_-]?id${SET}${LONG}[\\s\\S]{1,400}?client[_-]?secret${SET}${ID}`, 'gi'),
  new RegExp(`client[_-]?secret${SET}${ID}[\\s\\S]{1,400}?client[_-]?id${SET}${LONG}`, 'gi'),
];

/** A URL, a path or a word of code is no secret. */
function isSecret(value: string): boolean {
  return (
    /\d/.test(value) &&
    /[a-z]/i.test(value) &&
    !/^(?:https?:|\/|\$\{|[\w-]+\/[\w.+-]+$)/i.test(value)
  );
}

/** Secrets of source code that have no name there: they are known by what stands beside them. */
export function positionalSecrets(text: string): SpokenSecret[] {
  return [
    ...[BESIDE_ID, BEFORE_ID, BASIC, ...SWAPPED].map(
      (pattern) => ['client_secret', pattern] as const,
    ),
    ['access_token', BESIDE_SCHEME] as const,
  ].flatMap(([name, pattern]) =>
    [...text.matchAll(pattern)]
      .map(([, value = '']) => value)
      .filter((value) => isSecret(value) && !new RegExp(`^${ID}$`, 'i').test(value))
      .map((value) => ({ name, value })),
  );
}
