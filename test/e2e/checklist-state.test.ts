import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StepRecord } from '../../src/model/checklist.ts';
import type { Report } from '../../src/model/report.ts';
import { canMount, smallDisk } from '../storage/machine.ts';
import { requirement } from '../support/requirements.ts';
import { parseReport } from '../support/schema.ts';
import { openTwoClients, TEST_ID, type TwoClients } from '../support/two-clients.ts';

const CHECKLIST = ['checklist', '--consent', 'authorize', '--yes'];
const mount = canMount();

let place: TwoClients;
beforeAll(async () => {
  place = await openTwoClients();
});
afterAll(() => place.close());
beforeEach(async () => {
  rmSync(place.data, { recursive: true, force: true });
  place.writeConfig();
  await place.simulator.control('revoke-keys');
});

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
  readonly report: Report;
}

async function report(args: readonly string[], env?: Record<string, string>): Promise<Ended> {
  const { code, stdout, stderr } = await place.run([...args, '--json'], env);
  return { code, stderr, report: parseReport(stdout) };
}

/** Steps whose results were kept, in order. */
function kept({ report: { results } }: Ended): string[] {
  return [
    ...new Set(results.flatMap(({ step }) => (step?.keptFrom === undefined ? [] : [step.name]))),
  ];
}

function statePath(): string {
  const [name = ''] = readdirSync(place.data).filter((each) => each.startsWith('checklist.'));
  return join(place.data, name);
}

function editState(change: (steps: Record<string, StepRecord>) => void): void {
  const state = JSON.parse(readFileSync(statePath(), 'utf8')) as {
    steps: Record<string, StepRecord>;
  };
  change(state.steps);
  writeFileSync(statePath(), JSON.stringify(state));
}

const ALL_KEPT = ['authorization', 'api-key', 'regions', 'scopes'];

describe('what is kept', { timeout: 120_000 }, () => {
  it('rests in a file that nobody else can read, and --status tells it without a request', async () => {
    expect((await report(CHECKLIST)).code).toBe(0);
    expect(statSync(statePath()).mode & 0o777).toBe(0o600);
    const before = (await place.simulator.state()).requests.length;
    const status = await report(['checklist', '--status']);
    expect(status.code).toBe(0);
    expect(kept(status)).toEqual([...ALL_KEPT.slice(0, 2), 'sites', 'regions', 'scopes', 'submit']);
    expect((await place.simulator.state()).requests.length).toBe(before);
  });

  it('nothing is known before the first run: --status says what is missing and ends with 5', async () => {
    const { code, report: found } = await report(['checklist', '--status']);
    expect(code).toBe(5);
    expect(found.results.map(({ finding }) => finding.code)).toEqual(
      Array.from({ length: 6 }, () => 'checklist.step-missing'),
    );
    expect(readdirSync(place.home)).not.toContain('data');
  });

  it.each<readonly [string, Record<string, unknown>, readonly string[], string, readonly string[]]>(
    [
      ['scopes', { scopes: ['api_keys_write', 'monitors_read'] }, [], 'scopes', []],
      [
        'redirect URIs',
        { redirectUris: ['http://localhost:1/callback', 'http://localhost:1/other'] },
        ['--redirect-uri', 'CALLBACK'],
        'redirect-uris',
        ['api-key', 'scopes'],
      ],
      ['sites', { sites: ['us1', 'eu1'] }, [], 'sites', ['regions']],
      ['stage', { stage: 'submitted' }, [], 'stage', ['api-key', 'scopes']],
      ['nothing but the name', { name: 'Acme 2' }, [], '', ALL_KEPT],
    ],
  )('a change of %s makes stale what stands on it', async (_, change, flags, reason, still) => {
    await report(CHECKLIST);
    const redirectUris = (change['redirectUris'] as string[] | undefined)?.map((uri) =>
      uri.endsWith('/other') ? uri : place.callback,
    );
    place.writeConfig({ test: { ...change, ...(redirectUris && { redirectUris }) } });
    const status = await report(['checklist', '--status']);
    const stale = status.report.results.flatMap(({ step }) => step?.stale ?? []);
    const also = reason === 'sites' ? ['grant-gone'] : [];
    expect([...new Set(stale)]).toEqual(reason === '' ? [] : [reason, ...also]);
    expect(status.code).toBe(reason === '' ? 0 : 5);
    const args = flags.map((flag) => (flag === 'CALLBACK' ? place.callback : flag));
    const again = await report([...CHECKLIST, ...args]);
    expect(kept(again)).toEqual(still);
    if (reason !== '') expect(again.stderr).toMatch(/\(done before, but the [^\n]* changed\)/);
  });

  it('a new secret makes stale what it was used for; the same one does not', async () => {
    await report(CHECKLIST, { DDOAUTH_CLIENT_SECRET: 'the-first-secret' });
    const same = await report(CHECKLIST, { DDOAUTH_CLIENT_SECRET: 'the-first-secret' });
    expect(kept(same)).toEqual(ALL_KEPT);
    const other = await report(CHECKLIST, { DDOAUTH_CLIENT_SECRET: 'the-second-secret' });
    expect(kept(other)).toEqual([]);
    expect(other.stderr).toMatch(/the client secret has changed/);
    expect(readFileSync(statePath(), 'utf8')).not.toMatch(/the-(first|second)-secret/);
  });

  it('what is older than --max-age is done anew, and so is what a clock of tomorrow wrote', async () => {
    await report(CHECKLIST);
    editState((steps) => {
      for (const [step, days] of [
        ['regions', -8],
        ['scopes', 30],
      ] as const) {
        const record = steps[step];
        if (record === undefined) throw new Error(step);
        const at = new Date(Date.now() + days * 24 * 3_600_000).toISOString();
        steps[step] = { ...record, at };
      }
    });
    const status = await report(['checklist', '--status', '--max-age', '9d']);
    expect(
      status.report.results.filter(({ step }) => step?.stale).map(({ step }) => step?.name),
    ).toContain('scopes');
    expect(kept(await report(CHECKLIST))).toEqual(['authorization', 'api-key']);
    expect(kept(await report([...CHECKLIST, '--again']))).toEqual([]);
  });

  it('a grant that is gone is asked for again', async () => {
    await report(CHECKLIST);
    await place.run(['grants', 'forget']);
    const again = await report(CHECKLIST);
    expect(again.stderr).toMatch(/Step 1 of 6: [^\n]*a grant is gone/);
    expect(kept(again)).toEqual(['api-key', 'regions', 'scopes']);
  });

  it('what failed is done again, the rest is kept', async () => {
    const path = '/api/v1/validate';
    await place.simulator.control('faults', [{ path, kind: 'status', status: 500 }]);
    const broken = await report([...CHECKLIST]);
    await place.simulator.control('faults', []);
    expect(broken.code).not.toBe(0);
    const again = await report(CHECKLIST);
    expect(again.code).toBe(0);
    expect(kept(again)).toEqual(['authorization', 'scopes']);
  });
});

describe('one step alone', { timeout: 120_000 }, () => {
  it('is done anew, and only it is in the report', async () => {
    await report(CHECKLIST);
    const scopes = await report([...CHECKLIST, '--step', 'scopes']);
    expect(scopes.code).toBe(0);
    expect(new Set(scopes.report.results.map(({ step }) => step?.name))).toEqual(
      new Set(['scopes']),
    );
    expect(kept(scopes)).toEqual([]);
  });

  it('submit looks at what the others have found, and says what is not done', async () => {
    const alone = await report([...CHECKLIST, '--step', 'submit']);
    const last = alone.report.results.find(({ id }) => id === 'checklist.submit');
    // Nothing of it is in this report, so that this result has to stand for it.
    expect([alone.code, last?.grade]).toEqual([5, 'inconclusive']);
    expect(last?.finding).toMatchObject({
      code: 'checklist.not-ready',
      args: { open: expect.arrayContaining(['authorization', 'scopes']) as unknown },
    });
    await report(CHECKLIST);
    const ready = await report([...CHECKLIST, '--step', 'submit']);
    expect(ready.report.results.map(({ finding }) => finding.code)).toContain('checklist.submit');
  });

  it.each([
    [['--step', 'scope'], /"scope" is no step \(did you mean scopes\?\)/],
    [['--step', 'uninstall'], /a test client has no such step/],
    [['--answer', 'scopes'], /is no answer such as/],
    [['--answer', 'scopes=maybe'], /is no answer such as/],
    [['--answer', 'nothing=yes'], /"nothing" is no step/],
    [['--answer', 'submit=yes', '--step', 'sites'], /--step leaves this step out/],
    [['--max-age', '7'], /is no age such as 7d/],
    [['--status', '--again'], /leave out --again/],
    [['--prove-revocation', 'mars'], /no Datadog site/],
    [['--profile', 'test,tset'], /no profile "tset"/],
  ])('%j is refused before anything is done', async (flags, why) => {
    const end = await place.run([...CHECKLIST, ...flags]);
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(why);
    expect(readdirSync(place.home)).not.toContain('data');
  });
});

describe('answers', { timeout: 120_000 }, () => {
  it('yes passes what a person has to look at, no fails it, with the note and the date', async () => {
    const no = await report([...CHECKLIST, '--answer', 'submit=no: the page is down ']);
    const last = ({ report: { results } }: Ended) =>
      results.find(({ id }) => id === 'checklist.submit');
    expect(no.code).toBe(1);
    expect(last(no)).toMatchObject({
      grade: 'failed',
      finding: { code: 'checklist.submit' },
      step: { answer: { says: 'no', note: 'the page is down' } },
    });
    const yes = await report([...CHECKLIST, '--answer', 'submit=yes']);
    expect(yes.code).toBe(0);
    expect(last(yes)?.grade).toBe('passed');
    // It counts on, until what it is about changes.
    const next = await report(CHECKLIST);
    expect(last(next)?.grade).toBe('passed');
    expect(last(await report([...CHECKLIST, '--again']))?.grade).toBe('passed');
  });

  it('a secret in a note is not kept', async () => {
    const note = 'submit=yes:api_key=0123456789abcdef0123456789abcdef';
    const { report: found } = await report([...CHECKLIST, '--answer', note]);
    expect(JSON.stringify(found)).not.toContain('0123456789abcdef');
    expect(readFileSync(statePath(), 'utf8')).not.toContain('0123456789abcdef');
  });
});

describe('a place that cannot keep the state', { timeout: 120_000 }, () => {
  it.runIf(requirement(mount.name, mount.found, mount.why))(
    'a full disk is said, the run goes on, and its exit code is that of its results',
    async () => {
      const { folder } = await smallDisk(8_192);
      const end = await report([...CHECKLIST, '--state', folder]);
      expect(end.code).toBe(0);
      expect(end.stderr).toMatch(/state of the checklist is not kept: [^\n]*disk is full/);
      const trouble = end.report.results.find(({ id }) => id === 'checklist.state');
      expect(trouble).toMatchObject({ grade: 'warning' });
      expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    },
  );

  it.each([
    ['that is no JSON', '{"version": 1, "steps"'],
    ['of a later version', '{"version": 2, "steps": {}}'],
    ['with a step that is none', '{"version": 1, "steps": {"scopes": {"step": "scopes"}}}'],
  ])('a file %s is left as it is, and the run goes on', async (_, text) => {
    await report([...CHECKLIST, '--step', 'sites']);
    writeFileSync(statePath(), text);
    const end = await report(CHECKLIST);
    expect(end.code).toBe(0);
    expect(end.stderr).toMatch(/not kept: [^\n]*cannot be used/);
    expect(readFileSync(statePath(), 'utf8')).toBe(text);
  });

  it('--simulate and DDOAUTH_STORE=memory leave nothing, unless a folder is named', async () => {
    const env = { DDOAUTH_SIMULATOR: '' };
    await place.run(['checklist', '--simulate'], env);
    await place.run(CHECKLIST, { DDOAUTH_STORE: 'memory' });
    expect(readdirSync(place.home)).not.toContain('data');
    const folder = join(place.home, 'named');
    await place.run(['checklist', '--simulate', '--state', folder], env);
    const again = await report(['checklist', '--simulate', '--state', folder], env);
    // Its grants were gone with the simulator; what else was found then is kept.
    expect(kept(again)).toContain('regions');
    expect(again.code).toBe(0);
    rmSync(folder, { recursive: true });
  });
});

describe('the client for the stage', { timeout: 120_000 }, () => {
  it('is judged first: a test client after submission is a finding with the fix', async () => {
    place.writeConfig({ test: { stage: 'published' } });
    const { code, report: found } = await report(CHECKLIST);
    expect(code).toBe(1);
    expect(found.results[0]).toMatchObject({
      id: 'authorize.stage',
      grade: 'failed',
      finding: { code: 'stage.wrong-client' },
      nextCommand: 'ddoauth checklist --profile published',
    });
  });

  it('a submitted client is tested in its own sandbox, and other sites need not know it', async () => {
    place.writeConfig({ published: { stage: 'submitted', sites: ['us1'] } });
    const { code, report: found } = await report([...CHECKLIST, '--profile', 'published']);
    expect(code).toBe(0);
    expect(found.results.map(({ finding }) => finding.code)).toContain(
      'checklist.sites-after-approval',
    );
  });

  it('a published profile with the id of the test client is told so', async () => {
    place.writeConfig({ published: { clientId: TEST_ID, redirectUris: [place.callback] } });
    const args = ['--profile', 'published', '--step', 'authorization', '--site', 'us1'];
    const { code, report: found } = await report([...CHECKLIST, ...args]);
    expect(code).toBe(1);
    expect(found.results[0]).toMatchObject({
      grade: 'failed',
      finding: { code: 'stage.same-id', args: { other: 'test' } },
    });
  });

  it('the secret of a published client has to rest somewhere; nothing is asked for that', async () => {
    const args = ['checklist', '--profile', 'published', '--step', 'submit'];
    const none = { DDOAUTH_SIMULATOR: '' };
    const grade = ({ report: { results } }: Ended) =>
      results.find(({ id }) => id === 'submit.credentials')?.grade;
    const missing = await report(args, none);
    expect([missing.code, grade(missing)]).toEqual([1, 'failed']);
    expect(missing.report.results.flatMap(({ exchanges }) => exchanges)).toEqual([]);
    const given = await report(args, { ...none, DDOAUTH_CLIENT_SECRET: 'a-secret-of-production' });
    expect([given.code, grade(given)]).toEqual([5, 'passed']);
  });

  it('what must be gone before submission fails a published client', async () => {
    place.writeConfig({
      published: { redirectUris: [place.callback, 'https://connect.acme.io/datadog/callback'] },
    });
    const args = ['--profile', 'published', '--step', 'submit'];
    const { code, report: found } = await report([...CHECKLIST, ...args]);
    expect(code).toBe(1);
    const failed = found.results.filter(({ grade }) => grade === 'failed').map(({ id }) => id);
    expect(failed).toEqual(expect.arrayContaining(['submit.test-urls', 'submit.https']));
    expect(failed.some((id) => id.startsWith('lint.test-host.'))).toBe(true);
  });
});

describe('several profiles', { timeout: 120_000 }, () => {
  it('make one report in their order; one that cannot be used stops no other', async () => {
    place.writeConfig({ broken: { manifest: 'nowhere.json' } });
    const { code, report: found, stderr } = await report([...CHECKLIST, '--profile', 'all']);
    expect(code).toBe(1);
    expect([...new Set(found.results.map(({ subject }) => subject.profile))]).toEqual([
      'test',
      'published',
      'broken',
    ]);
    expect(found).toMatchObject({ profile: null, client: null });
    const broken = found.results.filter(({ subject }) => subject.profile === 'broken');
    expect(broken.map(({ finding }) => finding.code)).toEqual(['checklist.profile-unusable']);
    expect(stderr).toMatch(/Profile broken: [^\n]*nowhere\.json/);
    const others = found.results.filter(({ subject }) => subject.profile !== 'broken');
    expect(others.filter(({ grade }) => grade === 'failed')).toEqual([]);
    // Each has a state of its own, and a heading of its own.
    expect(readdirSync(place.data).filter((name) => name.startsWith('checklist.'))).toHaveLength(2);
    const { stdout, code: second } = await place.run([...CHECKLIST, '--profile', 'published,test']);
    expect(second).toBe(0);
    expect(stdout.indexOf('published: Step 1')).toBeLessThan(stdout.indexOf('test: Step 1'));
    expect(stdout).toContain('published: Step 8');
  });

  it.each([
    [['--redirect-uri', 'https://a.example/'], {}, /--redirect-uri: this is about one client/],
    [['--refresh-token-out', 'out'], {}, /--refresh-token-out: this is about one client/],
    [
      [],
      { DDOAUTH_CLIENT_SECRET: 'secret-of-one' },
      /has DDOAUTH_CLIENT_SECRET, which is about one/,
    ],
    [[], { DDOAUTH_REFRESH_TOKEN_EU1: 'token-of-one' }, /has DDOAUTH_REFRESH_TOKEN_EU1, which/],
  ])('%j with %j is about one client, and is refused', async (flags, env, why) => {
    const end = await place.run([...CHECKLIST, '--profile', 'all', ...flags], env);
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(why);
    expect(readdirSync(place.home)).not.toContain('data');
  });

  it('Ctrl-C ends all of them, and the next run goes on where it stopped', async () => {
    const cli = place.start([...CHECKLIST, '--profile', 'all']);
    await cli.waitFor(/Profile published \(2 of 2\)[\s\S]*Step 4 of 8/);
    const began = performance.now();
    cli.child.kill('SIGINT');
    expect((await cli.ended).code).toBe(130);
    expect(performance.now() - began).toBeLessThan(1_000);
    const end = await report([...CHECKLIST, '--profile', 'all']);
    expect(end.code).toBe(0);
    expect(kept(end)).toEqual(ALL_KEPT);
    expect(end.stderr.match(/Step 4 of 8: [^\n]*/)?.[0]).not.toMatch(/kept/);
  });
});
