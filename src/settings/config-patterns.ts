/**
 * Patterns that `config-schema.ts` and `schema/config.schema.json` share; a test holds them equal.
 * All are ECMAScript with the `u` flag, as JSON Schema wants them.
 */

const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?';
const NAME = `${LABEL}(?:\\.${LABEL})*`;
const LOOPBACK = '(?:localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\])';
const PORT =
  '(?::(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3}))?';
const HTTPS_HOST = `(?:${NAME}|\\[[0-9A-Fa-f:.]+\\])`;
const ORIGIN = `(?:https://${HTTPS_HOST}${PORT}|http://${LOOPBACK}${PORT})`;

export const PATTERNS = {
  /** Profile name: printable, no space at either end. */
  profileName: '^(?!\\s)[^\\u0000-\\u001f\\u007f]+(?<!\\s)$',
  /** `client_id`: visible ASCII (RFC 6749 A.1, without the space). */
  clientId: '^[\\x21-\\x7e]+$',
  /** One scope token (RFC 6749 §3.3). */
  scope: '^[\\x21\\x23-\\x5b\\x5d-\\x7e]+$',
  /** Key of a site a config adds. */
  siteKey: '^[a-z0-9](?:[a-z0-9_\\-]{0,38}[a-z0-9])?$',
  /** Site domain: a host name; a port on loopback only. */
  siteDomain: `^(?:${LOOPBACK}${PORT}|${NAME})$`,
  /** `https:` anywhere or `http:` on loopback, nothing after the host but one slash. */
  origin: `^${ORIGIN}/?$`,
  /** As `origin`, with a path. */
  originOrPath: `^${ORIGIN}(?:/[^\\s?#]*)?$`,
  /** Path on an API host. */
  probePath: "^/[A-Za-z0-9._~%!$&'()*+,;=:@\\-/]*$",
} as const;
