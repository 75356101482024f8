import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { atTerminal, hasTerminal, interrupt } from '../support/at-terminal.ts';
import { openPlace, type Place } from '../support/authorization.ts';
import { freePort } from '../support/ports.ts';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { CLIENT_ID, writeConfig } from '../support/config.ts';
import { filesBelow } from '../support/files-below.ts';
import { isFree } from '../support/ports.ts';
import { startRecordingProxy, type RecordingProxy } from '../support/recording-proxy.ts';

const terminals = hasTerminal();
const SECRET = 'typed-client-secret-5f2c';
const PASTE_PROMPT = /Final URL or error text[^\n]*$/;

describe.runIf(terminals)('create-key', () => {
  let place: Place;
  const start = (...args: string[]) =>
    atTerminal(['create-key', '--simulator', place.simulator.origin, ...args], {
      cwd: place.home,
      env: cliEnvironment(place.home),
    });
  const keys = async () => (await place.simulator.state()).keys;

  beforeAll(async () => {
    place = await openPlace();
    const consent = ['authorize', '--simulator', place.simulator.origin, '--consent', 'authorize'];
    const options = { cwd: place.home, env: cliEnvironment(place.home) };
    expect((await runCli(consent, options)).code).toBe(0);
  });
  afterAll(() => place.close());

  it('asks, and "n" as well as Enter creates nothing', async () => {
    for (const answer of ['n\r', '\r']) {
      const terminal = start();
      await terminal.waitFor(/may have one API key in Example Org US1/);
      await terminal.waitFor(/Create it now\? \(y\/N\)/);
      terminal.type(answer);
      expect((await terminal.ended).code).toBe(5);
      expect(await keys()).toEqual([]);
    }
  });

  it('Ctrl-C at the question creates nothing and lets go of the lock', async () => {
    const before = filesBelow(join(place.home, 'data'));
    const terminal = start();
    await terminal.waitFor(/Create it now\?/);
    await interrupt(terminal);
    expect(await keys()).toEqual([]);
    expect(filesBelow(join(place.home, 'data'))).toEqual(before);
  });

  it('without a terminal wants --yes', async () => {
    const end = await runCli(['create-key', '--simulator', place.simulator.origin], {
      cwd: place.home,
      env: cliEnvironment(place.home),
    });
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(/--yes/);
    expect(await keys()).toEqual([]);
  });

  it('"y" creates one, whose value is not shown', async () => {
    const terminal = start('--read-back-timeout', '10s');
    await terminal.waitFor(/Create it now\?/);
    terminal.type('y\r');
    expect((await terminal.ended).code).toBe(0);
    expect(await keys()).toHaveLength(1);
    const secrets = filesBelow(join(place.home, 'data')).map(({ text }) => text);
    const [, value = ''] = /\\"value\\":\\"([0-9a-f]{32})\\"/.exec(secrets.join('\n')) ?? [];
    expect(value).toHaveLength(32);
    expect(terminal.raw()).not.toContain(value);
  });
});

describe.runIf(terminals)('a client secret that nobody knows yet', () => {
  const home = temporaryHome();
  let port: number;
  let proxy: RecordingProxy;
  beforeAll(async () => {
    port = await freePort();
    writeConfig(home.path, port);
    proxy = await startRecordingProxy('refuse');
  });
  afterAll(() => {
    proxy.close();
    home.remove();
  });

  /** For real, but nothing gets further than the proxy. */
  const start = () =>
    atTerminal(['authorize', '--no-browser', '--site', 'eu1'], {
      cwd: home.path,
      env: cliEnvironment(home.path, { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url }),
    });
  const stored = () => filesBelow(home.path).map(({ text }) => text);

  it.each(['', 'typed-cl'])('Ctrl-C after typing %j stores nothing', async (typed) => {
    const before = stored();
    const terminal = start();
    await terminal.waitFor(/Client secret of \S+/);
    terminal.type(typed);
    if (typed !== '') await terminal.waitFor(/\*{8}$/);
    await interrupt(terminal);
    expect(stored()).toEqual(before);
    expect(terminal.text()).not.toMatch(/typed-cl|toggle/);
    expect(await isFree(port)).toBe(true);
  });

  it('Ctrl-C when asked whether to keep it stores nothing', async () => {
    const terminal = start();
    await terminal.waitFor(/Client secret of \S+/);
    terminal.type(`${SECRET}\r`);
    await terminal.waitFor(/Keep it in/);
    await interrupt(terminal);
    expect(stored().join('\n')).not.toContain(SECRET);
    expect(terminal.raw()).not.toContain(SECRET);
  });

  it('is asked for, not shown, kept when wanted, and not asked for again', async () => {
    const refused = start();
    await refused.waitFor(new RegExp(`Client secret of ${CLIENT_ID}`));
    refused.type(`${SECRET}\r`);
    await refused.waitFor(/Keep it in/);
    refused.type('n\r');
    await refused.waitFor(PASTE_PROMPT);
    await interrupt(refused);
    expect(stored().join('\n')).not.toContain(SECRET);

    const kept = start();
    await kept.waitFor(/Client secret of/);
    kept.type(`${SECRET}\r`);
    await kept.waitFor(/Keep it in/);
    kept.type('y\r');
    const [, url = ''] = await kept.waitFor(/to authorize: (\S+)\n/);
    await kept.waitFor(PASTE_PROMPT);
    const state = new URL(url).searchParams.get('state') ?? '';
    kept.type(`http://localhost:${String(port)}/callback?code=c0de&state=${state}\r`);
    expect((await kept.ended).code).toBe(4);
    expect(proxy.asked).toEqual(['CONNECT api.datadoghq.eu:443 HTTP/1.1']);
    expect(kept.raw()).not.toContain(SECRET);
    const file = filesBelow(join(home.path, 'data')).find(({ text }) => text.includes(SECRET));
    expect(file?.mode).toBe(0o600);

    const again = start();
    await again.waitFor(PASTE_PROMPT);
    expect(again.text()).not.toMatch(/Client secret/);
    await interrupt(again);
    expect(stored().join('\n')).toContain(SECRET);
  });

  it('an empty one is a mistake, and asks nothing of Datadog', async () => {
    const { path, remove } = temporaryHome();
    onTestFinished(remove);
    writeConfig(path, port);
    const terminal = atTerminal(['authorize', '--no-browser'], {
      cwd: path,
      env: cliEnvironment(path, { HTTPS_PROXY: proxy.url }),
    });
    await terminal.waitFor(/Client secret of/);
    terminal.type('\r');
    await terminal.waitFor(/No client secret was given/);
    expect((await terminal.ended).code).toBe(2);
  });
});
