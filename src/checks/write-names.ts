import { createHash } from 'node:crypto';

/** How what a run creates for one scope is called. */
export interface WriteNames {
  /** `ddoauth-3f9a1c2b7d-monitors-write` */
  readonly name: string;
  /** `ddoauth_3f9a1c2b7d_monitors_write` */
  readonly slug: string;
  /** `DDOAUTH_3F9A1C2B7D_MONITORS_WRITE` */
  readonly upper: string;
  readonly run: string;
}

/** Longest part of a name that tells the scope: several kinds of objects allow 63 characters in all. */
const SCOPE_PART = 32;

/** Names that no other scope and no other run has, and by which a person sees whose it is. */
export function writeNames(runId: string, scope: string): WriteNames {
  const words = scope.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const part =
    words.length <= SCOPE_PART ? words : `${words.slice(0, SCOPE_PART - 5)}-${hash(scope)}`;
  const name = `ddoauth-${runId}-${part}`;
  const slug = name.replaceAll('-', '_');
  return { name, slug, upper: slug.toUpperCase(), run: runId };
}

function hash(scope: string): string {
  return createHash('sha256').update(scope).digest('hex').slice(0, 4);
}

/** Tag that everything carries that can be tagged. */
export function runTag(runId: string): string {
  return `ddoauth_run:${runId}`;
}
