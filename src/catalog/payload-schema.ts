/**
 * What a payload has to look like: the part of OpenAPI's schemas that Datadog's submissions use, with
 * references resolved and nothing that is for people only.
 */
export interface PayloadSchema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly nullable?: true;
  readonly enum?: readonly (string | number)[];
  /** Of a text. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** Of a number. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Of a list. */
  readonly items?: PayloadSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Of an object. */
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, PayloadSchema>>;
  /**
   * What members that `properties` does not name are: `refused`, or `free` where any may stand.
   * Absent: Datadog ignores them.
   */
  readonly others?: 'refused' | 'free';
  /** Exactly one of them describes the value. */
  readonly oneOf?: readonly PayloadSchema[];
}
