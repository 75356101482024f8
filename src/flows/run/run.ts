import type { Finding } from '../../model/report.ts';
import type { Exchange, Send } from '../../model/http.ts';
import type { Host, NetworkProbe } from '../../host/host.ts';
import type { KeyIntents } from '../../model/key-intent.ts';
import type { ClientCredentials } from '../../oauth/token-request.ts';
import type { Redactor } from '../../redact.ts';
import type { ResolvedSettings } from '../../settings/profile.ts';
import type { ApiKeyStore } from '../../storage/api-keys.ts';
import type { ClientSecretStore } from '../../storage/client-secrets.ts';
import type { GrantStore } from '../../storage/grants.ts';
import type { RegistrationStore } from '../../storage/registrations.ts';
import type { SecretStore } from '../../storage/store.ts';
import type { Simulation } from './simulation.ts';

/** What a run tells the person in front of it. Nothing of it is data; it all goes to stderr. */
export interface Ui {
  /** One line that stays. */
  notice(line: string): void;
  /** What is being waited for, on a line that is overwritten; `undefined` clears it. */
  progress(line: string | undefined): void;
  /** The authorize URL, and the short local one that leads to it. */
  authorizeUrl(urls: { readonly url: string; readonly shortUrl: string | undefined }): void;
  /**
   * Takes notice of secrets that have just come into being, before anything else can show them: a log
   * that masks what it was told of has to be told.
   */
  hide(...secrets: readonly (string | undefined)[]): void;
  /** Shows a secret that would otherwise be lost. The only words that are not masked. */
  lastResort(label: string, secret: string): void;
  /** The sentences of a finding, for pages in the browser. */
  explain(finding: Finding): { readonly message: string; readonly remedy?: string };
}

/** Where secrets of this run rest. */
export interface Vault {
  readonly store: SecretStore;
  readonly grants: GrantStore;
  readonly apiKeys: ApiKeyStore;
  readonly clientSecrets: ClientSecretStore;
  /** Public clients that were registered. */
  readonly registrations: RegistrationStore;
  /** Key requests of which the outcome is not known. */
  readonly keyIntents: KeyIntents;
}

/** Everything a flow works with. A flow returns verdicts; it neither prints nor reads flags. */
export interface Run {
  /** `check-scopes`, as typed. */
  readonly command: string;
  /** Names what this run sends and creates: `3f9a1c2b7d`. */
  readonly runId: string;
  readonly host: Host;
  readonly ui: Ui;
  readonly settings: ResolvedSettings;
  readonly send: Send;
  /** As `send`, but goes on for a moment after Ctrl-C: for an answer that must not be lost. */
  readonly sendThrough: Send;
  /** As `sendThrough`, and past `--timeout` too: to delete what was created. */
  readonly sendToTheEnd: Send;
  /**
   * Does work that must not be cut in two, such as replacing a refresh token: the run does not end
   * before it, after Ctrl-C for as long as `sendThrough` goes on.
   */
  critical<T>(work: () => Promise<T>): Promise<T>;
  /** What lies below HTTP; opened at the first call. A simulator has nothing there. */
  networkProbe(): Promise<NetworkProbe>;
  readonly redactor: Redactor;
  /** Aborts at Ctrl-C. */
  readonly signal: AbortSignal;
  /** Milliseconds left of `--timeout`; infinite without. */
  readonly remainingMs: () => number;
  /** How many requests may be under way at once. */
  readonly concurrency: number;
  /** Whether a person can be asked: terminal, no `CI`, no `--no-input`. */
  readonly interactive: boolean;
  /** Whether something says that nobody is there: `CI` or `--no-input`. */
  readonly unattended: boolean;
  readonly simulation: Simulation | undefined;
  /** Where a refresh token that the server rotated goes, beside the store. */
  readonly refreshTokenOut: string | undefined;
  /** Every exchange so far, redacted. */
  readonly exchanges: readonly RecordedExchange[];
  /** The client's credentials; a secret that nobody knows is asked for once. */
  credentials(): Promise<ClientCredentials>;
  /** Opens the store at the first call. */
  vault(): Promise<Vault>;
}

/** An exchange and when it began, in milliseconds since 1970. */
export interface RecordedExchange {
  readonly exchange: Exchange;
  readonly startedAtMs: number;
}
