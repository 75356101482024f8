import type { JsonValue } from '../../src/model/json.ts';
import type { Creation, Upload, WriteRequest } from '../../src/catalog/scope-row.ts';

/** A request of the catalog, as requests.mjs makes it. */
export interface CheckedRequest {
  readonly scope: string;
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
  readonly upload?: Upload;
  readonly claims?: Pick<WriteRequest, 'operationId' | 'opens' | 'oauthDeclared' | 'unstable'>;
  readonly mustName?: boolean;
  readonly place?: string;
  readonly ids: Readonly<Record<string, Creation>>;
  readonly anyToken?: boolean;
  readonly withKey?: boolean;
  readonly contentType?: string;
  readonly hosts?: readonly { readonly host: string; readonly domain: string }[];
}

/** Something in which a request and the specification differ. */
export interface Disagreement {
  readonly scope: string;
  readonly what: string;
  /** Method and path template. */
  readonly operation: string;
  readonly kind: string;
  readonly reason: string;
}

/** The disagreements of a request; `specification` holds OpenAPI documents by name. */
export function checkRequest(
  request: CheckedRequest,
  specification: Readonly<Record<string, unknown>>,
): readonly Disagreement[];
