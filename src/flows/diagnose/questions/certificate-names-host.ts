import { looked, type Ask } from '../live-context.ts';

/** Whether the certificate that the host shows is for its name. */
export const certificateNamesHost: Ask = async ({ hostLook }) => {
  const look = await hostLook();
  const { host, failure, shown, status } = look;
  if (shown !== undefined) {
    const names = shown.chain[0]?.names.slice(0, 6).join(', ') ?? '';
    return shown.namesHost
      ? looked('yes', `the certificate of ${host} is for this name`, look)
      : looked('no', `the certificate of ${host} is for ${names || 'no name at all'}`, look);
  }
  if (failure?.kind === 'tls-name') {
    return looked('no', `the certificate of ${host} is for other names (${failure.code})`, look);
  }
  if (status !== undefined) return looked('yes', `${host} answered over TLS`, look);
  return looked('unknown', `no certificate of ${host} was seen (${failure?.code ?? ''})`, look);
};
