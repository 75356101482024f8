/** What a credential of Datadog's is. */
export type KeyShape = 'api-key' | 'application-key' | 'access-token';

/** How credentials look, the more telling first; what fits none is not known. @see api-facts, section 1 */
export const KEY_SHAPES: readonly (readonly [shape: KeyShape, pattern: RegExp])[] = [
  ['api-key', /^[0-9a-f]{32}$/i],
  ['application-key', /^[0-9a-f]{40}$/i],
  ['access-token', /^(?:Bearer\s|eyJ[\w-]+\.)/i],
];
