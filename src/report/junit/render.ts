import { filePlace } from '../file-place.ts';
import type { Grade, Report, Result } from '../../model/report.ts';
import type { GroupRule } from '../groups.ts';
import { explainOutcome } from '../outcome-words.ts';
import { exchangeLines } from '../exchange-lines.ts';
import { suitesOf, type Case, type Suite } from './suites.ts';
import { xmlAttributes, xmlText } from './xml.ts';

/** What a test case can end as. */
type End = 'passed' | 'failure' | 'error' | 'skipped';

const ENDS: Readonly<Record<Grade, End>> = {
  passed: 'passed',
  failed: 'failure',
  // No viewer knows a third way: what cannot be said is an error, not a failure of what is tested.
  inconclusive: 'error',
  skipped: 'skipped',
  warning: 'passed',
  review: 'passed',
};

/**
 * The report as JUnit XML, in the form that Jenkins, GitLab and the actions for GitHub read. Host names
 * of the machine are left out. Comments name the viewer that shows an attribute.
 * @see https://github.com/testmoapp/junitxml
 */
export function* junitParts(
  report: Report,
  { groups }: { readonly groups?: readonly GroupRule[] } = {},
): Generator<string, void, undefined> {
  const suites = suitesOf(report, groups);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites${xmlAttributes({
    name: `${report.tool.name} ${report.command}`, // GitHub: dorny/test-reporter's heading
    ...countsOf(report.results),
    time: seconds(report.durationMs), // CircleCI, Azure: how long the job took
  })}>\n`;
  for (const [index, suite] of suites.entries()) yield* suiteParts(suite, index, report);
  yield '</testsuites>\n';
}

function* suiteParts(
  { name, cases }: Suite,
  index: number,
  report: Report,
): Generator<string, void, undefined> {
  const { client, profile } = report;
  const results = cases.map(({ result }) => result);
  yield `  <testsuite${xmlAttributes({
    name, // GitHub and Azure: groups cases; Jenkins: only where a case has no class
    ...countsOf(results),
    skipped: String(results.filter((result) => endOf(result) === 'skipped').length),
    time: seconds(results.reduce((sum, { durationMs }) => sum + durationMs, 0)), // Jenkins: of a package
    timestamp: timestamp(report.startedAt), // Azure: when the run began
    id: String(index),
  })}>\n`;
  yield propertyLines(
    [
      ['tool', `${report.tool.name} ${report.tool.version}`],
      ['run', report.runId],
      ['target', report.target],
      ['profile', profile ?? undefined],
      ['client.kind', client?.kind],
      ['client.id', client?.clientId],
      ['outcome', `${report.outcome}: ${explainOutcome(report)}`],
    ],
    '    ',
  );
  for (const each of cases) yield caseLines(each);
  yield '  </testsuite>\n';
}

function caseLines({ result, name, classname }: Case): string {
  const { grade, proof, finding, durationMs, expected, title } = result;
  const told = endOf(result) === 'passed' && grade !== 'passed';
  const output = [
    ...(told ? [`${grade}: ${title}`, ...wordLines(result)] : []),
    ...exchangeLines(result.exchanges),
  ];
  return [
    `    <testcase${xmlAttributes({
      name, // everywhere: the case itself
      classname, // Jenkins: package and class; GitLab: the suite a case is listed under
      time: seconds(durationMs), // everywhere: how long it took
    })}>\n`,
    // GitHub: EnricoMi/publish-unit-test-result-action; others pass over it.
    propertyLines(
      [
        ['grade', grade],
        ['finding', finding.code],
        ['proof', proof],
        ['expected', expected?.reason],
        ...Object.entries(result.subject).map(([key, value]): [string, string | undefined] => [
          `subject.${key}`,
          typeof value === 'string' ? value : undefined,
        ]),
        ['place', filePlace(result.subject)],
      ],
      '      ',
    ),
    endLines(result),
    output.length === 0
      ? ''
      : // Jenkins and GitLab: "Standard output" of a case.
        `      <system-out>${xmlText(output.join('\n'))}</system-out>\n`,
    '    </testcase>\n',
  ].join('');
}

/** The element that says how a case ended; none for one that passed. */
function endLines(result: Result): string {
  const end = endOf(result);
  if (end === 'passed') return '';
  const { message, finding, expected, grade } = result;
  if (end === 'skipped') {
    const reason =
      expected === undefined
        ? message
        : `${grade} as expected: ${expected.reason} (found: ${message})`;
    return `      <skipped${xmlAttributes({ message: reason })}/>\n`; // Jenkins, GitLab: why
  }
  const attributes = xmlAttributes({
    message: message.split('\n', 1)[0], // Jenkins, GitHub: the line above the details
    type: finding.code, // Azure, GitHub: kind of failure
  });
  return `      <${end}${attributes}>${xmlText(wordLines(result).join('\n'))}</${end}>\n`;
}

/** What was found and what to do: GitLab's "System output", Jenkins' "Stacktrace". */
function wordLines({ title, message, remedy, nextCommand, links }: Result): string[] {
  return [
    title,
    message,
    ...(remedy === undefined ? [] : [`Fix: ${remedy}`]),
    ...(nextCommand === undefined ? [] : [`Next: ${nextCommand}`]),
    ...links.map((link) => `See: ${link.title} <${link.url}>`),
  ];
}

function propertyLines(
  properties: readonly (readonly [string, string | undefined])[],
  margin: string,
): string {
  const lines = properties.map(([name, value]) =>
    value === undefined ? '' : `${margin}  <property${xmlAttributes({ name, value })}/>\n`,
  );
  return `${margin}<properties>\n${lines.join('')}${margin}</properties>\n`;
}

/** What failed as expected is skipped to a viewer, as pytest writes its xfail. */
function endOf({ grade, expected }: Result): End {
  return expected === undefined ? ENDS[grade] : 'skipped';
}

/** Everywhere: the numbers of a heading. */
function countsOf(results: readonly Result[]): Record<'tests' | 'failures' | 'errors', string> {
  const count = (end: End): string =>
    String(results.filter((result) => endOf(result) === end).length);
  return { tests: String(results.length), failures: count('failure'), errors: count('error') };
}

/** Seconds with a point, never an exponent. */
function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** ISO 8601 in UTC without zone and parts of seconds: the schema of Ant's JUnit task has no more. */
function timestamp(startedAt: string): string {
  const at = Date.parse(startedAt);
  return new Date(Number.isNaN(at) ? 0 : at).toISOString().slice(0, 19);
}

/** For those who need it whole. */
export function renderJunit(
  report: Report,
  options: { readonly groups?: readonly GroupRule[] } = {},
): string {
  return [...junitParts(report, options)].join('');
}
