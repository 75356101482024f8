/** Texts a rule must claim, and texts it must leave alone though they look alike. */
export interface Examples {
  readonly recognises: readonly string[];
  readonly ignores: readonly string[];
}
