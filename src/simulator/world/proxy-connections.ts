/** One request to the proxy, as it stands in the state. */
export interface ProxyConnection {
  /** `api.datadoghq.eu:443`; cut and without what no terminal should see. */
  readonly target: string;
  /**
   * `served`: the tunnel leads to the simulated host. `refused`: it is not Datadog's, or not at port
   * 443, or no CONNECT. `fault`: a fault on demand met it.
   */
  readonly verdict: 'served' | 'refused' | 'fault';
  /** A `Refusal`, or the kind of the fault; `null` when neither. */
  readonly why: string | null;
  /**
   * How TLS went: `null` where there was none, `pending`, `done`, or the code of what broke it, such as
   * `ERR_SSL_TLSV1_ALERT_UNKNOWN_CA` when the client does not trust the throw-away CA.
   */
  handshake: string | null;
  /** Requests that came through it. None after `done`: the client did not like the certificate. */
  requests: number;
}

const LONGEST_TARGET = 300;

/** A target out of a request, fit for eyes; user info before an `@` may be a password. */
export function shownTarget(text: string): string {
  return text
    .replace(/^.*@/s, '')
    .replace(/[^\x21-\x7e]/g, '?')
    .slice(0, LONGEST_TARGET);
}
