import type { Fields } from './fields.ts';

/** One HTTP exchange as an input has it, secrets included. Never leaves this folder. */
export interface RawExchange {
  /** Upper case: `POST`. */
  readonly method: string;
  /** As it stands in the input: absolute, or from its path on. */
  readonly url: string;
  /** Names in lower case, in the order of the input. */
  readonly headers: Fields;
  readonly body?: string;
  /** The fields of a body that the input has in pieces, as a HAR may. */
  readonly bodyFields?: Fields;
  /** The body has more than the input shows: a spread, a variable. What is missing in it may be there. */
  readonly partial?: true;
  /** The address stands in the settings of a program, which adds the parameters later. */
  readonly setting?: true;
  readonly status?: number;
  readonly responseHeaders?: Fields;
  readonly responseBody?: string;
  /** Milliseconds since 1970. */
  readonly startedAt?: number;
  /** What a shell took away from the URL or the body at an unquoted `&`. */
  readonly lostAtAmpersand?: string;
  /** The file or program that made the request, when the input says so: another one is another sender. */
  readonly sender?: string;
}

/** Where an exchange was found. */
export interface Found {
  readonly exchange: RawExchange;
  /** Characters of the text that it took, so that no other reader takes them again. */
  readonly from: number;
  readonly to: number;
}

/** Most exchanges that are read from one input. */
export const MOST_EXCHANGES = 2_000;

/** Characters of a body that are kept. */
export const BODY_LIMIT = 64 * 1024;
