import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { CLIENT_ID, writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';
import {
  startProxiedSimulator,
  type ProxiedSimulatorProcess,
} from '../support/proxied-simulator.ts';
import { requirement } from '../support/requirements.ts';
import { storedGrant } from '../support/stored-grants.ts';

const run = promisify(execFile);
const SECRET = 'simulated-client-secret';
const TOKEN_URL = 'https://api.datadoghq.eu/oauth2/v1/token';
const SERIES_URL = 'https://api.datadoghq.eu/api/v2/series';

const starts = (program: string): boolean =>
  spawnSync(program, ['--version'], { timeout: 20_000 }).status === 0;
const hasCurl = requirement('curl', starts('curl'), 'apt-get install curl');
const hasPython = requirement('python3', starts('python3'), 'apt-get install python3');

const work = temporaryHome();
let simulator: ProxiedSimulatorProcess;
let refreshToken: string;
let apiKey: string;

beforeAll(async () => {
  writeConfig(work.path, await freePort());
  const env = cliEnvironment(work.path);
  simulator = await startProxiedSimulator([], { cwd: work.path, env });
  const args = ['authorize', '--site', 'eu1', '--consent', 'authorize'];
  const end = await runCli([...args, '--simulator', simulator.origin], { cwd: work.path, env });
  expect(end.code).toBe(0);
  const grant = storedGrant(work.path, 'eu1');
  refreshToken = grant.refreshToken ?? '';
  const made = await fetch(`${simulator.origin}/api.datadoghq.eu/api/v2/api_keys/marketplace`, {
    method: 'POST',
    headers: { authorization: `Bearer ${grant.accessToken}` },
  });
  const body = (await made.json()) as { data: { attributes: { key: string } } };
  apiKey = body.data.attributes.key;
});
afterAll(async () => {
  await simulator.stop();
  work.remove();
});

/** A process with the variables that the simulator says to export, and no others. */
async function asTold(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = simulator.exports,
): Promise<string> {
  const base = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? work.path };
  const { stdout } = await run(program, [...args], {
    env: { ...base, ...env },
    cwd: work.path,
    timeout: 30_000,
  });
  return stdout;
}

const form = (token: string): string =>
  new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: CLIENT_ID,
    client_secret: SECRET,
    refresh_token: token,
  }).toString();
const series = (metric: string): string => {
  const points = [{ timestamp: Math.floor(Date.now() / 1000), value: 1 }];
  return JSON.stringify({ series: [{ metric, type: 3, points }] });
};

/** Holds a token answer for one, and keeps the refresh token of it: the old one is spent. */
function expectTokens(text: string): void {
  const answer = JSON.parse(text) as Record<string, string>;
  expect(answer['access_token']).toMatch(/./);
  refreshToken = answer['refresh_token'] ?? refreshToken;
}

async function receivedMetrics(): Promise<string> {
  const answer = await fetch(`${simulator.origin}/__simulator/state`);
  const { received } = (await answer.json()) as { received: unknown };
  return JSON.stringify(received);
}

describe('what it prints', () => {
  it('has every variable once, with its own proxy and file', () => {
    const { exports, proxyUrl, caFile } = simulator;
    expect(exports).toEqual({
      HTTPS_PROXY: proxyUrl,
      https_proxy: proxyUrl,
      NO_PROXY: 'localhost,127.0.0.1,::1',
      no_proxy: 'localhost,127.0.0.1,::1',
      NODE_EXTRA_CA_CERTS: caFile,
      NODE_USE_ENV_PROXY: '1',
      SSL_CERT_FILE: caFile,
      REQUESTS_CA_BUNDLE: caFile,
      CURL_CA_BUNDLE: caFile,
    });
  });
});

describe.runIf(hasCurl)('curl', () => {
  const curl = (env: Readonly<Record<string, string>> | undefined, ...args: string[]) =>
    asTold('curl', ['--silent', '--show-error', '--fail', '--max-time', '20', ...args], env);

  it('refreshes a token and submits a metric, with the variables alone', async () => {
    const answer = await curl(undefined, '--data', form(refreshToken), TOKEN_URL);
    expectTokens(answer);
    const [key, type] = [`DD-API-KEY: ${apiKey}`, 'Content-Type: application/json'];
    const body = series('from.curl');
    await curl(undefined, '-H', key, '-H', type, '--data', body, SERIES_URL);
    expect(await receivedMetrics()).toContain('from.curl');
  });

  it('works with the line that is printed for it', async () => {
    const [, line = ''] = /^ +curl (.+)$/m.exec(simulator.printed) ?? [];
    const args = line.split(' ').filter((word) => !word.startsWith('https:'));
    const answer = await curl({}, ...args, '--data', form(refreshToken), TOKEN_URL);
    expectTokens(answer);
  });

  it.each(['--tls-max 1.2', '--tlsv1.3'])('sends a large body with %s', async (version) => {
    const metric = `large${version.replace(/[^\w.]/g, '')}`;
    writeFileSync(join(work.path, 'series.json'), series(metric).padEnd(400_000, ' '));
    const headers = ['-H', `DD-API-KEY: ${apiKey}`, '-H', 'Content-Type: application/json'];
    await curl(undefined, ...version.split(' '), ...headers, '--data', '@series.json', SERIES_URL);
    expect(await receivedMetrics()).toContain(metric);
  });

  it.each([
    ['https://example.com/', /403/],
    ['https://api.acme.datadoghq.eu/', /no alternative certificate subject name matches/],
  ])('%s fails as it should', async (url, reason) => {
    await expect(curl(undefined, url)).rejects.toMatchObject({
      stderr: expect.stringMatching(reason) as string,
    });
  });

  it('without the CA it believes nobody, and the state says so', async () => {
    const { HTTPS_PROXY = '' } = simulator.exports;
    await expect(curl({ HTTPS_PROXY }, 'https://api.uk1.datadoghq.com/')).rejects.toMatchObject({
      code: 60,
    });
    const [row] = (await simulator.connections()).filter(({ target }) => target.includes('uk1'));
    expect(row).toMatchObject({ verdict: 'served', requests: 0 });
    expect(row?.handshake).toMatch(/^ERR_SSL_.*UNKNOWN_CA/);
  });
});

describe.runIf(hasPython)("Python's standard library", () => {
  const CLIENT = `
import json, sys, urllib.request
token_url, form, series_url, key, series = sys.argv[1:]
def post(url, body, headers):
    request = urllib.request.Request(url, data=body.encode(), headers=headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.status, answer.read()
status, body = post(token_url, form, {"Content-Type": "application/x-www-form-urlencoded"})
print(body.decode())
print(*post(series_url, series, {"Content-Type": "application/json", "DD-API-KEY": key}))
`;
  /** Checks as Python 3.13 and later make them, also in older ones. */
  const STRICT = `
import ssl, urllib.request
context = ssl.create_default_context()
context.verify_flags |= ssl.VERIFY_X509_STRICT
print(urllib.request.urlopen("https://app.datadoghq.eu/favicon.ico", context=context).status)
`;

  it('refreshes a token and submits a metric', async () => {
    const args = [TOKEN_URL, form(refreshToken), SERIES_URL, apiKey, series('from.python')];
    const text = await asTold('python3', ['-c', CLIENT, ...args]);
    const [tokens = '', sent] = text.split('\n');
    expectTokens(tokens);
    expect(sent).toMatch(/^202 /);
    expect(await receivedMetrics()).toContain('from.python');
  });

  it('believes the chain under its strictest rules', async () => {
    const failed = asTold('python3', ['-c', STRICT]);
    // The page is not there; that it answered at all is what counts.
    await expect(failed).rejects.toMatchObject({
      stderr: expect.stringContaining('HTTP Error 404') as string,
    });
  });
});

describe('Node', () => {
  const body = `
const [tokenUrl, form, seriesUrl, key, series] = process.argv.slice(1);
const post = (url, text, headers) => fetch(url, { method: 'POST', headers, body: text });
const token = await post(tokenUrl, form, { 'content-type': 'application/x-www-form-urlencoded' });
console.log(await token.text());
const sent = await post(seriesUrl, series, { 'content-type': 'application/json', 'dd-api-key': key });
console.log(sent.status);
await fetch('https://example.com/').catch((error) => console.log('refused:', error.cause?.message));
`;
  const args = (metric: string): string[] => [
    TOKEN_URL,
    form(refreshToken),
    SERIES_URL,
    apiKey,
    series(metric),
  ];
  const proveNode = async (text: string, metric: string): Promise<void> => {
    const program = ['--input-type=module', '-e', text, '--', ...args(metric)];
    const [tokens = '', sent, outside] = (await asTold(process.execPath, program)).split('\n');
    expectTokens(tokens);
    expect(sent).toBe('202');
    expect(outside).toMatch(/^refused: ./);
    expect(await receivedMetrics()).toContain(metric);
  };

  it("undici's agent for the environment", async () => {
    const undici = JSON.stringify(import.meta.resolve('undici'));
    const text = `import { EnvHttpProxyAgent, fetch, setGlobalDispatcher } from ${undici};
setGlobalDispatcher(new EnvHttpProxyAgent());${body}`;
    await proveNode(text, 'from.undici');
  });

  it.runIf(process.allowedNodeEnvironmentFlags.has('--use-env-proxy'))(
    'its own fetch, in versions that heed NODE_USE_ENV_PROXY',
    async () => {
      await proveNode(body, 'from.fetch');
    },
  );
});
