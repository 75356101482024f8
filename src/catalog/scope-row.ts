import type { JsonObject } from '../model/json.ts';
import type { Proof } from '../model/report.ts';

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

/**
 * One request of a round trip or of an authorization probe.
 *
 * Path, query, body and upload may hold, beside the time placeholders of `ReadProbe`: `{name}` a
 * unique name that shows whose it is (`ddoauth-<run>`), `{slug}` the same in `[a-z0-9_]`, `{upper}`
 * the same in capitals, `{run}` the id of the run, `{uuid}` a random UUID, `{id}` the id of what this
 * creation made, `{id:<step>}` the id an earlier step made.
 */
export interface WriteRequest {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'GET';
  /** Path on the site's API host. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: JsonObject;
  /** Sent as `multipart/form-data`, only where the operation takes nothing else. */
  readonly upload?: Upload;
  /** Datadog's name of the operation. */
  readonly operationId: string;
  /** As in `ReadProbe`. */
  readonly opens: readonly (readonly string[])[];
  /** As in `ReadProbe`. */
  readonly oauthDeclared: boolean;
  /** As in `ReadProbe`. */
  readonly unstable: boolean;
}

/** The one file of a multipart request. */
export interface Upload {
  /** Name of the form field. */
  readonly field: string;
  readonly fileName: string;
  readonly content: string;
}

/** Something a round trip creates and deletes again. */
export interface Creation {
  /** What it is, in one word: `monitor`, `slo`. Unique within the round trip. */
  readonly step: string;
  readonly create: WriteRequest;
  /** Where the answer holds the id: a dotted path, indexes of lists as numbers (`data.0.id`). */
  readonly idAt: string;
  /** The answer holds a key or another secret: keep it out of recordings and reports. */
  readonly secretAnswer?: boolean;
  /** GET that shows what was created: 200, and the answer contains its id or its name. */
  readonly read?: WriteRequest;
  readonly delete: WriteRequest;
  /** Statuses of a second delete or read that mean "gone"; 404 and 410 where absent. */
  readonly goneStatuses?: readonly number[];
}

/** Creates, reads back and deletes: the strongest proof of a scope that writes. */
export interface RoundTrip {
  /** Created first, in this order, and deleted last: an SLO for a correction. */
  readonly needs: readonly Creation[];
  readonly subject: Creation;
  /**
   * A read of the subject (`{id}`) that this scope alone opens, where others open its creation and
   * deletion too: a 2xx tells that it was not one of them.
   */
  readonly ownRead?: WriteRequest;
  /** What stays all the same, as a sentence: a cancelled downtime is shown for two days. */
  readonly leaves?: string;
}

/**
 * Asks for something that does not exist: 404 if the caller was let in, 403 if kept out. Changes
 * nothing; weak evidence, since Datadog does not document that authorization comes before the look-up.
 */
export interface AuthorizationProbe {
  readonly request: WriteRequest;
  /** Statuses that say the caller was let in: `[404]`. */
  readonly letIn: readonly number[];
  /** Such a 404 stands in the recordings of Datadog's client libraries, made with keys. */
  readonly recorded404: boolean;
}

/** What the project knows about one scope. */
export interface ScopeRow {
  readonly scope: string;
  /** Datadog product, as the API reference groups it. */
  readonly product: string;
  readonly access: 'read' | 'write' | 'admin';
  /** Strongest first; an operation that only this scope opens stands before one that others open too. */
  readonly probes: readonly ReadProbe[];
  readonly roundTrip?: RoundTrip;
  readonly authorizationProbe?: AuthorizationProbe;
  /**
   * The proof this row can reach at best, everything allowed: `observed` by a probe or a round trip,
   * `authorized` where there is an authorization probe alone. Absent exactly when `unprovable` is set.
   */
  readonly promises?: Proof;
  /** What a user does by hand for more certainty; where there is an authorization probe alone. */
  readonly byHand?: string;
  /**
   * Set when there is neither a probe nor a round trip nor an authorization probe: why, and what a
   * user does by hand.
   */
  readonly unprovable?: { readonly reason: string; readonly byHand: string };
}
