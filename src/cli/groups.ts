import type { Result } from '../model/report.ts';
import type { GroupRule } from '../report/groups.ts';

const area =
  (...prefixes: readonly string[]) =>
  ({ id }: Result): boolean =>
    prefixes.some((prefix) => id.startsWith(prefix));

/** Headings by command; commands that are not here have none. */
export const GROUPS: Readonly<Partial<Record<string, readonly GroupRule[]>>> = {
  checklist: [
    { title: 'Step 1: authorization works', match: area('authorize.', 'diagnose.') },
    { title: 'Step 2: an API key can be created and data arrives', match: area('key.') },
    { title: 'Step 3: several sites', match: area('checklist.several-sites') },
    { title: 'Step 4: every region is compatible', match: area('region.') },
    { title: 'Step 5: data flows for every scope', match: area('scope.') },
    { title: 'Step 6: submit', match: area('checklist.submit') },
  ],
};
