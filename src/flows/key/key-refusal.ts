import { finding, type FindingCode } from '../../catalog/findings.ts';
import type { Judgement } from '../../checks/verdict.ts';
import type { CreateKeyOutcome } from '../../datadog/api-keys.ts';
import type { Grant } from '../../model/grant.ts';
import type { Sent } from '../../model/http.ts';

/** Failures before anything can have reached the server: no key was made. */
const BEFORE_SENDING = new Set(['dns', 'connect', 'tls', 'tls-name']);

/** What is known besides the answer. */
interface Circumstances {
  readonly site: string;
  /** An earlier run noted its intent and never learnt the outcome. */
  readonly leftBehind: boolean;
}

/** Judges a key request that gave no key. A connection lost after sending may have made one. */
export function judgeRefusedKey(
  sent: Sent,
  outcome: Exclude<CreateKeyOutcome, { kind: 'created' }> | undefined,
  grant: Grant,
  { site, leftBehind }: Circumstances,
): Judgement {
  const exchanges = [sent.exchange];
  if (outcome === undefined) {
    const kind = sent.failure?.kind ?? 'other';
    const reason = sent.failure?.message ?? '';
    return BEFORE_SENDING.has(kind)
      ? {
          grade: 'inconclusive',
          finding: finding('key.unreachable', { site, kind, reason }),
          exchanges,
        }
      : {
          grade: 'inconclusive',
          finding: finding('key.perhaps-created', { site, reason }),
          exchanges,
        };
  }
  const { status } = outcome;
  if (outcome.kind === 'unavailable' || outcome.kind === 'rate-limited') {
    return {
      grade: 'inconclusive',
      proof: 'reachable',
      finding: finding(`key.${outcome.kind}`, { site, status }),
      exchanges,
    };
  }
  return {
    grade: 'failed',
    proof: 'reachable',
    finding: finding(codeOf(outcome.kind, grant, leftBehind), { site, status }),
    exchanges,
  };
}

function codeOf(
  kind: Exclude<CreateKeyOutcome['kind'], 'created' | 'unavailable' | 'rate-limited'>,
  grant: Grant,
  leftBehind: boolean,
): FindingCode {
  switch (kind) {
    case 'exists':
      return leftBehind ? 'key.intent-left' : 'key.exists-unknown';
    case 'forbidden':
      return grant.scopes !== null && grant.scopes.includes('api_keys_write')
        ? 'key.permission-missing'
        : 'key.scope-missing';
    case 'unauthorized':
      return 'key.token-refused';
    case 'not-offered':
      return 'key.not-offered';
    case 'unexpected':
      return 'key.unexpected-answer';
  }
}
