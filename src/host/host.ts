/**
 * The few seams between the program and the machine. Everything else runs for real, in tests too:
 * `test/support/fake-host.ts` replaces clock, terminal, browser and prompter only.
 */
export interface Host {
  readonly clock: Clock;
  readonly random: Random;
  /** Opens the network: proxies from the environment (never for loopback), extra CAs in PEM. */
  readonly openFetch: (options: { readonly extraCa?: string }) => Fetch;
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
}

export interface FetchAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Reads the body as text, at most `limit` characters. Rejects when the connection breaks in the
   * middle; `onPart` has then seen what came until then.
   */
  text(limit: number, onPart?: (soFar: string) => void): Promise<string>;
}

export interface Io {
  /** Data: reports, tokens that were asked for. */
  stdout(text: string): void;
  /** Everything else. */
  stderr(text: string): void;
  /** Reads all of standard input. */
  readStdin(): Promise<string>;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  readonly stdinIsTerminal: boolean;
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
