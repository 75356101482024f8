import type { JsonObject } from '../model/json.ts';

/**
 * An HTTP exchange that proves a scope and changes nothing.
 *
 * Query and body values may hold time placeholders, filled in at run time:
 * `{now}` and `{now-3600}` are seconds since 1970, `{nowMs-3600000}` milliseconds,
 * `{iso-3600}` ISO 8601.
 */
export interface ReadProbe {
  readonly method: 'GET' | 'POST';
  /** Path on the site's API host, such as `/api/v1/monitor`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: JsonObject;
  /** Datadog's name of the operation. */
  readonly operationId: string;
  /**
   * Scope sets that open the operation: any one set suffices, inside a set all are needed.
   * `[['org_management'], ['monitors_write']]`
   */
  readonly opens: readonly (readonly string[])[];
  /** Whether Datadog's API specification says that the operation takes an OAuth token. */
  readonly oauthDeclared: boolean;
  /** Datadog may change it without notice, or it needs a preview that the org has to join. */
  readonly unstable: boolean;
  /**
   * Where the answer holds its data, as a dotted path from the top (`''` is the answer itself, `data`,
   * `data.attributes.items`). An array or object with something in it there is data that was observed.
   */
  readonly dataAt: string;
}

/** What the project knows about one scope. */
export interface ScopeRow {
  readonly scope: string;
  /** Datadog product, as the API reference groups it. */
  readonly product: string;
  readonly access: 'read' | 'write' | 'admin';
  /** Strongest first; an operation that only this scope opens stands before one that others open too. */
  readonly probes: readonly ReadProbe[];
  /** Set when `probes` is empty: why, and what a user does by hand. */
  readonly unprovable?: { readonly reason: string; readonly byHand: string };
}
