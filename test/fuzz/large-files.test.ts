import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cliEnvironment, startCli, temporaryHome } from '../support/cli.ts';
import { parseReport } from '../support/schema.ts';

const MB = 1_000_000;
const SIZE = 49 * MB;
/** Two seconds a megabyte; four seconds for all were measured on an idle machine. */
const MOST_MS = 100_000;
/** 200 MB were measured. */
const MOST_MEMORY_MB = 400;
const SECRET = 'Zk3-secret-that-stays-inside-9Qx7';
const ERROR = '{"errors":["invalid_grant - Invalid authorization code or code verifier."]}';

const work = temporaryHome();
afterAll(() => work.remove());

/** Writes pieces until the file is large; `middle` stands halfway. */
function write(
  name: string,
  head: string,
  piece: (index: number) => string,
  middle: string,
  tail: string,
): string {
  const path = join(work.path, name);
  const file = openSync(path, 'w');
  let size = writeSync(file, head);
  let hasMiddle = false;
  for (let index = 0; size < SIZE; index += 500) {
    let block = '';
    for (let each = index; each < index + 500; each++) block += piece(each);
    if (!hasMiddle && size > SIZE / 2) {
      block += middle;
      hasMiddle = true;
    }
    size += writeSync(file, block);
  }
  writeSync(file, tail);
  closeSync(file);
  return path;
}

function entry(url: string, method: string, request: object, response: object): string {
  return JSON.stringify({
    startedDateTime: '2026-11-24T10:00:00.000Z',
    request: { method, url, headers: [], ...request },
    response: { status: 200, headers: [], ...response },
  });
}

/** The kernel's highest reading of a process's memory, in megabytes. */
function peakMemory(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

async function diagnosed(path: string) {
  const began = performance.now();
  const cli = startCli(['diagnose', path, '--json'], {
    cwd: work.path,
    env: cliEnvironment(work.path),
    input: '',
    timeoutMs: MOST_MS,
  });
  let memory = 0;
  const watch = setInterval(() => (memory = Math.max(memory, peakMemory(cli.child.pid))), 50);
  const { code, stdout, stderr } = await cli.ended;
  clearInterval(watch);
  const took = performance.now() - began;
  console.log(
    `${path.replace(/.*\//, '')}: ${String(Math.round(took))} ms, ${String(Math.round(memory))} MB`,
  );
  expect(code).toBe(0);
  expect(stdout + stderr).not.toContain(SECRET);
  expect(took).toBeLessThan(MOST_MS);
  expect(memory).toBeLessThan(MOST_MEMORY_MB);
  return parseReport(stdout).results[0]?.finding.args ?? {};
}

test('a log of 50 MB with one error in its middle', async () => {
  const path = write(
    'large.log',
    '',
    (index) =>
      `2026-11-24T10:00:00Z INFO [${String(index)}] GET https://api.datadoghq.com/api/v1/monitor?page=${String(index)} 200 Authorization: Bearer token${String(index * 7919)}abcdefghijklmnop\n`,
    `POST https://api.datadoghq.com/oauth2/v1/token 400 ${ERROR} client_secret=${SECRET}\n`,
    `The secret is ${SECRET}\n`,
  );
  expect(await diagnosed(path)).toMatchObject({
    rule: 'code-or-verifier-invalid',
    inputKind: 'log',
  });
});

const BACK = 'https://a.example/cb?code=c0de1234&domain=datadoghq.eu';
const FLOW = [
  entry(BACK, 'GET', {}, { status: 200 }),
  entry(
    'https://api.datadoghq.com/oauth2/v1/token',
    'POST',
    {
      postData: {
        mimeType: 'application/x-www-form-urlencoded',
        text: `grant_type=authorization_code&client_id=a&client_secret=${SECRET}&code=c0de1234`,
      },
    },
    { status: 400, content: { text: ERROR } },
  ),
].join(',');

test.each([
  ['whole', ']}}', {}],
  [
    'cut off',
    ',{"startedDateTime":"2026-11-24T10:00:00.000Z","request":{"method":"GE',
    { cut: 'yes' },
  ],
])('a HAR of 50 MB with a flow in its middle, %s', async (name, tail, args) => {
  const path = write(
    `${name.replace(' ', '-')}.har`,
    '{"log":{"version":"1.2","entries":[',
    (index) =>
      `${entry(`https://app.datadoghq.com/static/${String(index)}.js?state=s${String(index)}`, 'GET', {}, { content: { text: 'lorem "ipsum" \\ '.repeat(200) } })},`,
    `${FLOW},`,
    `${entry('https://a.example/', 'GET', {}, {})}${tail}`,
  );
  const found = await diagnosed(path);
  expect(found).toMatchObject({ rule: 'code-or-verifier-invalid', inputKind: 'har', ...args });
  expect(found['causes']).toSatisfy((causes: string[]) =>
    /^confirmed: .*another site/.test(causes[0]!),
  );
});
