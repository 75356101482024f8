import type { Report, Result } from '../model/report.ts';

/** How `JSON.stringify` begins and ends the list of results: no string has a line break in it. */
const BEGIN = '\n  "results": [';
const END = '\n  ]';

/** The report as one JSON document with a newline at its end. @see schema/report.schema.json */
export function renderJson(report: Report): string {
  return [...jsonParts(report)].join('');
}

/**
 * The same document piece by piece, a result each: nine sites make two megabytes, of which there need
 * not be a copy for each step on the way out.
 */
export function* jsonParts(report: Report): Generator<string, void, undefined> {
  const { results } = report;
  const shell = JSON.stringify({ ...report, results: [] }, undefined, 2);
  const [head = '', tail = ''] = shell.split(`${BEGIN}]`);
  yield head + BEGIN;
  for (const [index, result] of results.entries()) {
    yield (index === 0 ? '' : ',') + inPlace(result);
  }
  yield `${results.length === 0 ? ']' : END}${tail}\n`;
}

/** A result as it stands in the document. */
function inPlace(result: Result): string {
  const text = JSON.stringify({ results: [result] }, undefined, 2);
  return text.slice(`{${BEGIN}`.length, -`${END}\n}`.length);
}
