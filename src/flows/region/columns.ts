import { DESTINATIONS, type DestinationName } from '../../catalog/destinations.ts';
import { ToolError } from '../../errors.ts';
import { nearest } from '../../sites/nearest.ts';
import { quoted } from '../../sites/quoted.ts';

/** Columns of the matrix, in their order; each destination is one more: `intake.logs`. */
export const COLUMNS = [
  'dns',
  'tls',
  'authorize-host',
  'token',
  'client',
  'grant',
  'api',
  'key',
] as const;

export type ColumnName = (typeof COLUMNS)[number];

/** Every destination, in the order of the columns. */
export const DESTINATION_NAMES = Object.keys(DESTINATIONS) as readonly DestinationName[];

/** Which columns a run has. */
export interface ChosenColumns {
  readonly columns: ReadonlySet<ColumnName>;
  /** `used`: those that the client's API key is for. */
  readonly intakes: readonly DestinationName[] | 'used' | 'all';
}

/** Word for all columns of destinations. */
const INTAKE = 'intake';

/**
 * Reads `--only` and `--intake`. `intake` among the columns means the destinations that `--intake`
 * chooses, `intake.logs` that one alone.
 * @throws ToolError `usage.flag` for a word that is no column
 */
export function chooseColumns(
  only: readonly string[] | undefined,
  intake: 'used' | 'all',
): ChosenColumns {
  if (only === undefined) return { columns: new Set(COLUMNS), intakes: intake };
  const words = only.flatMap((value) => value.split(/[\s,]+/)).filter((word) => word !== '');
  if (words.length === 0) throw new ToolError('usage.flag', '--only: no column given');
  const columns = new Set<ColumnName>();
  const intakes = new Set<DestinationName>();
  for (const word of words) {
    const column = COLUMNS.find((each) => each === word);
    const destination = DESTINATION_NAMES.find((each) => word === `${INTAKE}.${each}`);
    if (column !== undefined) columns.add(column);
    else if (destination !== undefined) intakes.add(destination);
    else if (word !== INTAKE) throw unknownColumn(word);
  }
  if (words.includes(INTAKE)) return { columns, intakes: intake };
  return { columns, intakes: DESTINATION_NAMES.filter((name) => intakes.has(name)) };
}

function unknownColumn(word: string): ToolError {
  const names = [...COLUMNS, INTAKE, ...DESTINATION_NAMES.map((name) => `${INTAKE}.${name}`)];
  const guess = nearest(word, names);
  return new ToolError(
    'usage.flag',
    `--only: ${quoted(word)} is no column${guess === undefined ? '' : ` (did you mean ${guess}?)`}`,
    { hint: `Columns: ${[...COLUMNS, INTAKE].join(', ')}, and one destination as intake.logs` },
  );
}

/** Columns that say something of a client; the others need none. */
const OF_CLIENT: readonly ColumnName[] = ['authorize-host', 'token', 'client', 'grant', 'key'];

/** Whether some column is about a client. */
export function needsClient({ columns }: ChosenColumns): boolean {
  return OF_CLIENT.some((name) => columns.has(name));
}

/**
 * The destinations to check: of `used` those that take data with an API key, if the client may create
 * one or registered no scopes that would say.
 */
export function destinationsFor(
  { intakes }: ChosenColumns,
  scopes: readonly string[],
): readonly DestinationName[] {
  if (typeof intakes !== 'string') return intakes;
  if (intakes === 'all') return DESTINATION_NAMES;
  const sends = scopes.length === 0 || scopes.includes('api_keys_write');
  return sends ? DESTINATION_NAMES.filter((name) => DESTINATIONS[name].takesKey) : [];
}
