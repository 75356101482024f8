/**
 * The few seams between the program and the machine. Everything else runs for real, in tests too:
 * `test/support/fake-host.ts` replaces clock, terminal, browser and prompter only.
 */
export interface Host {
  readonly clock: Clock;
  readonly random: Random;
  /** Opens the network: proxies from the environment (never for loopback), extra CAs in PEM. */
  readonly openFetch: (options: FetchOptions) => Fetch;
  /** Opens what lies below HTTP, by the same proxies and CAs. */
  readonly openNetworkProbe: (options: { readonly extraCa?: string }) => Promise<NetworkProbe>;
  readonly io: Io;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the current folder. */
  readonly cwd: string;
  readonly browser: Browser;
  readonly prompter: Prompter;
  /** Opens the OS keychain. Rejects when there is none; may hang, so callers set a deadline. */
  readonly keychain: () => Promise<Keychain>;
  readonly signals: Signals;
  readonly platform: Platform;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds from an arbitrary start; never goes back. */
  monotonic(): number;
  /** Resolves after `ms`, rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Random {
  /** Cryptographically strong bytes. */
  bytes(length: number): Uint8Array;
}

/** How the network is opened. */
export interface FetchOptions {
  /** A CA to trust besides the others, in PEM. */
  readonly extraCa?: string;
  /** Requests to hundreds of hosts will follow at once: time to get ready for those that go aside. */
  readonly manyHosts?: boolean;
}

/** One HTTP call. Redirects are never followed; rejects with the system's error when no answer comes. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>;

export interface FetchInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /**
   * Called when the connection stands and the request is about to be written to it. As long as it was
   * not called, nothing of the request has left this machine.
   */
  readonly onSent?: () => void;
  /**
   * One of hundreds, each to a host of its own: may go out on another thread, so that their handshakes do
   * not hold up everything else.
   */
  readonly aside?: boolean;
}

export interface FetchAnswer {
  readonly status: number;
  /** Names in lower case. Several `set-cookie` are joined by line breaks, all others by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Reads the body as text, at most `limit` characters. Rejects when the connection breaks in the
   * middle; `onPart` has then seen what came until then.
   */
  text(limit: number, onPart?: (soFar: string) => void): Promise<string>;
}

/** Looks at names, ways and certificates. No HTTP request is sent, and nothing of this program's. */
export interface NetworkProbe {
  /**
   * The proxy through which `fetch` reaches an https host, `http://proxy.example:3128` without user
   * info; `undefined` when it connects to the host itself.
   */
  proxyFor(host: string): string | undefined;
  /** Asks the name servers. Rejects with the signal's reason only. */
  lookUp(hostname: string, signal: AbortSignal): Promise<NameLookUp>;
  /**
   * Goes through a TLS handshake, whatever the certificate, and hangs up. Rejects with the system's
   * error when it does not come to one; a proxy that refuses has the code `PROXY_REFUSED`.
   * @param host with its port when that is not 443
   */
  inspectTls(host: string, signal: AbortSignal): Promise<TlsInspection>;
}

/** Addresses of a name. A list is `null` when no name server answered the question for it. */
export interface NameLookUp {
  /** A records. */
  readonly ipv4: readonly string[] | null;
  /** AAAA records. */
  readonly ipv6: readonly string[] | null;
  /** The system's code when there is no address at all: `ENOTFOUND`, `ETIMEOUT`. */
  readonly code?: string;
}

/** What a host shows in the TLS handshake. */
export interface TlsInspection {
  /** `TLSv1.3`. */
  readonly protocol: string;
  /** What the host sent, its own certificate first. */
  readonly chain: readonly CertificateFacts[];
  /** Why it is not to be trusted, as the system's code: `CERT_HAS_EXPIRED`. Absent when it is. */
  readonly problem?: string;
  /** Whether the host's own certificate is for the name that was asked for. */
  readonly namesHost: boolean;
  /** Whether only a CA that was added on this machine vouches for it, none that Node comes with. */
  readonly addedCaOnly: boolean;
}

/** One certificate. */
export interface CertificateFacts {
  /** Common name, else organization. */
  readonly subject: string;
  /** Common name and organization of who signed it. */
  readonly issuer: string;
  /** DNS names it is for. */
  readonly names: readonly string[];
  /** Milliseconds since 1970. */
  readonly validFromMs: number;
  readonly validUntilMs: number;
}

export interface Io {
  /** Data: reports, tokens that were asked for. */
  stdout(text: string): void;
  /** Everything else. */
  stderr(text: string): void;
  /** Reads all of standard input. */
  readStdin(
    options?: Readonly<{
      /** It rejects with a `RangeError` as soon as there is more. Default any size. */
      largestBytes?: number;
    }>,
  ): Promise<string>;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  readonly stdinIsTerminal: boolean;
  /**
   * Whether somebody gives this program its input: a pipe, a socket or a file. `/dev/null`, a terminal
   * and a closed descriptor give none.
   */
  readonly stdinIsPiped: boolean;
  /** Width of the terminal in columns; 80 when there is none. */
  readonly columns: number;
}

export interface Browser {
  /** Opens a URL in the user's browser; rejects when none could be started. */
  open(url: string, name?: string): Promise<void>;
}

/** Questions to a person. All reject with the signal's reason when it aborts. */
export interface Prompter {
  confirm(message: string, signal: AbortSignal): Promise<boolean>;
  input(message: string, signal: AbortSignal): Promise<string>;
  /** Input is not shown. */
  password(message: string, signal: AbortSignal): Promise<string>;
  /** One of several, by arrow keys; `initial` is the one the cursor is on at first. */
  select<T extends string>(question: Selection<T>, signal: AbortSignal): Promise<T>;
  /** Any number of several, at least one; in the order of the choices. */
  checkbox<T extends string>(question: Marking<T>, signal: AbortSignal): Promise<readonly T[]>;
}

/** Something to choose from. */
export interface Choice<T extends string> {
  readonly value: T;
  /** As shown. */
  readonly name: string;
}

export interface Selection<T extends string> {
  readonly message: string;
  readonly choices: readonly Choice<T>[];
  readonly initial?: T | undefined;
}

export interface Marking<T extends string> {
  readonly message: string;
  readonly choices: readonly Choice<T>[];
  /** Values that are marked at first. */
  readonly marked: readonly T[];
}

/** The OS keychain. Every call may hang for long when the service behind it does. */
export interface Keychain {
  get(service: string, account: string): Promise<string | null>;
  set(service: string, account: string, value: string): Promise<void>;
  delete(service: string, account: string): Promise<boolean>;
}

export interface Signals {
  /** Calls `listener` at Ctrl-C (SIGINT), SIGTERM and SIGHUP until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
}

export interface Platform {
  readonly pid: number;
  readonly nodeVersion: string;
  /** `linux`, `darwin`, `win32`, … */
  readonly os: string;
  readonly hostname: string;
  readonly homeFolder: string;
}
