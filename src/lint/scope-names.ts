import { SCOPES } from '../catalog/scopes.ts';
import { nearest } from '../sites/nearest.ts';

/** Every scope that is known. */
export const SCOPE_NAMES: ReadonlySet<string> = new Set(SCOPES.map(({ scope }) => scope));

/** What nobody sees, and what people write around a name in a list. */
const AROUND = /[\u0000-\u001f\u007f\u00ad\u200b-\u200f\u2060\ufeff]|^[\s"'`,;]+|[\s"'`,;]+$/gu;

/**
 * The known scope that a text is but for case, invisible characters, blanks, quotes and commas around
 * it, and other separators for `_` (`metrics:read`, `metrics-read`, `metricsRead`).
 */
export function bareScope(text: string): string | undefined {
  const inner = text.replaceAll(AROUND, '').replaceAll(AROUND, '');
  // A blank in the middle separates two scopes more often than it replaces a letter.
  if (/\s/.test(inner)) return undefined;
  const parted = inner.replaceAll(/[-.:/]/g, '_');
  return [parted, parted.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_')]
    .map((name) => name.toLowerCase())
    .find((name) => SCOPE_NAMES.has(name));
}

/** The names in a text that joins several scopes; one when it does not. */
export function joinedScopes(text: string): readonly string[] {
  return text.split(/[\s,;+|]+/).filter((name) => name.replaceAll(AROUND, '') !== '');
}

/** Verbs that other services put before the noun: `read:metrics`, `write_monitors`. */
const VERB_FIRST = /^(read|write|manage|run)[_:.\s-](.+)$/i;

/** The known scope that an unknown one is most likely meant to be. */
export function guessScope(text: string): string | undefined {
  // `logs_read` is the beginning of several; `datadog:events_read` has a name before the name.
  const begun = [...SCOPE_NAMES].find((name) => name.startsWith(`${text.toLowerCase()}_`));
  const bare = bareScope(text.split(/[:/]/).at(-1) ?? '') ?? begun;
  if (bare !== undefined) return bare;
  const [, verb, noun] = VERB_FIRST.exec(text) ?? [];
  const turned = verb === undefined || noun === undefined ? undefined : `${noun}_${verb}`;
  return turned === undefined
    ? nearest(text, SCOPE_NAMES)
    : (bareScope(turned) ?? nearest(turned, SCOPE_NAMES));
}

/**
 * Whether an unknown scope was made up for sending data, for which there is none: the key that
 * `api_keys_write` makes does it.
 */
export function isMadeUpForSending(text: string): boolean {
  return /^(?:custom_?)?(?:metrics?|logs?|events?|traces?|spans?|series|distributions?|service_?checks?|data|telemetry)[_:.-](?:data_)?(?:write|submit|send|intake|ingest|post|push|create)$|^(?:write|submit|send|ingest|post|push)[_:.-](?:custom_)?(?:metrics?|logs?|events?|traces?|spans?|data)$/i.test(
    text,
  );
}
