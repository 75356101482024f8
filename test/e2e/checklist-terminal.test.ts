import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { atTerminal, hasTerminal } from '../support/at-terminal.ts';
import { consentByHand } from '../support/consent-by-hand.ts';
import { filesBelow } from '../support/files-below.ts';
import { parseReport } from '../support/schema.ts';
import type { Terminal } from '../support/terminal.ts';
import {
  ONBOARDING_URL,
  openTwoClients,
  PUBLISHED_ID,
  PUBLISHED_URIS,
  TEST_ID,
  type TwoClients,
} from '../support/two-clients.ts';

const SECRETS = { test: 'typed-test-secret-41cd', published: 'typed-published-secret-90ef' };
const URL_LINE = /to authorize: (\S+)\n/;
const REVIEW = /Is it as it should be\?[^\n]*$/;

/** From the first question of `init` to the last report, as somebody with two clients types it. */
describe.runIf(hasTerminal())('checklist at a terminal, from init on', { timeout: 120_000 }, () => {
  let place: TwoClients;
  const start = (args: readonly string[], stdoutFile?: string): Terminal =>
    atTerminal(args, {
      cwd: place.home,
      env: { ...place.env },
      timeoutMs: 100_000,
      ...(stdoutFile === undefined ? {} : { stdoutFile: join(place.home, stdoutFile) }),
    });
  const talk = async (
    terminal: Terminal,
    lines: readonly (readonly [RegExp, string])[],
  ): Promise<void> => {
    for (const [question, answer] of lines) {
      await terminal.waitFor(question);
      terminal.type(answer);
    }
  };
  const report = (file: string): Report =>
    parseReport(readFileSync(join(place.home, file), 'utf8'));
  const stepsOf = ({ results }: Report) => [...new Set(results.map(({ step }) => step?.name))];
  const keys = async () => (await place.simulator.state()).keys;

  beforeAll(async () => {
    place = await openTwoClients();
  });
  afterAll(() => place.close());

  it('init writes the test client', async () => {
    const terminal = start(['init']);
    await talk(terminal, [
      [/Which kind of client is it\?[\s\S]*public: registered/, '\r'],
      [/Name of the profile \(test\)/, '\r'],
      [/Client id, as the Developer Platform shows it/, `${TEST_ID}\r`],
      [/Redirect URIs, exactly as registered/, `${place.callback}\r`],
      [/Onboarding URL/, '\r'],
      [/Scopes, with spaces or commas between/, `${place.scopes.join(' ')}\r`],
      [/Site of its own org[\s\S]*us1 \(datadoghq\.com\)/, '\r'],
      [/Client secret/, `${SECRETS.test}\r`],
    ]);
    expect((await terminal.ended).code).toBe(0);
  });

  it('the test client goes through six steps, with a person who consents, allows and looks', async () => {
    const terminal = start(['checklist', '--no-browser', '--json'], 'test.json');
    await terminal.waitFor(/Step 1 of 6: authorization works/);
    const [, url = ''] = await terminal.waitFor(URL_LINE);
    const { location } = await consentByHand(url);
    expect((await fetch(location)).status).toBe(200);
    await talk(terminal, [
      [/Step 2 of 6[\s\S]*Create it now\? \(y\/N\)/, 'y\r'],
      [/Step 6 of 6: submit[\s\S]*A person has to look \(submit\):/, ''],
      [REVIEW, 'perhaps\r'],
      [/Type yes, no/, ''],
      [REVIEW, 'yes:sent on Monday\r'],
    ]);
    expect(await terminal.ended).toMatchObject({ code: 0, echo: true, cursorShown: true });
    const found = report('test.json');
    expect(found.client).toMatchObject({ kind: 'test', clientId: TEST_ID });
    expect(stepsOf(found)).toEqual([
      'authorization',
      'api-key',
      'sites',
      'regions',
      'scopes',
      'submit',
    ]);
    const codes = found.results.map(({ finding }) => finding.code);
    expect(codes).toEqual(
      expect.arrayContaining([
        'checklist.stage',
        'key.created',
        'checklist.sites-after-approval',
        'region.client-elsewhere',
        'checklist.test-urls',
        'checklist.scopes-proved',
      ]),
    );
    const submit = found.results.find(({ id }) => id === 'checklist.submit');
    expect(submit).toMatchObject({
      grade: 'passed',
      step: { answer: { says: 'yes', note: 'sent on Monday' } },
    });
    expect(submit?.message).toContain('A person has confirmed it');
    expect(await keys()).toHaveLength(1);
  });

  it('once more it asks nothing, does nothing twice, and says from when each step is', async () => {
    const before = (await place.simulator.state()).requests.length;
    const terminal = start(['checklist', '--no-browser', '--json'], 'again.json');
    await terminal.waitFor(/Step 1 of 6: [^\n]*kept; --again/);
    expect((await terminal.ended).code).toBe(0);
    expect((await place.simulator.state()).requests.length).toBe(before);
    const kept = report('again.json').results.filter(({ step }) => step?.keptFrom !== undefined);
    expect(new Set(kept.map(({ step }) => step?.name))).toEqual(
      new Set(['authorization', 'api-key', 'regions', 'scopes']),
    );
    expect(kept.every(({ step }) => step?.keptFrom === report('test.json').runId)).toBe(true);
  });

  it('init adds the published client', async () => {
    const terminal = start([
      'init',
      '--kind',
      'published',
      '--profile',
      'published',
      '--stage',
      'published',
      '--client-id',
      PUBLISHED_ID,
      '--redirect-uri',
      PUBLISHED_URIS[0] ?? '',
      '--onboarding-url',
      ONBOARDING_URL,
      '--scope',
      ...place.scopes,
      '--site',
      'us1,eu1',
    ]);
    await talk(terminal, [[/Client secret/, `${SECRETS.published}\r`]]);
    expect((await terminal.ended).code).toBe(0);
  });

  it('the published client goes through eight, by pasting where its own host would be called', async () => {
    const terminal = start(
      ['checklist', '--profile', 'published', '--no-browser', '--json'].concat(
        '--prove-revocation',
        'eu1',
      ),
      'published.json',
    );
    for (const site of ['us1', 'eu1']) {
      const [, url = ''] = await terminal.waitFor(URL_LINE);
      await terminal.waitFor(/Final URL or error text[^\n]*$/);
      const { location } = await consentByHand(url, site);
      expect(location.startsWith(PUBLISHED_URIS[0] ?? 'none')).toBe(true);
      terminal.type(`${location}\r`);
    }
    await talk(terminal, [
      [/Step 2 of 8[\s\S]*Create it now\? \(y\/N\)/, 'y\r'],
      [/Create it now\? \(y\/N\)/, 'y\r'],
      [/Step 6 of 8: submit/, ''],
      [REVIEW, 'y\r'],
      [/Step 7 of 8[\s\S]*that the tab can be closed\?/, ''],
      [REVIEW, '\r'],
      [/Step 8 of 8/, ''],
    ]);
    expect((await terminal.ended).code).toBe(0);
    const found = report('published.json');
    expect(found.client?.kind).toBe('published');
    expect(found.summary.failed).toBe(0);
    const of = (id: string) => found.results.filter((result) => result.id === id);
    expect(of('checklist.several-sites')[0]).toMatchObject({ grade: 'passed' });
    // Those of Datadog rest apart from what a simulator is given.
    expect(of('submit.credentials')[0]).toMatchObject({ grade: 'skipped' });
    expect(of('submit.test-urls')[0]).toMatchObject({ grade: 'passed' });
    expect(of('page.closing')[0]).toMatchObject({ grade: 'review' });
    expect(of('uninstall.revocation')[0]).toMatchObject({
      grade: 'passed',
      subject: { site: 'eu1' },
      finding: { code: 'grant.revocation-proved' },
    });
    expect(await keys()).toHaveLength(3);
  });

  it('what was left for later is answered later, without a new authorization', async () => {
    const answer = 'closing-page=yes:it says so';
    const args = ['checklist', '--profile', 'published', '--answer', answer, '--json'];
    const terminal = start(args, 'answered.json');
    expect((await terminal.ended).code).toBe(0);
    const { results, summary } = report('answered.json');
    expect(summary.review).toBe(0);
    expect(results.find(({ id }) => id === 'page.closing')?.step?.answer?.note).toBe('it says so');
    expect(await keys()).toHaveLength(3);
  });

  it('the state holds no secret, and neither does what was shown', () => {
    for (const { path, text } of filesBelow(place.data)) {
      if (!path.includes('checklist.')) continue;
      for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
      expect(text).not.toMatch(/"(?:access_token|refresh_token|key)":"[^"[]{16}/);
    }
  });
});
