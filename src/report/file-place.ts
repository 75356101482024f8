import type { Result } from '../model/report.ts';

/**
 * Where a finding stands in a file, as editors and terminals open it: `assets/oauth_clients.json:8:7`.
 * `undefined` for what is in no file, or is about all of it.
 */
export function filePlace({ file, place }: Result['subject']): string | undefined {
  if (file === undefined || place === undefined) return undefined;
  return `${file}:${String(place.line)}:${String(place.column)}`;
}
