import type { Exchange } from '../../model/http.ts';
import type { SettingsFlags } from '../../settings/profile.ts';

/** How a run is wanted: the global flags, parsed. */
export interface RunOptions {
  readonly command: string;
  readonly flags: SettingsFlags;
  /** The command can do without a client. */
  readonly clientOptional: boolean;
  /** Neither config nor manifest is read: the command reads them by itself. Default `false`. */
  readonly withoutConfig?: boolean;
  readonly simulate: boolean;
  /** Origin of a running `ddoauth simulate`. */
  readonly simulatorUrl: string | undefined;
  /** What the built-in browser does: `authorize`, `deny`, or a site to pick. */
  readonly consent: string | undefined;
  /** Scopes of the built-in client when `--simulate` has no profile. */
  readonly demoScopes: readonly string[] | undefined;
  /** Limit of the whole run, in milliseconds. */
  readonly timeoutMs: number | undefined;
  readonly concurrency: number;
  /** Hundreds of hosts will be asked at once. Default `false`. */
  readonly manyHosts?: boolean;
  readonly noInput: boolean;
  /** PEM of `--ca`. */
  readonly extraCa: string | undefined;
  readonly refreshTokenOut: string | undefined;
  /** Names the run; drawn at random without it. */
  readonly runId?: string | undefined;
  /** Sees every exchange as it happens, redacted. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}
