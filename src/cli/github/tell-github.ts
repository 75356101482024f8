import { relative, resolve, sep } from 'node:path';
import type { Host } from '../../host/host.ts';
import type { Report } from '../../model/report.ts';
import type { Redactor } from '../../redact.ts';
import { annotationLines } from '../../report/github/annotations.ts';
import { maskReport } from '../output/mask-report.ts';
import { appendStepSummary } from './step-summary.ts';

/**
 * Shows a report in GitHub Actions: annotations on standard error, and the page of the step.
 * @param host with streams that are not guarded
 * @throws ToolError `output.failed` when the page of the step could not be written
 */
export async function tellGithub(
  { io, env, cwd }: Pick<Host, 'io' | 'env' | 'cwd'>,
  report: Report,
  redactor: Redactor,
): Promise<void> {
  const mask = (text: string): string => redactor.mask(text);
  const masked = maskReport(report, mask);
  const lines = annotationLines(masked, (file) => inRepository(file, cwd, env['GITHUB_WORKSPACE']));
  for (const line of lines) io.stderr(`${mask(line)}\n`);
  await appendStepSummary(env, masked, mask);
}

/** A file as an annotation names it: from the root of the repository, with slashes. */
function inRepository(file: string, cwd: string, root: string | undefined): string {
  if (root === undefined || root === '') return file;
  const path = relative(root, resolve(cwd, file));
  return path === '' || path.startsWith('..') ? file : path.split(sep).join('/');
}
