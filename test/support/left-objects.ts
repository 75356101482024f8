import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** One thing that was created in the simulator and is still there. */
export interface LeftObject {
  readonly site: string;
  readonly collection: string;
  readonly id: string;
  readonly name: string | null;
  readonly run: string | null;
}

/** What a simulator process holds that a run of ours made. */
export async function objectsLeft(origin: string): Promise<readonly LeftObject[]> {
  const answer = await fetch(`${origin}/__simulator/state`);
  const { objects } = (await answer.json()) as { objects: readonly LeftObject[] };
  return objects.filter(({ run, name }) => run !== null || name?.includes('ddoauth') === true);
}

/** Names of the journal's files. */
export function journalFiles(dataFolder: string): readonly string[] {
  const folder = join(dataFolder, 'journal');
  return existsSync(folder) ? readdirSync(folder) : [];
}
