import type { AuthorizationProbe, ReadProbe, ScopeRow } from '../catalog/scope-row.ts';
import type { HttpResponse, Sent } from '../model/http.ts';
import type { Proof } from '../model/report.ts';
import { errorTexts, quote, readBody } from './scope-answer.ts';
import { readPayload } from './scope-data.ts';
import { topicsOf } from './scope-denial-words.ts';
import type { ProbeOutcome } from './scope-outcome.ts';

/** What the judgement of a probe needs to know beside the exchange. */
export interface ProbeCase {
  readonly scope: string;
  readonly access: ScopeRow['access'];
  /** Granted scopes; `null` when the token answer named none. */
  readonly granted: readonly string[] | null;
  /** The proof that the catalog promises, everything allowed. */
  readonly promises?: Proof;
  /** There is a round trip, which was not allowed. */
  readonly writesUnasked?: boolean;
}

/** Judges one exchange; sends nothing, throws nothing. @see design §3, proof levels and grades */
export function judgeProbe(
  probe: Pick<ReadProbe, 'opens' | 'dataAt'>,
  sent: Sent,
  about: ProbeCase,
): ProbeOutcome {
  if (sent.failure) {
    const { kind, code, message } = sent.failure;
    if (code === 'RATE_LIMIT') return undecided('scope.rate-limited', { reason: quote([message]) });
    const what = kind === 'timeout' ? 'scope.timeout' : 'scope.unreachable';
    return undecided(what, { reason: quote([code, message].filter(Boolean)) }, true);
  }
  const { response } = sent;
  const { status } = response;
  if (status === 429) return undecided('scope.rate-limited', rateLimitArgs(response));
  if (status === 408 || status === 504) return undecided('scope.timeout', { status });
  if (status >= 500 && status !== 501) return undecided('scope.server-error', { status });
  const body = readBody(response);
  if (body.kind === 'page' || status === 407) return undecided('scope.gateway-page', { status });
  if (status >= 200 && status < 300) return judgeSuccess(probe, response, about);
  return judgeRefusal(response);
}

function judgeSuccess(
  probe: Pick<ReadProbe, 'opens' | 'dataAt'>,
  response: HttpResponse,
  about: ProbeCase,
): ProbeOutcome {
  const { status } = response;
  const body = readBody(response);
  if (body.kind === 'json') {
    const payload = readPayload(body.value, probe.dataAt);
    if (payload === 'errors') {
      return undecided('scope.answer-errors', { status, detail: quote(errorTexts(response)) });
    }
    return granted(probe, about, payload === 'data' ? 'observed' : 'authorized');
  }
  if (body.kind === 'cut' || status === 204) return granted(probe, about, 'authorized');
  return undecided('scope.answer-unreadable', { status });
}

/**
 * Judges an authorization probe. Datadog does not document that authorization comes before the
 * look-up, so being let in is weak evidence; what does not look like the API's answer is none.
 * @see api-facts §6
 */
export function judgeAuthorizationProbe(
  { request, letIn, recorded404 }: AuthorizationProbe,
  sent: Sent,
  about: ProbeCase,
): ProbeOutcome {
  const status = sent.response?.status ?? 0;
  const outcome = judgeProbe({ opens: request.opens, dataAt: '' }, sent, about);
  if (outcome.kind === 'granted') return undecided('scope.answer-unexpected', { status });
  if (
    !letIn.includes(status) ||
    (outcome.kind === 'undecided' && outcome.code === 'scope.gateway-page')
  ) {
    return outcome;
  }
  if (outcome.kind === 'absent' && outcome.code === 'scope.product-disabled') return outcome;
  const sharedWith = othersThatOpen(request, about);
  const proof = sharedWith.length > 0 ? 'authenticated' : 'authorized';
  return { kind: 'granted', proof, sharedWith, weak: { status, recorded: recorded404 } };
}

/** A read says of a write scope no more than that the door is open; of a shared door, not even that. */
function granted(probe: Pick<ReadProbe, 'opens'>, about: ProbeCase, seen: Proof): ProbeOutcome {
  const sharedWith = othersThatOpen(probe, about);
  if (sharedWith.length > 0) return { kind: 'granted', proof: 'authenticated', sharedWith };
  const proof = about.access === 'read' ? seen : 'authorized';
  return { kind: 'granted', proof, sharedWith };
}

/**
 * Scopes that open the probe's route without this one. With the granted scopes unknown, any of them
 * may have been granted, so all count.
 */
export function othersThatOpen(
  probe: Pick<ReadProbe, 'opens'>,
  { scope, granted: names }: Pick<ProbeCase, 'scope' | 'granted'>,
): string[] {
  const others = probe.opens.filter(
    (set) => !set.includes(scope) && (names === null || set.every((name) => names.includes(name))),
  );
  if (others.some((set) => set.length === 0)) return ['any'];
  return [...new Set(others.flat())].sort();
}

function judgeRefusal(response: HttpResponse): ProbeOutcome {
  const { status } = response;
  const texts = errorTexts(response);
  const detail = quote(texts);
  if (status === 401 || status === 403) {
    return isGatewayText(response, texts)
      ? undecided('scope.gateway-page', { status, detail })
      : { kind: 'denied', status, texts };
  }
  const aboutProduct = topicsOf(texts).has('product');
  if (status === 402 || (aboutProduct && [400, 404, 409, 410, 412, 422].includes(status))) {
    return { kind: 'absent', code: 'scope.product-disabled', status, texts };
  }
  if (status === 404 || status === 410) {
    return { kind: 'absent', code: 'scope.route-missing', status, texts };
  }
  const code = status === 400 || status === 422 ? 'scope.probe-refused' : 'scope.answer-unexpected';
  return undecided(code, { status, detail });
}

/** Words of meshes, firewalls and filters. */
const GATEWAY_WORDS =
  /\bRBAC\b|\b(?:upstream|firewall|waf|gateway|proxy|ext[-_]authz|web ?filter|(?:security|corporate|company) policy)\b|\bblocked by\b|\breference #|\b(?:incident|event|ray) id\b/i;

/** Text of something in between: the API answers in JSON, whatever it calls it (api-facts §6). */
export function isGatewayText(response: HttpResponse, texts: readonly string[]): boolean {
  return readBody(response).kind === 'text' && texts.some((text) => GATEWAY_WORDS.test(text));
}

/** Seconds until the next period: `X-RateLimit-Reset` is a duration (api-facts §5). */
function rateLimitArgs({ headers }: HttpResponse): Record<string, string | number> {
  const reset = Number(headers['x-ratelimit-reset'] ?? headers['retry-after'] ?? Number.NaN);
  const name = headers['x-ratelimit-name'];
  return {
    status: 429,
    ...(Number.isFinite(reset) && reset >= 0 ? { waitSeconds: Math.ceil(reset) } : {}),
    ...(name === undefined ? {} : { limit: quote([name]) }),
  };
}

function undecided(
  code: Extract<ProbeOutcome, { kind: 'undecided' }>['code'],
  args: Extract<ProbeOutcome, { kind: 'undecided' }>['args'],
  noAnswer = false,
): ProbeOutcome {
  return { kind: 'undecided', code, args, noAnswer };
}
