import type { Token } from './tokens.ts';
import type { Entries, Value } from './values.ts';

/** Reads expressions of one text. Positions are those of tokens. */
export interface Parser {
  readonly tokens: readonly Token[];
  /** The expression at a position, and where it ends. */
  readonly expression: (
    at: number,
    depth?: number,
  ) => { readonly value: Value; readonly end: number };
  /** What stands in brackets; `at` is behind the opening one, `end` behind the closing one. */
  readonly list: (at: number, close: string, depth?: number) => Listed;
  /** Tokens that may still be looked at: nested calls would be read again for each level. */
  readonly spent: () => boolean;
}

/** What brackets hold. */
export interface Listed {
  readonly items: readonly Value[];
  readonly named: Entries;
  /** Something was taken in that the text does not show. */
  readonly open: boolean;
  readonly end: number;
}

/** Gives the value of a dotted name, before the place of its use; `undefined` when it is not known. */
export type Lookup = (name: string, at: number) => Value | undefined;
