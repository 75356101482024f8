import type { Outcome, Report, Result } from '../../model/report.ts';
import { gradeOf, placesOf } from './metrics.ts';
import { reportTags } from './tags.ts';

/** One check of `POST /api/v1/check_run`: 0 ok, 1 warning, 2 critical, 3 unknown. */
export interface ServiceCheck {
  readonly check: string;
  readonly host_name: string;
  readonly status: 0 | 1 | 2 | 3;
  readonly message: string;
  readonly tags: readonly string[];
}

const OF_OUTCOME: Readonly<Record<Outcome, ServiceCheck['status']>> = {
  passed: 0,
  failed: 2,
  unauthorized: 2,
  unreachable: 3,
  inconclusive: 3,
};

/** Grades and what they make of a site, the first that came up. */
const OF_GRADES: readonly (readonly [Result['grade'] | 'expected', ServiceCheck['status']])[] = [
  ['failed', 2],
  ['inconclusive', 3],
  ['warning', 1],
  ['review', 0],
  ['passed', 0],
  ['expected', 0],
];

/** The route wants a host; the machine of a CI job is none that anybody monitors. */
const HOST = 'ddoauth';
const LONGEST_MESSAGE = 500;

/** `ddoauth.run` for the whole run, and `ddoauth.site` for each site of it. */
export function serviceChecksOf(report: Report): ServiceCheck[] {
  const base = reportTags(report);
  const whole: ServiceCheck = {
    check: 'ddoauth.run',
    host_name: HOST,
    status: OF_OUTCOME[report.outcome],
    message: `${report.outcome}, exit code ${String(report.exitCode)}, run ${report.runId}`,
    tags: base,
  };
  const sites = placesOf(report)
    .filter(({ site }) => site !== undefined)
    .map(({ tags, results }): ServiceCheck => {
      const [worst, status] = OF_GRADES.find(([grade]) =>
        results.some((result) => gradeOf(result) === grade),
      ) ?? ['skipped', 3];
      const first = results.find((result) => gradeOf(result) === worst);
      const words = first === undefined || status === 0 ? '' : `${first.id}: ${first.message}`;
      return {
        check: 'ddoauth.site',
        host_name: HOST,
        status,
        message: words.slice(0, LONGEST_MESSAGE),
        tags: [...base, ...tags],
      };
    });
  return [whole, ...sites];
}
