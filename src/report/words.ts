import type { Finding, FindingArg, Link } from '../model/report.ts';

/** The sentences of one finding, as plain text. */
export interface Words {
  /** What was found. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy?: string;
  /** The one command to run next. */
  readonly nextCommand?: string;
  /** Pages about this very case, beside those of the catalog. */
  readonly links?: readonly Link[];
}

/** Makes the sentences of one kind of finding from its arguments. */
export type Wording = (args: Finding['args']) => Words;

/** An argument as text: lists joined with commas, absent ones empty. */
export function arg(args: Finding['args'], name: string): string {
  const value: FindingArg | undefined = args[name];
  if (value === undefined) return '';
  return typeof value === 'object' ? value.join(', ') : String(value);
}
