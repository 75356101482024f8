import { CHECKLIST_STEPS } from '../../catalog/checklist-steps.ts';
import { STEP_NAMES, type StepName } from '../../model/checklist.ts';
import type { Result } from '../../model/report.ts';
import type { GroupRule } from '../../report/groups.ts';

/** Headings by command; commands that are not here have none. */
export const GROUPS: Readonly<Partial<Record<string, readonly GroupRule[]>>> = {
  checklist: STEP_NAMES.map(stepGroup),
};

function stepGroup(step: StepName): GroupRule {
  const { number, title } = CHECKLIST_STEPS[step];
  const heading = `Step ${String(number)}: ${title}`;
  return {
    title: heading,
    match: (result) => result.step?.name === step,
    titleOf: (results) => `${heading}${keptWords(results)}`,
  };
}

/** When a step was done, where that was another run. */
function keptWords(results: readonly Result[]): string {
  const mark = results.map(({ step }) => step).find((step) => step?.keptFrom !== undefined);
  if (mark === undefined) return '';
  const when = `${mark.at.slice(0, 16).replace('T', ' ')} UTC`;
  return mark.stale === undefined ? ` (kept from ${when})` : ` (stale, from ${when})`;
}
