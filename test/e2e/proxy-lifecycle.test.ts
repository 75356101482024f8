import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { filesBelow } from '../support/files-below.ts';
import { occupy } from '../support/ports.ts';
import { startProxiedSimulator } from '../support/proxied-simulator.ts';

let home: string;
let temporary: string;
let remove: () => void;

beforeEach(() => {
  const made = temporaryHome();
  home = made.path;
  temporary = join(home, 'tmp');
  mkdirSync(temporary);
  ({ remove } = made);
});
afterEach(() => remove());

const env = (extra: Record<string, string> = {}) =>
  // Newer versions of Node keep compiled code in the temporary folder.
  cliEnvironment(home, { TMPDIR: temporary, NODE_DISABLE_COMPILE_CACHE: '1', ...extra });
const start = () => startProxiedSimulator([], { cwd: home, env: env() });

describe('the file of the CA', () => {
  it('is private, holds a certificate alone, and no private key is on disk', async () => {
    const simulator = await start();
    expect(simulator.caFile.startsWith(temporary)).toBe(true);
    expect(statSync(simulator.caFile).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(simulator.caFile)).mode & 0o777).toBe(0o700);
    expect(new X509Certificate(simulator.caCertificate).ca).toBe(true);
    const served = await fetch(`${simulator.origin}/__simulator/ca.pem`);
    expect(await served.text()).toBe(simulator.caCertificate);
    const files = filesBelow(home);
    expect(files.map(({ path }) => path)).toEqual([simulator.caFile]);
    expect(files[0]?.text).not.toMatch(/PRIVATE KEY/);
    expect(simulator.printed).not.toMatch(/PRIVATE KEY/);
    await simulator.stop();
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is gone after %s, within a second',
    async (signal) => {
      const simulator = await start();
      expect(existsSync(simulator.caFile)).toBe(true);
      const began = performance.now();
      simulator.child.kill(signal);
      const end = await simulator.ended;
      expect(performance.now() - began).toBeLessThan(1_000);
      expect(end.code).toBe(130);
      expect(filesBelow(temporary)).toEqual([]);
      expect(existsSync(dirname(simulator.caFile))).toBe(false);
    },
  );

  it('is another one in each run, and so are the names and keys in it', async () => {
    const [one, other] = [await start(), await start()];
    const [a, b] = [one, other].map(({ caCertificate }) => new X509Certificate(caCertificate));
    expect(a?.subject).not.toBe(b?.subject);
    expect(a?.serialNumber).not.toBe(b?.serialNumber);
    expect(one.spkiHash).not.toBe(other.spkiHash);
    expect(one.caFile).not.toBe(other.caFile);
    await Promise.all([one.stop(), other.stop()]);
  });

  it.each([
    ['missing', 'ENOENT'],
    ['a-file', 'ENOTDIR'],
  ])('that cannot be written (%s) ends the run with one line, exit 2', async (name, code) => {
    writeFileSync(join(home, 'a-file'), '');
    const args = ['simulate', '--proxy', '--port', '0', '--proxy-port', '0'];
    const end = await runCli(args, { cwd: home, env: env({ TMPDIR: join(home, name) }) });
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(
      new RegExp(
        `^ddoauth: The CA of the proxy cannot be written below \\S+: ${code}.*\\n {2}TMPDIR names.*\\n$`,
      ),
    );
    expect(end.stdout).toBe('');
  });
});

describe('ports', () => {
  it('of which one is taken are named with the flag', async () => {
    const simulator = await start();
    const port = new URL(simulator.proxyUrl).port;
    const end = await runCli(['simulate', '--port', '0', '--proxy', '--proxy-port', port], {
      cwd: home,
      env: env(),
    });
    expect(end.code).toBe(2);
    expect(end.stderr).toContain(`Port ${port} on 127.0.0.1 is taken.`);
    expect(end.stderr).toContain('--proxy-port');
    await simulator.stop();
    const again = await occupy(Number(port));
    again.close();
  });

  it.each([
    [['--proxy-port', '4401'], /--proxy-port is the port of --proxy/],
    [['--proxy', '--proxy-port', 'x'], /--proxy-port: "x" is no port/],
    [['--proxy', '--proxy-port', '70000'], /--proxy-port: "70000" is no port/],
    [['--proxy', '--port', ''], /--port: "" is no port/],
    [['--proxy', '--json'], /simulate makes no report: leave out --json/],
  ])('%j is wrong usage', async (args, reason) => {
    const end = await runCli(['simulate', ...args], { cwd: home, env: env() });
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(reason);
  });
});
