/** What a text looks like that nobody should see. */
export type SecretShape =
  | 'API key'
  | 'application key'
  | 'access token'
  | 'private key'
  | 'password in a URL'
  | 'secret in a query';

const SHAPES: readonly (readonly [SecretShape, RegExp])[] = [
  ['private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['access token', /(?:^|[^\w-])eyJ[\w-]{10,}\.[\w-]{4,}/],
  ['access token', /^\s*Bearer\s+[\w.~+/=-]{16,}/i],
  ['API key', /^\s*[0-9a-f]{32}\s*$/i],
  ['application key', /^\s*[0-9a-f]{40}\s*$/i],
  ['password in a URL', /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s@:]*:[^/?#\s@]+@/i],
  [
    'secret in a query',
    /[?&](?:client_secret|access_token|refresh_token|id_token|api_?key|dd-api-key|application_?key|app_?key|password|code_verifier)=(?![<{$[])[^&#\s]{5,}/i,
  ],
];

/** The shape of a secret that a text has or holds; `undefined` for any other. */
export function secretShape(text: string): SecretShape | undefined {
  return SHAPES.find(([, pattern]) => pattern.test(text))?.[0];
}
