/** An HTTP request as plain data: what a layer wants sent, before anything is sent. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH' | 'HEAD';
  /** Absolute URL with the real Datadog host, also under the simulator. */
  readonly url: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An HTTP answer as plain data: status, headers in lower case, body as text. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why no answer came. */
export type NetworkFailureKind =
  /** The proxy refused, or is not there; the host itself was never asked. */
  'proxy' | 'dns' | 'connect' | 'tls-name' | 'tls' | 'timeout' | 'reset' | 'aborted' | 'other';

/** A request that got no HTTP answer. */
export interface NetworkFailure {
  readonly kind: NetworkFailureKind;
  /** The system's own code, such as `ENOTFOUND` or `ERR_TLS_CERT_ALTNAME_INVALID`. */
  readonly code: string;
  /** The system's own words, redacted. */
  readonly message: string;
  /** What the proxy answered, when it answered at all. */
  readonly status?: number;
  /** The proxy's own word for its reason, such as `dns_error` or `connection_refused` (RFC 9209). */
  readonly proxyError?: string;
}

/**
 * One HTTP exchange as it stands in a report: redacted, bodies cut.
 * @see design §5
 */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly status?: number;
  /** Set instead of `status` when no answer came: code and words of the system. */
  readonly error?: string;
  readonly durationMs: number;
  /** Datadog's `x-request-id` or `dd-request-id`, to quote to its support. */
  readonly requestId?: string;
  readonly requestHeaders?: Readonly<Record<string, string>>;
  readonly responseBody?: string;
}

/** What sending one request came to: an answer or a failure, and its record for the report. */
export type Sent =
  | { readonly response: HttpResponse; readonly failure?: undefined; readonly exchange: Exchange }
  | {
      readonly response?: undefined;
      readonly failure: NetworkFailure;
      /** What had come of the answer when the connection broke; not redacted. */
      readonly partial?: HttpResponse;
      readonly exchange: Exchange;
    };

/** Options of one send. */
export interface SendOptions {
  /** Deadline of this one attempt. Default 15,000. */
  readonly timeoutMs?: number;
  /**
   * Whether it may be sent again after a timeout, reset, 429 or 5xx. Only for requests that change
   * nothing. Default `false`.
   */
  readonly retry?: boolean;
  /** The answer to a success carries secrets: its body is kept out of the record. Default `false`. */
  readonly secretAnswer?: boolean;
  /**
   * Called when a connection stands and the request is about to be written to it. As long as it was not
   * called, nothing has left this machine, whatever the failure.
   */
  readonly onSent?: () => void;
  /** One of hundreds, each to a host of its own, that need not hold up the others. Default `false`. */
  readonly aside?: boolean;
}

/** Sends a request; never throws for network trouble, only when the run is interrupted. */
export type Send = (request: HttpRequest, options?: SendOptions) => Promise<Sent>;
