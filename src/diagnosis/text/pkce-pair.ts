import { createHash } from 'node:crypto';
import type { InputSecrets } from './input-secrets.ts';

/** Whether the verifiers in an input belong to the challenges in it. Holds none of the values. */
export interface PkceComparison {
  /** `absent`: the input has not both; `mixed`: some belong, some don't. */
  readonly outcome: 'absent' | 'matches' | 'differs' | 'mixed';
  /** What the challenge is instead of unpadded base64url of SHA-256. */
  readonly mistake?:
    'padded' | 'plain base64 instead of base64url' | 'hexadecimal' | 'untransformed';
}

/** The S256 transform. @see RFC 7636 §4.2 */
function s256(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url');
}

function mistakeOf(verifier: string, challenge: string): PkceComparison['mistake'] {
  const digest = createHash('sha256').update(verifier, 'ascii');
  const bytes = digest.digest();
  if (challenge.replace(/=+$/, '') === bytes.toString('base64url')) return 'padded';
  const base64 = bytes.toString('base64');
  if ([base64, base64.replace(/=+$/, '')].includes(challenge.replaceAll(' ', '+'))) {
    return 'plain base64 instead of base64url';
  }
  if (challenge.toLowerCase() === bytes.toString('hex')) return 'hexadecimal';
  return challenge === verifier ? 'untransformed' : undefined;
}

/**
 * Recomputes each challenge from each verifier.
 * @param plainMethod The input names `code_challenge_method=plain`.
 */
export function comparePkce(secrets: InputSecrets, plainMethod: boolean): PkceComparison {
  const verifiers = [...secrets.verifiers].slice(0, 50);
  const challenges = [...secrets.challenges].slice(0, 50);
  if (verifiers.length === 0 || challenges.length === 0) return { outcome: 'absent' };
  const belongs = verifiers.filter(
    (verifier) =>
      challenges.includes(s256(verifier)) || (plainMethod && challenges.includes(verifier)),
  );
  if (belongs.length === verifiers.length) return { outcome: 'matches' };
  if (belongs.length > 0) return { outcome: 'mixed' };
  const mistake = verifiers
    .flatMap((verifier) => challenges.map((challenge) => mistakeOf(verifier, challenge)))
    .find((found) => found !== undefined);
  return { outcome: 'differs', ...(mistake === undefined ? {} : { mistake }) };
}
