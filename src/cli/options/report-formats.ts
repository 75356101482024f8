import type { Report } from '../../model/report.ts';
import type { GroupRule } from '../../report/groups.ts';

/** Turns a report into a document, piece by piece. Pure; the report's texts are masked already. */
export type ReportRenderer = (
  report: Report,
  options: { readonly groups?: readonly GroupRule[] },
) => Iterable<string>;

/** A kind of document that a report can be written as, beside what goes to standard output. */
export interface ReportFormat {
  /** Name of the flag without dashes; its value is a file. */
  readonly flag: string;
  /** What the help says. */
  readonly description: string;
  /** Loads the renderer; only when the flag is given. */
  readonly load: () => Promise<ReportRenderer>;
}

/** Every such document: a row is all that a new one needs. */
export const REPORT_FORMATS = [
  {
    flag: 'html',
    description: 'write the report as one HTML page that needs no network',
    load: async () => (await import('../../report/html/page.ts')).htmlParts,
  },
  {
    flag: 'junit',
    description: 'write the report as JUnit XML, for Jenkins, GitLab and GitHub',
    load: async () => (await import('../../report/junit/render.ts')).junitParts,
  },
  {
    flag: 'markdown',
    description: 'write the report as Markdown for a pull request or a submission',
    load: async () => (await import('../../report/markdown/render.ts')).markdownParts,
  },
] as const satisfies readonly ReportFormat[];

/** Files by flag, as commander gives them. */
export type ReportFileOptions = Partial<
  Readonly<Record<(typeof REPORT_FORMATS)[number]['flag'], string>>
>;
