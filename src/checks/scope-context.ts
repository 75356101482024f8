import type { ReadProbe } from '../catalog/scope-row.ts';
import type { Clock } from '../host/host.ts';
import type { Send } from '../model/http.ts';
import type { WriteContext } from './write-context.ts';

/** What the scope checks of one grant on one site work with. */
export interface ScopeContext {
  /** Site key, such as `eu1`. */
  readonly site: string;
  /** API origin, such as `https://api.datadoghq.eu`. */
  readonly apiUrl: string;
  readonly grant: {
    readonly accessToken: string;
    /** Granted scopes; `null` when the token answer named none. */
    readonly scopes: readonly string[] | null;
  };
  readonly send: Send;
  readonly clock: Clock;
  /**
   * Whether routes that take any token take this one; asked only after a refusal. `fresh` wants an
   * answer of now: a token may be revoked while the run goes on.
   */
  readonly tokenAlive: (fresh?: boolean) => Promise<boolean | 'unknown'>;
  /** Probes a config adds, by scope; they stand behind those of the catalog. */
  readonly extraProbes?: Readonly<Record<string, readonly ReadProbe[]>>;
  /** What round trips need; without it nothing is written. */
  readonly writes?: WriteContext;
}
