import { looked, type Ask } from '../live-context.ts';
import { wayTo } from '../way-words.ts';

/** Whether this machine, or its proxy, finds an address for the host's name. */
export const hostResolves: Ask = async ({ hostLook }) => {
  const look = await hostLook();
  const { host, addresses, failure, shown, status } = look;
  const count = (addresses?.ipv4?.length ?? 0) + (addresses?.ipv6?.length ?? 0);
  if (count > 0) {
    const families = [
      ...(addresses?.ipv4?.length ? ['IPv4'] : []),
      ...(addresses?.ipv6?.length ? ['IPv6'] : []),
    ].join(' and ');
    return looked('yes', `${host} has ${families} addresses`, look);
  }
  const byProxy = failure?.kind === 'proxy' && failure.proxyError === 'dns_error';
  if (failure?.kind === 'dns' || byProxy) {
    return looked('no', `${host} is not found${wayTo(look)} (${failure.code})`, look);
  }
  if (failure?.kind === 'proxy') {
    return looked('unknown', `the proxy looks ${host} up, and does not say what it found`, look);
  }
  const reached = shown !== undefined || status !== undefined;
  return looked(
    'yes',
    reached ? `${host} was reached${wayTo(look)}` : `${host} has an address`,
    look,
  );
};
