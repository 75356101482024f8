import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeLoopbackCertificate } from '../../src/callback/loopback-certificate.ts';
import { cliEnvironment, runCli, temporaryHome, type CliEnd } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';
import {
  startProxiedSimulator,
  type ProxiedSimulatorProcess,
} from '../support/proxied-simulator.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { storedGrant } from '../support/stored-grants.ts';

const work = temporaryHome();
let simulator: ProxiedSimulatorProcess;
let home: string;
let removeHome: () => void;

beforeAll(async () => {
  writeConfig(work.path, await freePort());
  const env = cliEnvironment(work.path);
  simulator = await startProxiedSimulator([], { cwd: work.path, env });
});
beforeEach(() => {
  ({ path: home, remove: removeHome } = temporaryHome());
});
afterEach(async () => {
  await simulator.control('faults', []);
  removeHome();
});
afterAll(async () => {
  await simulator.stop();
  work.remove();
});

/** A refresh token from somebody who authorized elsewhere, in its variable. */
async function withToken(): Promise<Readonly<Record<string, string>>> {
  const elsewhere = temporaryHome();
  const args = ['authorize', '--site', 'eu1', '--consent', 'authorize'];
  const end = await runCli([...args, '--simulator', simulator.origin], {
    cwd: work.path,
    env: cliEnvironment(elsewhere.path),
  });
  expect(end.code).toBe(0);
  const { refreshToken = '' } = storedGrant(elsewhere.path, 'eu1');
  elsewhere.remove();
  return { ...simulator.exports, DDOAUTH_REFRESH_TOKEN_EU1: refreshToken };
}

/** A command as against the real Datadog. */
function unsimulated(
  args: readonly string[],
  env: Readonly<Record<string, string>> = simulator.exports,
): Promise<CliEnd> {
  return runCli([...args, '--no-input'], {
    cwd: work.path,
    env: cliEnvironment(home, {
      DDOAUTH_CLIENT_SECRET: 'simulated-client-secret',
      ...env,
    }),
  });
}

/** Without a grant: one that is missing on a site that is named is a failure of its own. */
const CHECK = ['check-regions', '--site', 'eu1', '--only', 'authorize-host,token,client', '--json'];

describe('the program itself, unsimulated', () => {
  it('works with real URLs, with the variables that are printed', async () => {
    const end = await unsimulated(['check-regions', '--site', 'eu1', '--json'], await withToken());
    const report = parseReport(end.stdout);
    expect(report.target).toBe('datadog');
    expect(end.code).toBe(0);
    const urls = report.results.flatMap(({ exchanges }) => exchanges.map(({ url }) => url));
    expect(urls.every((url) => /^https:\/\/[a-z.-]+\.datadoghq\.eu\//.test(url))).toBe(true);
    const passed = report.results.filter(({ grade }) => grade === 'passed').map(({ id }) => id);
    expect(passed).toEqual(
      expect.arrayContaining(['region.eu1.authorize-host', 'region.eu1.token', 'region.eu1.grant']),
    );
  });

  it('works with --ca and a proxy without a scheme, in lower case', async () => {
    const env = { https_proxy: simulator.proxyUrl.replace('http://', '') };
    const end = await unsimulated([...CHECK, '--ca', simulator.caFile], env);
    expect([end.code, end.stderr]).toEqual([0, expect.any(String)]);
  });

  it('works with a --ca that knows nothing of it beside NODE_EXTRA_CA_CERTS', async () => {
    const file = join(home, 'other.pem');
    writeFileSync(file, (await makeLoopbackCertificate('localhost')).cert);
    expect((await unsimulated([...CHECK, '--ca', file])).code).toBe(0);
  });

  it('proves scopes, with a refresh token alone', async () => {
    const args = ['check-scopes', '--site', 'eu1', '--scope', 'monitors_read', '--json'];
    const end = await unsimulated(args, await withToken());
    expect(codesOf(parseReport(end.stdout))).toContain('scope.observed');
    expect(end.code).toBe(0);
  });

  it('does not believe a CA that it was not told of, and sends it nothing', async () => {
    const { requests } = await simulator.state();
    const end = await unsimulated(CHECK, { HTTPS_PROXY: simulator.proxyUrl });
    expect(end.code).toBe(4);
    expect(end.stdout).toContain('SELF_SIGNED_CERT_IN_CHAIN');
    expect((await simulator.state()).requests.length).toBe(requests.length);
  });

  it('loopback stays direct, although everything goes to a proxy that is dead', async () => {
    const dead = 'http://127.0.0.1:1';
    const env = { HTTPS_PROXY: dead, HTTP_PROXY: dead, https_proxy: dead, http_proxy: dead };
    const args = [...CHECK, '--simulator', simulator.origin];
    expect((await unsimulated(args, env)).code).toBe(0);
  });
});

describe('faults, to the program itself', () => {
  it.each([
    [
      'wrong-certificate',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'name-mismatch',
    ],
    ['expired-certificate', 'CERT_HAS_EXPIRED', 'CERT_HAS_EXPIRED', 'certificate-expired'],
    ['intercepted', 'SELF_SIGNED_CERT_IN_CHAIN', 'SELF_SIGNED_CERT_IN_CHAIN', 'intercepted'],
    ['refused', 'PROXY_REFUSED', 'ECONNREFUSED', 'proxy-refused'],
    ['unresolved', 'PROXY_REFUSED', 'ENOTFOUND', 'name-not-found'],
    ['tls-reset', 'ECONNRESET', 'UND_ERR_SOCKET', 'unreachable'],
  ])(
    '%s: %s through the proxy, %s under --simulator',
    async (kind, proxied, simulated, verdict) => {
      await simulator.control('faults', [{ kind, host: 'api.datadoghq.eu' }]);
      for (const [code, end] of [
        [proxied, await unsimulated(CHECK)],
        [simulated, await unsimulated([...CHECK, '--simulator', simulator.origin], {})],
      ] as const) {
        const { results } = parseReport(end.stdout);
        const [token] = results.filter(({ id }) => id === 'region.eu1.token');
        expect(['failed', 'inconclusive']).toContain(token?.grade);
        if (code === proxied) expect(token?.finding.code).toBe(`region.${verdict}`);
        expect(token?.exchanges.at(-1)?.error).toMatch(new RegExp(`^${code}: `));
      }
    },
  );
});

describe('a proxy that says no', () => {
  it('is named with its status, and its password nowhere', async () => {
    await simulator.control('faults', [{ kind: 'proxy-status', status: 407 }]);
    const url = simulator.proxyUrl.replace('http://', 'http://somebody:pass%21word@');
    const end = await unsimulated(CHECK, {
      ...simulator.exports,
      HTTPS_PROXY: url,
      https_proxy: url,
    });
    expect(end.code).toBe(4);
    expect(end.stdout).toContain(`the proxy ${simulator.proxyUrl} answered 407`);
    const basic = Buffer.from('somebody:pass!word').toString('base64');
    for (const secret of ['somebody', 'pass%21word', 'pass!word', basic]) {
      expect(end.stdout + end.stderr).not.toContain(secret);
    }
  });

  it('whose variable makes no sense ends the run with one line', async () => {
    const end = await unsimulated(CHECK, { HTTPS_PROXY: 'socks5://somebody:password@127.0.0.1:9' });
    expect([end.code, end.stdout]).toEqual([2, '']);
    expect(end.stderr).toBe(
      'ddoauth: HTTPS_PROXY names a socks5 proxy, which is not supported.\n' +
        '  Write it as HTTPS_PROXY=http://HOST:PORT, or unset it to use no proxy\n',
    );
  });
});
