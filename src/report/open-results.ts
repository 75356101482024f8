import type { Result } from '../model/report.ts';

/** Whether somebody should look at a result: neither fine, nor passed over, nor as expected. */
export function isOpen({ grade, expected }: Pick<Result, 'grade' | 'expected'>): boolean {
  return grade !== 'passed' && grade !== 'skipped' && expected === undefined;
}

/** Whether the id of a result already says which site it is about. */
export function namesSite({ id, subject }: Pick<Result, 'id' | 'subject'>): boolean {
  return subject.site === undefined || id.split('.').includes(subject.site);
}
