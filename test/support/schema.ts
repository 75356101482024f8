import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Report } from '../../src/model/report.ts';

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2020({
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  allErrors: true,
});
formats.default(ajv);
const validate = ajv.compile<Report>(schema as object);

/** Reads a report and holds it against the schema that is in the package. */
export function parseReport(text: string): Report {
  const report: unknown = JSON.parse(text);
  if (!validate(report)) {
    throw new Error(`not a report: ${ajv.errorsText(validate.errors, { separator: '\n' })}`);
  }
  return report;
}

/** The codes of all findings, in order. */
export function codesOf(report: Report): string[] {
  return report.results.map(({ finding }) => finding.code);
}
