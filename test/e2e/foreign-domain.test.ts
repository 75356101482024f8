import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliEnvironment, startCli, temporaryHome, type CliEnd } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { startRecordingProxy, type RecordingProxy } from '../support/recording-proxy.ts';

const home = temporaryHome();
let proxy: RecordingProxy;

beforeAll(async () => {
  proxy = await startRecordingProxy('refuse');
  writeConfig(home.path, 0, { redirectUris: ['https://partner.example/callback'] });
});
afterAll(() => {
  proxy.close();
  home.remove();
});

/** Authorizes for real, without a simulator, and pastes a final URL with the state of the run. */
async function pasteCallback(query: string, args: readonly string[] = []): Promise<CliEnd> {
  proxy.asked.length = 0;
  const env = cliEnvironment(home.path, {
    DDOAUTH_CLIENT_SECRET: 'the-client-secret',
    HTTPS_PROXY: proxy.url,
    HTTP_PROXY: proxy.url,
  });
  const cli = startCli(['authorize', '--no-browser', '--paste', '--json', ...args], {
    cwd: home.path,
    env,
  });
  const [, url = ''] = await cli.waitFor(/to authorize: (\S+)/);
  const state = new URL(url).searchParams.get('state') ?? '';
  cli.child.stdin?.end(`https://partner.example/callback?code=the-code&state=${state}&${query}\n`);
  return cli.ended;
}

describe('a callback that names a place outside the table', () => {
  it.each([
    ['domain=evil.example', 'authorize.site-foreign'],
    ['domain=datadoghq.com.evil.example', 'authorize.site-foreign'],
    ['domain=evil-datadoghq.com', 'authorize.site-foreign'],
    ['domain=datadoghq.com%40evil.example', 'authorize.site-foreign'],
    ['domain=datadoghq.com%2Fx', 'authorize.site-foreign'],
    ['domain=127.0.0.1', 'authorize.site-foreign'],
    ['site=https%3A%2F%2Fevil.example', 'authorize.site-foreign'],
    ['domain=xx9.datadoghq.com', 'authorize.site-untrusted'],
    ['domain=ddog-gov.com', 'authorize.site-crossed'],
  ])('%s: nothing is sent anywhere', async (query, code) => {
    const end = await pasteCallback(query);
    const report = JSON.parse(end.stdout) as { results: { finding: { code: string } }[] };
    expect(report.results.map(({ finding }) => finding.code)).toContain(code);
    expect(proxy.asked).toEqual([]);
    expect(end.code).toBe(1);
    expect(end.stdout + end.stderr).not.toMatch(/the-client-secret|the-code/);
  });

  it('the same watch sees the connection when the domain is a site', async () => {
    const end = await pasteCallback('domain=datadoghq.eu');
    expect(proxy.asked).toEqual(['CONNECT api.datadoghq.eu:443 HTTP/1.1']);
    expect(end.code).toBe(4);
  });

  it('--trust-site sends there, and only there', async () => {
    await pasteCallback('domain=xx9.datadoghq.com', ['--trust-site']);
    expect(proxy.asked).toEqual(['CONNECT api.xx9.datadoghq.com:443 HTTP/1.1']);
  });
});
