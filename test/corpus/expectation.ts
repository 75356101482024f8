import { readFileSync, readdirSync } from 'node:fs';
import type { CauseState, DiagnosisContext } from '../../src/model/diagnosis.ts';

/** What is true about one input of the corpus. */
export interface Expectation {
  /** Name of the input beside the table. */
  readonly file: string;
  /** Where the form or the fact is known from; `owner/repository#number` is an issue. */
  readonly source: string;
  /** The rule that has to come first; of a list, any one; `null`: nothing is recognised. */
  readonly rule: string | readonly string[] | null;
  /** Rules that are true as well and may stand in front of it. */
  readonly mayLead?: readonly string[];
  /** Rules that have to be found besides. */
  readonly also?: readonly string[];
  /** Rules that would be wrong. */
  readonly never?: readonly string[];
  /** The rule's first cause. */
  readonly cause?: string;
  /** How far the input itself settles that cause. */
  readonly state?: CauseState;
  /** Causes of the rule that the input disproves. */
  readonly ruledOut?: readonly string[];
  /** What a profile would add. */
  readonly context?: DiagnosisContext;
  /** Made-up secrets of the input. */
  readonly secrets?: readonly string[];
}

/** One input with its expectation. */
export interface CorpusInput extends Expectation {
  /** `token-answers/wrong-site.http` */
  readonly name: string;
  readonly path: string;
  /** As the program reads a file. */
  readonly text: string;
}

const FOLDER = new URL('./', import.meta.url);

/** The folders of the corpus. */
export const TOPICS: readonly string[] = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The inputs of one folder, in the order of its table. */
export function inputsOf(topic: string): CorpusInput[] {
  const folder = new URL(`${topic}/`, FOLDER);
  const rows = JSON.parse(readFileSync(new URL('expect.json', folder), 'utf8')) as Expectation[];
  return rows.map((row) => {
    const url = new URL(row.file, folder);
    return {
      ...row,
      name: `${topic}/${row.file}`,
      path: url.pathname,
      text: readFileSync(url, 'utf8'),
    };
  });
}

/** Every input there is. */
export const CORPUS: readonly CorpusInput[] = TOPICS.flatMap(inputsOf);
