import { finding } from '../../catalog/findings.ts';
import type { Judgement } from '../../checks/verdict.ts';
import type { Exchange, Sent } from '../../model/http.ts';
import { readTokenResponse, type TokenOutcome, type TokenSet } from '../../oauth/token-response.ts';

/** A token request's outcome: tokens, or the judgement that says why there are none. */
export type TokenAttempt =
  | { readonly tokens: TokenSet; readonly exchange: Exchange; readonly judgement?: undefined }
  | {
      readonly tokens?: undefined;
      readonly exchange: Exchange;
      readonly judgement: Judgement;
      /** The OAuth code of a refusal: `invalid_grant`. */
      readonly error?: string;
    };

/** Where a token request went. */
interface TokenSubject {
  readonly site: string;
  readonly host: string;
}

/** Judges the answer to a token request; a secret in it is not in the judgement. */
export function judgeTokenAnswer(sent: Sent, subject: TokenSubject): TokenAttempt {
  const { exchange } = sent;
  if (sent.failure !== undefined) {
    const judgement: Judgement = {
      grade: 'inconclusive',
      finding: finding('token.unreachable', {
        ...subject,
        kind: sent.failure.kind,
        reason: sent.failure.message,
      }),
      exchanges: [exchange],
    };
    return { exchange, judgement };
  }
  const outcome = readTokenResponse(sent.response);
  if (outcome.kind === 'tokens') return { tokens: outcome.tokens, exchange };
  return {
    exchange,
    judgement: judgeRefusal(outcome, subject, exchange),
    ...(outcome.kind === 'refused' && outcome.refusal.error !== undefined
      ? { error: outcome.refusal.error }
      : {}),
  };
}

function judgeRefusal(
  outcome: Exclude<TokenOutcome, { kind: 'tokens' }>,
  subject: TokenSubject,
  exchange: Exchange,
): Judgement {
  if (outcome.kind === 'malformed') {
    return {
      grade: 'failed',
      proof: 'reachable',
      finding: finding('token.malformed', { ...subject, reason: outcome.reason }),
      exchanges: [exchange],
    };
  }
  const { status, error, description } = outcome.refusal;
  const args = { ...subject, status, error, description };
  return outcome.kind === 'unavailable'
    ? {
        grade: 'inconclusive',
        proof: 'reachable',
        finding: finding('token.unavailable', args),
        exchanges: [exchange],
      }
    : {
        grade: 'failed',
        proof: 'reachable',
        finding: finding('token.refused', args),
        exchanges: [exchange],
      };
}
