import { finding, type FindingCode } from '../../catalog/findings.ts';
import { errorTexts, quote, readBody } from '../../checks/scope-answer.ts';
import { isBare, namedPermission, topicsOf } from '../../checks/scope-denial-words.ts';
import { isGatewayText } from '../../checks/scope-judge.ts';
import type { Judgement } from '../../checks/verdict.ts';
import type { ApiKey, Grant } from '../../model/grant.ts';
import type { HttpResponse, NetworkFailure, Sent } from '../../model/http.ts';
import type { KeyIntent } from '../../model/key-intent.ts';
import type { FindingArg, Grade } from '../../model/report.ts';
import type { KeyNames } from './key-place.ts';
import { readRateLimit } from '../../transport/rate-limit.ts';

/** What is known besides the answer. */
export interface Circumstances {
  readonly grant: Grant;
  /** Names for the sentences: site, page of the API keys, client, org. */
  readonly names: KeyNames;
  /** Earlier requests of which nobody knows the outcome, oldest first. */
  readonly earlier: readonly KeyIntent[];
  /** A key that is stored for this place already. */
  readonly stored: ApiKey | undefined;
  /** The request was written to a connection. */
  readonly left: boolean;
  readonly nowMs: number;
}

/** A key request that gave no key. */
export interface Refusal {
  readonly judgement: Judgement;
  /** Whether the request may have made a key all the same. */
  readonly mayExist: boolean;
}

/** The scope without which no key can be created. */
const KEY_SCOPE = 'api_keys_write';

/** Datadog's words for a second key of one client. @see oauth-facts, section 7 */
const EXISTS =
  /\balready exists?\b|\bexists already\b|\bduplicate\b|\balready (?:been )?created\b|\bmust be unique\b|\b(?:names?|keys?)\b[^.;]{0,30}\b(?:not unique|(?:in use|taken|used) already|already (?:in use|taken|used)|is (?:in use|taken))\b/i;

/** What an answer amounts to. */
interface Reading {
  readonly code: FindingCode;
  /** Default `failed`: the server has decided. */
  readonly grade?: Grade;
  readonly mayExist?: boolean;
  readonly args?: Readonly<Record<string, FindingArg | undefined>>;
}

const INCONCLUSIVE = { grade: 'inconclusive' } as const;
const MAY_EXIST = { grade: 'inconclusive', mayExist: true } as const;

/**
 * Judges a key request that gave no key. What decides is whether a key may have been made: not when
 * nothing was sent or the API refused, perhaps when the connection broke, a gateway answered or the
 * server failed.
 */
export function judgeRefusedKey(sent: Sent, known: Circumstances): Refusal {
  const { code, grade, mayExist, args } =
    sent.response === undefined
      ? readFailure(sent.failure, known)
      : readAnswer(sent.response, known);
  return {
    judgement: {
      grade: grade ?? 'failed',
      ...(sent.response === undefined ? {} : { proof: 'reachable' }),
      finding: finding(code, { ...known.names, ...args }),
      exchanges: [sent.exchange],
    },
    mayExist: mayExist === true,
  };
}

function readFailure({ kind, code, message }: NetworkFailure, { left }: Circumstances): Reading {
  const args = { kind, reason: message };
  if (code === 'RATE_LIMIT') return { code: 'key.rate-limited', ...INCONCLUSIVE, args };
  return left
    ? { code: 'key.perhaps-created', ...MAY_EXIST, args }
    : { code: 'key.unreachable', ...INCONCLUSIVE, args };
}

function readAnswer(response: HttpResponse, known: Circumstances): Reading {
  const { status } = response;
  const texts = errorTexts(response);
  const args = { status, text: quote(texts) };
  const { kind } = readBody(response);
  if (status < 300) return { code: 'key.unexpected-answer', ...MAY_EXIST, args: { status, kind } };
  if (status < 400) {
    const to = hostIn(response.headers['location']);
    return { code: 'key.redirected', ...MAY_EXIST, args: { status, to } };
  }
  if (status === 429) {
    const limit = readRateLimit(response, known.nowMs);
    const seconds = limit?.resetMs === undefined ? undefined : Math.ceil(limit.resetMs / 1000);
    return {
      code: 'key.rate-limited',
      ...INCONCLUSIVE,
      args: { ...args, limit: limit?.name, seconds },
    };
  }
  if (status >= 500 || status === 408) return { code: 'key.unavailable', ...MAY_EXIST, args };
  if (kind === 'page' || status === 407 || isGatewayText(response, texts)) {
    return { code: 'key.gateway-answer', ...INCONCLUSIVE, args };
  }
  if (texts.some((text) => EXISTS.test(text)) || (status === 409 && texts.length === 0)) {
    return { ...existing(known), args: { ...args, ...argsOfExisting(known) } };
  }
  const reading = refused(status, texts, known);
  return { ...reading, args: { ...args, ...reading.args } };
}

/** The org has a key of this client. */
function existing({ earlier, stored }: Circumstances): Reading {
  if (stored !== undefined) return { code: 'key.new-refused' };
  return { code: earlier.length > 0 ? 'key.intent-left' : 'key.exists-unknown' };
}

function argsOfExisting({ earlier, stored }: Circumstances): Record<string, string | undefined> {
  const [first] = earlier;
  return { last4: stored?.last4, runId: first?.runId, askedAt: first?.askedAt };
}

/** A refusal in the API's own words. */
function refused(status: number, texts: readonly string[], { grant }: Circumstances): Reading {
  switch (status) {
    case 400:
      return { code: 'key.bad-request' };
    case 401:
      return { code: topicsOf(texts).has('route') ? 'key.not-offered' : 'key.token-refused' };
    case 403:
      return forbidden(texts, grant);
    case 404:
    case 405:
    case 410:
      return { code: 'key.not-offered' };
    case 409:
      return { code: 'key.conflict' };
    default:
      return { code: 'key.refused' };
  }
}

/**
 * Which of its meanings a 403 has. Datadog uses the same words for a scope and a permission that is
 * missing, so what the grant holds decides, and the words where they are plain.
 */
function forbidden(texts: readonly string[], { scopes }: Grant): Reading {
  const granted = scopes === null ? undefined : scopes.includes(KEY_SCOPE);
  if (granted === false) return { code: 'key.scope-missing', args: { granted } };
  const topics = topicsOf(texts);
  if (topics.has('token')) return { code: 'key.token-refused' };
  if (topics.has('route')) return { code: 'key.not-offered' };
  if (topics.has('scope') && !topics.has('permission')) {
    return { code: 'key.scope-missing', args: { granted } };
  }
  // Words of its own that are about no permission: a limit, an allowlist, whatever comes next.
  const otherwise = topics.has('barred') || !(topics.has('permission') || isBare(texts));
  if (granted === undefined || otherwise) return { code: 'key.forbidden' };
  const permission = namedPermission(texts);
  return { code: 'key.permission-missing', args: { permission } };
}

function hostIn(location: string | undefined): string | undefined {
  if (location === undefined || !URL.canParse(location)) return undefined;
  return new URL(location).host;
}
