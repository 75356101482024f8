import type { DiagnosisContext } from '../model/diagnosis.ts';
import type { Reading } from './read-input.ts';

/** The one site a case is about: what the caller knows, else the only one the text names. */
export function siteOf(reading: Reading, context: DiagnosisContext): string | undefined {
  const known = context.site;
  if (known !== undefined && /^[a-z0-9][a-z0-9._-]{0,80}$/i.test(known)) return known;
  const named = new Set(
    reading.hosts.flatMap(({ place }) => {
      if (place.kind === 'exact' || place.kind === 'subdomain') return [place.site.key];
      return place.kind === 'below' ? [place.nearest.key] : [];
    }),
  );
  return named.size === 1 ? [...named][0] : undefined;
}

/** A command of this program, with `--site` when the case has one. */
export function runNext(command: string, reading: Reading, context: DiagnosisContext): string {
  const site = siteOf(reading, context);
  return `ddoauth ${command}${site === undefined ? '' : ` --site ${site}`}`;
}
