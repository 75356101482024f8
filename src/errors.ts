import { ERROR_CODES, type ErrorCode } from './catalog/error-codes.ts';
import type { ExitCode } from './catalog/exit-codes.ts';

/**
 * A failure the user can do something about: one clear line, a stable code, an exit code.
 * @example new ToolError('usage.site', '--site: "us9" is no Datadog site', { hint: 'ddoauth sites lists them' })
 */
export class ToolError extends Error {
  readonly code: ErrorCode;
  readonly exitCode: ExitCode;
  /** What to do next, one sentence or command. */
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ToolError';
    this.code = code;
    this.exitCode = ERROR_CODES[code];
    this.hint = options.hint;
  }
}

/** The reason with which every `AbortSignal` of a run aborts after Ctrl-C. */
export function interrupted(): ToolError {
  return new ToolError('interrupted', 'Interrupted.');
}

/** The message of anything thrown, without a stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * What `read` gives, or `undefined` where a `ToolError` stops it: for what is of use when it can be read
 * and missed by nobody, or reported elsewhere, when it cannot.
 */
export function leniently<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ToolError) return undefined;
    throw error;
  }
}
