import { json, type SimulatorAnswer } from '../http/exchange.ts';

/** Faults that meet a connection, before any request. */
export const CONNECTION_FAULT_KINDS = [
  'wrong-certificate',
  'expired-certificate',
  'early-certificate',
  'self-signed-certificate',
  'intercepted',
  'tls-reset',
  'tls-black-hole',
  'tls-latency',
  'refused',
  'unresolved',
  'ipv6-only',
  'connect-black-hole',
  'proxy-status',
] as const;

export type ConnectionFaultKind = (typeof CONNECTION_FAULT_KINDS)[number];

/** Whether a fault meets connections rather than requests. */
export function isConnectionFault(kind: string): kind is ConnectionFaultKind {
  return CONNECTION_FAULT_KINDS.some((each) => each === kind);
}

/** The name that `wrong-certificate` puts into the certificate instead of the right ones. */
export const WRONG_NAME = 'wrong-host.example.test';

/** Issuer of the certificates that `intercepted` shows. Made up. */
export const INTERCEPTOR = { commonName: 'Corporate Proxy CA', organization: 'Example Corp' };

/** An error of the system, as a client without a proxy would have met it. */
export interface SystemError {
  readonly code: string;
  readonly message: string;
  /** What the proxy answered, where it is the proxy that failed. */
  readonly status?: number;
}

/** What a fault comes to where there is no connection of its own to break: below `/<host>/`. */
export type FaultWithoutConnection =
  'drop' | 'black-hole' | 'delay' | { readonly failure: SystemError };

/**
 * The nearest thing to a connection fault on the way without TLS and CONNECT. What breaks a connection
 * breaks this one; of the rest a client is told which error it would have met.
 * @param status of `proxy-status`
 */
export function withoutConnection(
  kind: ConnectionFaultKind,
  host: string,
  status: number | undefined,
): FaultWithoutConnection {
  switch (kind) {
    case 'tls-reset':
      return 'drop';
    case 'tls-black-hole':
    case 'connect-black-hole':
      return 'black-hole';
    case 'tls-latency':
      return 'delay';
    case 'proxy-status': {
      const message = `the proxy answered ${String(status)}`;
      return { failure: { code: 'PROXY_REFUSED', message, ...(status ? { status } : {}) } };
    }
    case 'wrong-certificate':
      return failure(
        'ERR_TLS_CERT_ALTNAME_INVALID',
        `Hostname/IP does not match certificate's altnames: Host: ${host}. is not in the cert's altnames: DNS:${WRONG_NAME}`,
      );
    case 'expired-certificate':
      return failure('CERT_HAS_EXPIRED', 'certificate has expired');
    case 'early-certificate':
      return failure('CERT_NOT_YET_VALID', 'certificate is not yet valid');
    case 'self-signed-certificate':
      return failure('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate');
    case 'intercepted':
      return failure('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain');
    case 'refused':
      return failure('ECONNREFUSED', `connect ECONNREFUSED ${host}:443`);
    case 'unresolved':
      return failure('ENOTFOUND', `getaddrinfo ENOTFOUND ${host}`);
    case 'ipv6-only':
      return failure(
        'ENETUNREACH',
        `connect ENETUNREACH ${host}:443, which has IPv6 addresses only`,
      );
  }
}

/** Marks an answer that stands for an error of the system. */
const FAILURE_HEADER = 'x-simulator-failure';

/** Tells a client of the way without a proxy which error of the system it would have met. */
export function failureAnswer(error: SystemError): SimulatorAnswer {
  const text = `Simulated: ${error.code}: ${error.message}`;
  const answer = json(502, { errors: [text], failure: error });
  return { ...answer, headers: { ...answer.headers, [FAILURE_HEADER]: error.code } };
}

/** Whether an answer, by its headers in lower case, stands for an error of the system. */
export function isFailureAnswer(headers: Readonly<Record<string, string>>): boolean {
  return FAILURE_HEADER in headers;
}

/** The error of the system that such an answer stands for, to be thrown in its place. */
export function readFailureAnswer(body: string): Error & SystemError {
  const { failure: error } = JSON.parse(body) as { readonly failure: SystemError };
  return Object.assign(new Error(error.message), error);
}

function failure(code: string, message: string): FaultWithoutConnection {
  return { failure: { code, message } };
}
