import type { NetworkFailure, NetworkFailureKind } from '../model/http.ts';

/** System codes by what they mean for a user. First match wins. */
const KINDS: readonly (readonly [RegExp, NetworkFailureKind])[] = [
  // Its cause is an error on the way to the proxy, which says nothing of the server.
  [/^PROXY_/, 'proxy'],
  [/^(ENOTFOUND|EAI_\w+|EDNS\w*)$/, 'dns'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'tls-name'],
  [
    /^(UND_ERR_(HEADERS|BODY)_TIMEOUT|TIMEOUT|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|ESOCKETTIMEDOUT)$/,
    'timeout',
  ],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/, 'connect'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNABORTED|UND_ERR_CLOSED)$/, 'reset'],
  [/CERT|^ERR_(SSL|TLS)_|^EPROTO$|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH/, 'tls'],
];

/**
 * Tells what kind of network trouble an error of `fetch` is. Messages are not redacted here.
 * @param known.sent whether a connection stood and the request was written to it
 */
export function networkFailureOf(
  error: unknown,
  known: { readonly sent?: boolean } = {},
): NetworkFailure {
  const chain = causesOf(error);
  for (const { code, message, more } of chain) {
    const kind = KINDS.find(([pattern]) => pattern.test(code))?.[1];
    if (kind !== undefined) return { kind, code, message, ...(kind === 'proxy' ? more : {}) };
  }
  if (chain.some(({ name }) => name === 'TimeoutError')) {
    const message = known.sent === false ? 'no connection in time' : 'no answer in time';
    return { kind: 'timeout', code: 'TIMEOUT', message };
  }
  const last = chain.at(-1);
  return { kind: 'other', code: last?.code ?? 'UNKNOWN', message: last?.message ?? String(error) };
}

interface Cause {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly more: Pick<NetworkFailure, 'status' | 'proxyError'>;
}

/** The error and what caused it, members of aggregate errors included. */
function causesOf(error: unknown, depth = 0): Cause[] {
  if (!(error instanceof Error) || depth > 6) return [];
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const nested = error instanceof AggregateError ? error.errors.slice(0, 4) : [];
  const more = {
    ...('status' in error && typeof error.status === 'number' ? { status: error.status } : {}),
    ...('proxyError' in error && typeof error.proxyError === 'string'
      ? { proxyError: error.proxyError }
      : {}),
  };
  return [
    { name: error.name, code, message: error.message, more },
    ...nested.flatMap((each: unknown) => causesOf(each, depth + 1)),
    ...causesOf(error.cause, depth + 1),
  ];
}
