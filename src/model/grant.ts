/** The organisation a grant belongs to, as the callback named it. */
export interface Org {
  /** `dd_oid`, a UUID. */
  readonly id?: string;
  /** `dd_org_name`. */
  readonly name?: string;
}

/**
 * What one authorization gave: tokens, scopes, site, organisation, client. Holds secrets; lives only
 * in memory and in the store.
 */
export interface Grant {
  readonly clientId: string;
  /** Site key, such as `eu1`. */
  readonly site: string;
  /** Bare site domain, such as `datadoghq.eu`. */
  readonly domain: string;
  readonly org: Org;
  readonly accessToken: string;
  /** Absent when the server gave none. */
  readonly refreshToken?: string;
  /** Granted scopes, sorted; `null` when the token answer named none. */
  readonly scopes: readonly string[] | null;
  /** ISO 8601: when the access token came. */
  readonly obtainedAt: string;
  /** ISO 8601: when the access token ends; `null` when the server did not say. */
  readonly expiresAt: string | null;
  /**
   * SHA-256, in hex, of the environment's refresh token that this grant descends from. Absent when it
   * came from an authorization.
   */
  readonly seed?: string;
}

/** The API key that `POST /api/v2/api_keys/marketplace` gave; its value is shown by Datadog once. */
export interface ApiKey {
  readonly clientId: string;
  readonly site: string;
  readonly org: Org;
  /** Datadog's id of the key, not its value. */
  readonly keyId: string;
  readonly name: string;
  readonly last4: string;
  /** The secret value. */
  readonly value: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** The run that asked for it. */
  readonly runId?: string;
}
