import { GRADES, type Report, type Result } from '../../model/report.ts';
import { reportTags, tag } from './tags.ts';

/** One series of `POST /api/v2/series`. */
export interface Series {
  readonly metric: string;
  /** 3 is a gauge. */
  readonly type: 3;
  readonly points: readonly [{ readonly timestamp: number; readonly value: number }];
  readonly tags: readonly string[];
  readonly unit?: string;
}

/**
 * The run as gauges: `ddoauth.results` for each grade of each site, zeros too, so that a monitor
 * recovers; `ddoauth.run.duration` in milliseconds; `ddoauth.run.exit_code`. What ended as expected
 * counts under `grade:expected`.
 * @param nowMs milliseconds since 1970
 */
export function metricsOf(report: Report, nowMs: number): Series[] {
  const timestamp = Math.floor(nowMs / 1000);
  const gauge = (metric: string, value: number, tags: readonly string[]): Series => ({
    metric,
    type: 3,
    points: [{ timestamp, value }],
    tags: [...reportTags(report), ...tags],
  });
  return [
    { ...gauge('ddoauth.run.duration', report.durationMs, []), unit: 'millisecond' },
    gauge('ddoauth.run.exit_code', report.exitCode, []),
    ...placesOf(report).flatMap(({ tags, results }) =>
      [...GRADES, 'expected'].map((grade) =>
        gauge('ddoauth.results', results.filter((each) => gradeOf(each) === grade).length, [
          ...tags,
          tag('grade', grade),
        ]),
      ),
    ),
  ];
}

/** Results of one site and, where a run has several profiles, of one of them. */
export interface Place {
  readonly site: string | undefined;
  readonly tags: readonly string[];
  readonly results: readonly Result[];
}

/** The results by place, in the report's order. */
export function placesOf({ results }: Pick<Report, 'results'>): Place[] {
  const places = new Map<string, Result[]>();
  for (const result of results) {
    const { profile = '', site = '' } = result.subject;
    const key = `${profile}\n${site}`;
    const own = places.get(key);
    if (own === undefined) places.set(key, [result]);
    else own.push(result);
  }
  return [...places.values()].map((own) => {
    const { profile, site } = own[0]?.subject ?? {};
    return {
      site,
      results: own,
      tags: [
        ...(profile === undefined ? [] : [tag('profile', profile)]),
        tag('site', site ?? 'none'),
      ],
    };
  });
}

/** What a result counts as. */
export function gradeOf({ grade, expected }: Result): Result['grade'] | 'expected' {
  return expected === undefined ? grade : 'expected';
}
