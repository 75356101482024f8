import type { ReadProbe } from '../catalog/scope-row.ts';
import type { Clock } from '../host/host.ts';
import type { Send } from '../model/http.ts';

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
  /** Whether routes that take any token take this one; asked only after a refusal. */
  readonly tokenAlive: () => Promise<boolean | 'unknown'>;
  /** Probes a config adds, by scope; they stand behind those of the catalog. */
  readonly extraProbes?: Readonly<Record<string, readonly ReadProbe[]>>;
}
