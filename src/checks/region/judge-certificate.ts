import { finding } from '../../catalog/findings.ts';
import type { CertificateFacts, TlsInspection } from '../../host/host.ts';
import type { Judgement } from '../verdict.ts';
import { handshakeTrouble, reasonOf } from './handshake-trouble.ts';
import type { HostPlace } from './host-place.ts';

/** A certificate that ends sooner than this is worth a word, in milliseconds. */
const ENDS_SOON_MS = 7 * 24 * 3_600_000;

/** Codes of a certificate that is over, or has not begun. */
const WRONG_TIME = /^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/;
/** Codes of a certificate that nobody known vouches for: what a proxy that reads along shows. */
const UNKNOWN_ISSUER =
  /SELF_SIGNED|^UNABLE_TO_(?:GET_ISSUER_CERT|VERIFY_LEAF)|^CERT_UNTRUSTED$|^INVALID_CA$|^CERT_CHAIN_TOO_LONG$/;

/** Whether the system's code is that of a certificate out of its time. */
export function isWrongTime(code: string): boolean {
  return WRONG_TIME.test(code);
}

/** Whether it is that of a certificate for which nobody known vouches. */
export function isUnknownIssuer(code: string): boolean {
  return UNKNOWN_ISSUER.test(code);
}

/** Judges what a host showed in the TLS handshake. */
export function judgeCertificate(place: HostPlace, shown: TlsInspection, nowMs: number): Judgement {
  const [leaf] = shown.chain;
  const late = isWrongTime(shown.problem ?? '') ? outOfTime(shown.chain, nowMs) : undefined;
  const dated = late ?? leaf;
  const args = {
    site: place.site,
    host: place.host,
    issuer: leaf?.issuer ?? '',
    names: leaf?.names ?? [],
    from: isoOf(dated?.validFromMs),
    until: isoOf(dated?.validUntilMs),
    ...(dated === leaf ? {} : { above: dated?.subject ?? '' }),
    protocol: shown.protocol,
  };
  if (shown.problem !== undefined) return judgeProblem(shown.problem, shown.namesHost, args, nowMs);
  if (shown.addedCaOnly) {
    return {
      grade: 'warning',
      proof: 'reachable',
      finding: finding('region.tls-inspected', args),
    };
  }
  const left = (leaf?.validUntilMs ?? Number.POSITIVE_INFINITY) - nowMs;
  return left < ENDS_SOON_MS
    ? {
        grade: 'warning',
        proof: 'reachable',
        finding: finding('region.certificate-ends-soon', args),
      }
    : { grade: 'passed', proof: 'reachable', finding: finding('region.tls-ok', args) };
}

/**
 * Judges a certificate that a request would refuse, by the system's code. Which name it is for and who
 * issued it is known only where the handshake was looked at.
 */
export function judgeProblem(
  code: string,
  namesHost: boolean | undefined,
  args: { readonly site: string; readonly host: string } & Readonly<
    Record<string, string | readonly string[]>
  >,
  nowMs: number,
): Judgement {
  const told = { ...args, code, now: isoOf(nowMs) };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return { grade: 'failed', finding: finding('region.name-mismatch', told) };
  }
  const trouble = handshakeTrouble(code);
  if (trouble !== undefined) {
    const failed = { ...told, reason: reasonOf(textOf(args['reason'])), trouble };
    return { grade: 'inconclusive', finding: finding('region.handshake-failed', failed) };
  }
  // Another issuer comes first: whoever reads along may show any name and time.
  if (isUnknownIssuer(code)) {
    return { grade: 'inconclusive', finding: finding('region.intercepted', told) };
  }
  if (isWrongTime(code)) {
    return { grade: 'failed', finding: finding('region.certificate-expired', told) };
  }
  return namesHost === false
    ? { grade: 'failed', finding: finding('region.name-mismatch', told) }
    : { grade: 'inconclusive', finding: finding('region.certificate-refused', told) };
}

/** The certificate that is out of its time: an intermediate may be, with the server's own still good. */
function outOfTime(chain: TlsInspection['chain'], nowMs: number): CertificateFacts | undefined {
  return chain.find(({ validFromMs, validUntilMs }) => nowMs < validFromMs || nowMs > validUntilMs);
}

function textOf(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}

function isoOf(ms: number | undefined): string {
  return ms === undefined || Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}
