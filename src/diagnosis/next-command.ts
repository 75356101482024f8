import type { DiagnosisContext } from '../model/diagnosis.ts';
import type { Case } from './define-rule.ts';
import type { Reading } from './read-input.ts';

/** The site a case is about: the only one the text names, else what the caller knows. */
export function siteOf(reading: Reading, context: DiagnosisContext): string | undefined {
  const named = new Set(
    reading.hosts.flatMap(({ place }) => {
      if (place.kind === 'exact' || place.kind === 'subdomain') return [place.site.key];
      return place.kind === 'below' ? [place.nearest.key] : [];
    }),
  );
  if (named.size === 1) return [...named][0];
  const known = context.site;
  return known !== undefined && /^[a-z0-9][a-z0-9._-]{0,80}$/i.test(known) ? known : undefined;
}

/** A command of this program, with `--site` when the case has one. */
export function runNext(command: string, reading: Reading, context: DiagnosisContext): string {
  const site = siteOf(reading, context);
  return `ddoauth ${command}${site === undefined ? '' : ` --site ${site}`}`;
}

/** The same as the `next` of a rule. */
export function nextRun(command: string): (found: Case) => string {
  return ({ reading, context }) => runNext(command, reading, context);
}
