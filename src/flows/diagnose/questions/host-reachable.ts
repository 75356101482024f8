import type { NetworkFailureKind } from '../../../model/http.ts';
import { looked, type Ask } from '../live-context.ts';
import { wayTo } from '../way-words.ts';

/** Failures by which nobody was reached. A broken certificate is shown by somebody. */
const NOT_REACHED: readonly NetworkFailureKind[] = ['dns', 'connect', 'timeout', 'reset', 'proxy'];

/** Whether a connection to the host comes about and TLS is answered. */
export const hostReachable: Ask = async ({ hostLook }) => {
  const look = await hostLook();
  const { host, failure, shown, status } = look;
  if (failure === undefined) {
    const how = status === undefined ? (shown?.protocol ?? 'TLS') : `status ${String(status)}`;
    return looked('yes', `${host} answers${wayTo(look)} (${how})`, look);
  }
  if (failure.kind === 'tls' || failure.kind === 'tls-name') {
    return looked(
      'yes',
      `${host} answers${wayTo(look)}, and TLS then fails (${failure.code})`,
      look,
    );
  }
  const reached = NOT_REACHED.includes(failure.kind) ? 'no' : 'unknown';
  return looked(
    reached,
    `${host} is not reached${wayTo(look)}: ${failure.code}, ${failure.message}`,
    look,
  );
};
