/** What goes to the thread that sends: a request, or that nobody waits for its answer any more. */
export type ToThread =
  | { readonly id: number; readonly send: ThreadRequest }
  | { readonly id: number; readonly abort: true };

/** A request as it can be copied. */
export interface ThreadRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Somebody wants to know when it is about to be written. */
  readonly tellsSent: boolean;
}

/** What comes back for a request, in this order: `sent` if wanted, `head`, `text`; or `error` in place of any. */
export type FromThread =
  | { readonly id: number; readonly sent: true }
  | { readonly id: number; readonly head: AnswerHead }
  | { readonly id: number; readonly text: string }
  | { readonly id: number; readonly error: ErrorRecord; readonly soFar: string };

/** Status and headers of an answer. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Characters of a body that the thread reads at most. */
export const TEXT_LIMIT = 1_000_000;

/** An error with what copying it to another thread would drop. */
export interface ErrorRecord {
  readonly name: string;
  readonly message: string;
  /** Its own simple properties: `code`, `status`. */
  readonly fields: Readonly<Record<string, string | number>>;
  readonly cause?: ErrorRecord;
  /** Those of an aggregate. */
  readonly errors?: readonly ErrorRecord[];
}

/** Deepest cause that is kept. */
const DEPTH = 6;

/** Takes an error apart. */
export function recordOf(error: unknown, depth = 0): ErrorRecord {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), fields: {} };
  const fields: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(error) as [string, unknown][]) {
    if (typeof value === 'string' || typeof value === 'number') fields[name] = value;
  }
  const deeper = depth < DEPTH;
  return {
    name: error.name,
    message: error.message,
    fields,
    ...(error.cause !== undefined && deeper ? { cause: recordOf(error.cause, depth + 1) } : {}),
    ...(error instanceof AggregateError && deeper
      ? { errors: error.errors.map((each: unknown) => recordOf(each, depth + 1)) }
      : {}),
  };
}

/** Puts an error together again. */
export function errorOf({ name, message, fields, cause, errors }: ErrorRecord): Error {
  const options = cause === undefined ? {} : { cause: errorOf(cause) };
  const error =
    errors === undefined
      ? new Error(message, options)
      : new AggregateError(errors.map(errorOf), message, options);
  return Object.assign(error, fields, { name });
}
