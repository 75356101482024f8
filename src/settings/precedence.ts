/** Where a setting may come from, strongest first. @see design §3, environment */
export type Source = 'flag' | 'environment' | 'config' | 'manifest' | 'default';

/** Sources, strongest first. */
export const SOURCES: readonly Source[] = ['flag', 'environment', 'config', 'manifest', 'default'];

/** A value somebody may have given. */
export interface Candidate<Value> {
  readonly source: Source;
  /** What to call the place: `--site`, `DD_SITE`, `profiles.test.sites`. */
  readonly where: string;
  readonly value: Value | undefined;
}

/** The value that won. */
export interface Picked<Value> {
  readonly value: Value;
  readonly source: Source;
  readonly where: string;
}

/** How one setting got its value; `--verbose` prints it. Never made for secrets. */
export interface ProvenanceEntry {
  /** `site`, `client id`. */
  readonly name: string;
  /** As shown: `us1, eu1`. */
  readonly value: string;
  readonly source: Source;
  readonly where: string;
  /** Places that gave another value and lost, strongest first. */
  readonly passedOver: readonly { readonly where: string; readonly value: string }[];
}

/** All settings of a run, in the order in which they were settled. */
export type Provenance = readonly ProvenanceEntry[];

function shown(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(', ') : String(value);
}

/** The value of a setting, and the entry that says where it came from. */
export interface Choice<Value> {
  readonly picked: Picked<Value>;
  readonly entry: ProvenanceEntry;
}

/**
 * Picks the value of a setting: the strongest source that gave one; of one source, the first.
 * @param show Makes a value readable; lists are joined by default.
 * @returns `undefined` when nobody gave one.
 */
export function pick<Value>(
  name: string,
  candidates: readonly Candidate<Value>[],
  show: (value: Value) => string = shown,
): Choice<Value> | undefined {
  const given = candidates
    .flatMap(({ source, where, value }) => (value === undefined ? [] : [{ source, where, value }]))
    .sort((a, b) => SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source));
  const [picked, ...others] = given;
  if (picked === undefined) return undefined;
  const value = show(picked.value);
  const passedOver = others
    .map((other) => ({ where: other.where, value: show(other.value) }))
    .filter((other) => other.value !== value);
  const { source, where } = picked;
  return { picked, entry: { name, value, source, where, passedOver } };
}

/** `site us1 from DD_SITE (not eu1 from DATADOG_SITE)`. */
export function formatProvenance(entry: ProvenanceEntry): string {
  const { name, value, where, passedOver } = entry;
  const lost = passedOver.map((other) => `${other.value} from ${other.where}`).join(', ');
  return `${name} ${value} from ${where}${lost === '' ? '' : ` (not ${lost})`}`;
}
