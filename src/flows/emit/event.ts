import type { Outcome, Report, Result } from '../../model/report.ts';
import { gradeOf } from './metrics.ts';
import { reportTags, tag } from './tags.ts';

/** The body of `POST /api/v1/events`. */
export interface DatadogEvent {
  readonly title: string;
  readonly text: string;
  readonly alert_type: 'success' | 'error' | 'warning';
  readonly aggregation_key: string;
  readonly tags: readonly string[];
}

/** Characters that Datadog takes. */
const LONGEST_TITLE = 100;
const LONGEST_TEXT = 4_000;
const LONGEST_LINE = 600;
/** Kept for saying what was left out. */
const ROOM = 100;

const ALERTS: Readonly<Record<Outcome, DatadogEvent['alert_type']>> = {
  passed: 'success',
  failed: 'error',
  unauthorized: 'error',
  unreachable: 'warning',
  inconclusive: 'warning',
};

/** The run as one event: its outcome, and what failed or stayed open, as much as there is room for. */
export function eventOf(report: Report): DatadogEvent {
  const { tool, command, outcome, exitCode, runId, results, client, profile } = report;
  const who = profile ?? client?.clientId ?? '';
  const open = (['failed', 'inconclusive'] as const).flatMap((grade) =>
    results.filter((result) => gradeOf(result) === grade),
  );
  return {
    title: `${tool.name} ${command}${who === '' ? '' : ` (${who})`}: ${outcome}`.slice(
      0,
      LONGEST_TITLE,
    ),
    text: textOf(
      `Exit code ${String(exitCode)}, run ${runId}, ${String(results.length)} results in ${String(Math.round(report.durationMs / 1000))} s.`,
      open,
    ),
    alert_type: ALERTS[outcome],
    aggregation_key: `ddoauth ${command} ${client?.clientId ?? ''}`.slice(0, 100),
    tags: [...reportTags(report), tag('run_id', runId), ...sitesOf(results)],
  };
}

function textOf(head: string, open: readonly Result[]): string {
  let text = head;
  for (const [index, result] of open.entries()) {
    const line = `\n${lineOf(result)}`.slice(0, LONGEST_LINE);
    if (text.length + line.length > LONGEST_TEXT - ROOM) {
      return `${text}\n… and ${String(open.length - index)} more.`;
    }
    text += line;
  }
  return text;
}

function lineOf({ grade, id, message, nextCommand, subject }: Result): string {
  const { profile, site } = subject;
  const place = [profile, site].filter((word) => word !== undefined).join(' ');
  const next = nextCommand === undefined ? '' : ` Next: ${nextCommand}`;
  return `- ${grade} ${id}${place === '' ? '' : ` (${place})`}: ${message}${next}`;
}

function sitesOf(results: readonly Result[]): string[] {
  const sites = results.flatMap(({ subject }) => subject.site ?? []);
  return [...new Set(sites)].map((site) => tag('site', site));
}
