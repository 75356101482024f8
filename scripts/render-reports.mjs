// Makes a report of every kind for each client of a folder of manifests, with the built program:
// `node scripts/render-reports.mjs FOLDER_OF_MANIFESTS OUT_FOLDER [argument of checklist...]`.
// A folder of manifests has files as assets/oauth_clients.json of Datadog's integrations; the run is
// against the simulator. Writes NAME.json, .html, .xml, .md and .txt, holds the JSON against its schema and
// the XML against a parser, and prints a line for each client. Exits 1 when one could not be made.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

const root = fileURLToPath(new URL('..', import.meta.url));
const [manifests, out, ...more] = process.argv.slice(2);
if (manifests === undefined || out === undefined) {
  console.error(
    'usage: node scripts/render-reports.mjs FOLDER_OF_MANIFESTS OUT_FOLDER [argument...]',
  );
  process.exit(2);
}

/** Longest run of one client, in milliseconds. */
const LIMIT_MS = 120_000;
const DEFAULT_ARGUMENTS = ['checklist', '--site', 'us1,eu1'];

const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
formats.default(ajv);
const isReport = ajv.compile(
  JSON.parse(readFileSync(path.join(root, 'schema/report.schema.json'), 'utf8')),
);

mkdirSync(out, { recursive: true });
const home = mkdtempSync(path.join(tmpdir(), 'ddoauth-reports-'));
let failures = 0;
let made = 0;
try {
  for (const file of readdirSync(manifests).sort()) {
    if (!file.endsWith('.json')) continue;
    try {
      console.log(await render(path.resolve(manifests, file)));
      made += 1;
    } catch (error) {
      failures += 1;
      console.log(`${file}: ${error.message}`);
    }
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
console.log(`${String(made)} made, ${String(failures)} failed`);
process.exitCode = failures > 0 || made === 0 ? 1 : 0;

/** All kinds of one client's report, and what they came to. */
async function render(manifest) {
  const name = path.basename(manifest, '.json');
  const at = (extension) => path.resolve(out, `${name}.${extension}`);
  const began = performance.now();
  const [command, ...options] = more.length > 0 ? more : DEFAULT_ARGUMENTS;
  const run = await ddoauth(name, [
    command,
    ...options,
    '--simulate',
    '--from-manifest',
    path.basename(manifest),
    '--json',
    ...files(at),
  ]);
  if (run.stdout === '') throw new Error(`exit ${String(run.code)}: ${run.stderr.trim()}`);
  writeFileSync(at('json'), run.stdout);
  const report = JSON.parse(run.stdout);
  if (!isReport(report)) throw new Error(`no valid report: ${ajv.errorsText(isReport.errors)}`);
  const shown = await ddoauth(name, ['report', at('json')]);
  if (shown.code !== 0)
    throw new Error(`report: exit ${String(shown.code)}: ${shown.stderr.trim()}`);
  writeFileSync(at('txt'), shown.stdout);
  const cases = casesIn(readFileSync(at('xml'), 'utf8'));
  if (cases !== report.results.length) {
    throw new Error(`${String(cases)} test cases for ${String(report.results.length)} results`);
  }
  const markdown = readFileSync(at('md'), 'utf8').length;
  if (markdown > 65_536) throw new Error(`${String(markdown)} characters of Markdown`);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  return `${name}: ${report.outcome}, exit ${String(run.code)}, ${String(cases)} results, ${seconds} s`;
}

function files(at) {
  return ['html', 'junit', 'markdown'].flatMap((flag) => [
    `--${flag}`,
    at({ html: 'html', junit: 'xml', markdown: 'md' }[flag]),
  ]);
}

/** How many test cases JUnit XML has. */
function casesIn(xml) {
  const valid = XMLValidator.validate(xml);
  if (valid !== true)
    throw new Error(`JUnit XML: ${valid.err.msg} in line ${String(valid.err.line)}`);
  const parser = new XMLParser({ isArray: (tag) => tag === 'testsuite' || tag === 'testcase' });
  const suites = parser.parse(xml).testsuites.testsuite ?? [];
  return suites.reduce((sum, { testcase = [] }) => sum + testcase.length, 0);
}

/** Runs the built program in a home of its own. */
function ddoauth(name, args) {
  const child = spawn(process.execPath, [path.join(root, 'bin/ddoauth.js'), ...args], {
    // The report says where the manifest was: its name, no place of this machine.
    cwd: manifests,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      DDOAUTH_HOME: path.join(home, name),
      DDOAUTH_STORE: 'file',
      LANG: 'C.UTF-8',
      CI: 'true',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT_MS,
  });
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
