import { ToolError } from '../errors.ts';
import { isLoopbackHost } from '../sites/host-name.ts';
import { nearest } from '../sites/nearest.ts';
import { quoted } from '../sites/quoted.ts';

function isLoopback(uri: string): boolean {
  return URL.canParse(uri) && isLoopbackHost(new URL(uri).hostname);
}

/**
 * Which redirect URI an authorization uses, byte for byte as registered.
 * @param wanted `--redirect-uri`; has to be registered, unless nothing is.
 * @returns Without `wanted` the first registered one on loopback, else the first; `undefined` when
 * there is none at all.
 * @throws ToolError `usage.redirect-uri`
 * @see RFC 6749 §3.1.2.3, RFC 9700 §2.1: redirect URIs are compared as strings
 */
export function chooseRedirectUri(
  registered: readonly string[],
  wanted: string | undefined,
): string | undefined {
  if (wanted === undefined) return registered.find(isLoopback) ?? registered[0];
  if (!URL.canParse(wanted)) {
    throw new ToolError('usage.redirect-uri', `--redirect-uri: ${quoted(wanted)} is no URL`);
  }
  if (registered.length === 0 || registered.includes(wanted)) return wanted;
  const guess = nearest(wanted, registered);
  throw new ToolError(
    'usage.redirect-uri',
    `--redirect-uri: ${quoted(wanted)} is not registered for this client` +
      (guess === undefined ? '' : ` (did you mean ${guess}?)`) +
      `. Registered: ${registered.join(', ')}`,
    {
      hint: 'Datadog compares it byte for byte: scheme, host, port, case and trailing slash count.',
    },
  );
}
