import { isUnknownIssuer, isWrongTime } from '../../../checks/region/judge-certificate.ts';
import { looked, type Ask, type LiveContext, type Looked } from '../live-context.ts';
import type { HostLook } from '../host-look.ts';
import { dayOf } from '../way-words.ts';

/**
 * Whether a CA that comes with Node vouches for the host's certificate, now. One that only a CA added
 * on this machine vouches for may be a proxy's: that is no answer to either.
 */
export const certificateTrusted: Ask = async ({ hostLook }: LiveContext) => {
  const look = await hostLook();
  const { host, failure, shown, status } = look;
  if (shown === undefined) return withoutHandshake(look, failure?.code, status);
  const [leaf] = shown.chain;
  const issuer = leaf?.issuer === undefined || leaf.issuer === '' ? 'nobody known' : leaf.issuer;
  const { problem } = shown;
  if (problem !== undefined && isUnknownIssuer(problem)) {
    return looked('no', `the certificate of ${host} is issued by ${issuer} (${problem})`, look);
  }
  if (problem !== undefined && isWrongTime(problem)) {
    const days = `from ${dayOf(leaf?.validFromMs)} to ${dayOf(leaf?.validUntilMs)}`;
    return looked('no', `the certificate of ${host} is good ${days} (${problem})`, look);
  }
  if (shown.addedCaOnly) {
    const because = `only a CA that was added on this machine vouches for ${host} (${issuer}): something reads along, and is trusted here`;
    return looked('unknown', because, look);
  }
  const isOfName = problem === undefined || problem === 'ERR_TLS_CERT_ALTNAME_INVALID';
  return isOfName
    ? looked('yes', `the certificate of ${host} is issued by ${issuer}, and trusted here`, look)
    : looked('no', `the certificate of ${host} is refused (${problem})`, look);
};

/** What a request that was sent all the same tells. */
function withoutHandshake(look: HostLook, code = '', status: number | undefined): Looked {
  const { host } = look;
  if (status !== undefined) return looked('yes', `${host} answered over TLS`, look);
  return isUnknownIssuer(code) || isWrongTime(code)
    ? looked('no', `the certificate of ${host} is refused (${code})`, look)
    : looked('unknown', `no certificate of ${host} was seen (${code})`, look);
}
