import { calculatePKCECodeChallenge } from 'oauth4webapi';
import type { Random } from '../host/host.ts';

/** What one authorization keeps to itself until its token request. Both values are secret. */
export interface AuthorizationSecrets {
  /** Ties the callback to this authorization. @see RFC 6749 §10.12 */
  readonly state: string;
  /** 43 characters from `A-Z a-z 0-9 - _`. @see RFC 7636 §4.1 */
  readonly codeVerifier: string;
}

/** Draws a fresh state and code verifier, 256 bits each. */
export function drawAuthorizationSecrets(random: Random): AuthorizationSecrets {
  return { state: base64url(random.bytes(32)), codeVerifier: base64url(random.bytes(32)) };
}

/** The S256 code challenge of a verifier: base64url of its SHA-256, no padding. @see RFC 7636 §4.2 */
export function codeChallengeOf(codeVerifier: string): Promise<string> {
  return calculatePKCECodeChallenge(codeVerifier);
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
