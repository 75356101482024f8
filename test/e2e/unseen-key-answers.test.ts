import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Report, Result } from '../../src/model/report.ts';
import { inTurn, startAnswering, type Answering, type Told } from '../support/answering.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { KEY_PATH, openKeyLab, storedKeys, type KeyHome, type KeyLab } from '../support/key-lab.ts';
import { SPELLINGS, spellingsIn } from '../support/spellings.ts';
import { storedGrant } from '../support/stored-grants.ts';
import {
  INTAKES,
  KEY_ANSWERS,
  NEW_VALUE,
  READ_BACKS,
  SECOND_KEY_ANSWERS,
  VALIDATIONS,
  VALUE,
} from './unseen-key-answers.rows.ts';

const CREATE = ['create-key', '--yes', '--site', 'us1', '--json', '-v'];
const VALIDATE_PATH = '/api/v1/validate';
const DOCUMENTED = {
  status: 201,
  body: { data: { id: 'k-1', attributes: { key: VALUE, last4: 'e1f0', name: 'n' } } },
};
const REFUSED = { status: 403, body: { errors: ['Forbidden'] } };

let lab: KeyLab;
let server: Answering;
beforeAll(async () => {
  lab = await openKeyLab(['api_keys_write', 'timeseries_query']);
  server = await startAnswering(lab.simulator.origin);
});
afterAll(async () => {
  await server.close();
  await lab.close();
});

function freshHome(): KeyHome {
  const home = lab.freshHome();
  onTestFinished(home.remove);
  return home;
}

async function create(home: KeyHome, args: readonly string[] = []) {
  const end = await home.run([...CREATE, ...args], { DDOAUTH_SIMULATOR: server.origin });
  return { ...end, report: parseReport(end.stdout) };
}

/** What became of the data that was sent. */
function dataResult({ results }: Report): Result | undefined {
  return results.find(
    ({ finding, subject }) => finding.code.startsWith('data.') && subject.dataType !== undefined,
  );
}

/** Answers of the server: the key, its validation on US1 and elsewhere, and the rest. */
function tell(answers: {
  readonly key?: () => Told;
  readonly validate?: Told;
  readonly other?: (path: string) => Told;
}): void {
  const { key = () => DOCUMENTED, validate = { status: 200, body: { valid: true } } } = answers;
  server.tell(({ path, host }) => {
    if (path === KEY_PATH) return key();
    if (path === VALIDATE_PATH) return host === 'api.datadoghq.com' ? validate : REFUSED;
    return answers.other?.(path) ?? 'pass';
  });
}

describe('an answer to the request for a key', () => {
  it.each([...KEY_ANSWERS, ...SECOND_KEY_ANSWERS].map((each) => [each.name, each] as const))(
    '%s',
    async (_, { answer, exit, codes, stored }) => {
      const home = freshHome();
      const before = server.arrived.length;
      tell({
        key: () => answer,
        other: (path) => (path.endsWith('/series') ? { status: 202 } : 'pass'),
      });
      const end = await create(home, ['--data', 'metrics', '--read-back-timeout', '1s']);
      const key = end.report.results.find(({ id }) => id === 'key.create');
      expect([key?.finding.code, key?.finding.args]).toEqual([
        expect.toBeOneOf([...codes]),
        expect.anything(),
      ]);
      if (stored === undefined) expect([exit].flat()).toContain(end.code);
      expect(storedKeys(home.data).map(({ value }) => value)).toEqual(
        [stored].flat().filter(Boolean),
      );
      expect(server.arrived.slice(before).filter(({ path }) => path === KEY_PATH)).toHaveLength(1);
      const secrets = [VALUE, NEW_VALUE, VALUE.toUpperCase()];
      expect(spellingsIn(end.stdout + end.stderr, secrets)).toEqual([]);
    },
    30_000,
  );
});

describe('an answer to the validation of a key', () => {
  it.each(VALIDATIONS.map((each) => [each.name, each] as const))(
    '%s',
    async (_, { answer, codes }) => {
      const home = freshHome();
      tell({
        validate: answer,
        other: (path) => (path.endsWith('/series') ? { status: 202 } : 'pass'),
      });
      const end = await create(home, ['--data', 'metrics', '--read-back-timeout', '1s']);
      const valid = end.report.results.find(({ id }) => id === 'key.validate');
      expect(codes).toContain(valid?.finding.code);
    },
    30_000,
  );
});

describe('an answer of an intake', () => {
  it.each(INTAKES.map((each) => [each.name, each] as const))(
    '%s',
    async (_, { answer, grade, codes }) => {
      const home = freshHome();
      tell({ other: (path) => (path === '/api/v2/series' ? answer : 'pass') });
      const end = await create(home, ['--data', 'metrics', '--read-back-timeout', '1s']);
      const data = dataResult(end.report);
      expect([data?.finding.code, data?.finding.args]).toEqual([
        expect.toBeOneOf([...codes]),
        expect.anything(),
      ]);
      expect([grade].flat()).toContain(data?.grade);
      if (data?.finding.code === 'data.not-seen-yet') expect(data.proof).toBe('accepted');
    },
    30_000,
  );
});

describe('what is read back', () => {
  it.each(READ_BACKS.map((each) => [each.name, each] as const))(
    '%s',
    async (_, { answers, grade, codes }) => {
      const home = freshHome();
      const turn = inTurn(answers);
      let made: Told = 'pass';
      server.tell(({ path }) => {
        if (/^\/api\/v[12]\/query/.test(path)) return turn();
        if (path === KEY_PATH) return made;
        return 'pass';
      });
      made = 'pass';
      await lab.revokeKeys();
      const end = await create(home, ['--data', 'metrics', '--read-back-timeout', '3s']);
      const data = dataResult(end.report);
      expect([data?.finding.code, data?.finding.args]).toEqual([
        expect.toBeOneOf([...codes]),
        expect.anything(),
      ]);
      expect([grade].flat()).toContain(data?.grade);
      expect(data?.proof).toBe(data?.grade === 'passed' ? 'observed' : 'accepted');
    },
    30_000,
  );
});

describe('a server that gives back what it was sent', () => {
  it.each(Object.entries(SPELLINGS))(
    '%s: nothing of token and key is shown',
    async (_, spell) => {
      const home = freshHome();
      const { accessToken } = storedGrant(home.path, 'us1');
      const echo = (secret: string): Told => ({
        status: 400,
        headers: {
          'content-type': 'text/plain',
          'x-echo': spell(secret),
          'x-request-id': spell(secret),
        },
        body: `{"errors":["Bad: ${spell(secret)}"]}`,
      });
      const har = join(home.path, 'own.har');
      server.tell(({ path, headers }) => {
        if (path === KEY_PATH) return DOCUMENTED;
        if (path === VALIDATE_PATH) return echo(String(headers['dd-api-key']));
        if (path.endsWith('/series')) return echo(String(headers['dd-api-key']));
        return 'pass';
      });
      const key = await create(home, [
        '--data',
        'metrics',
        '--read-back-timeout',
        '1s',
        '--har',
        har,
      ]);
      const other = freshHome();
      const otherHar = join(other.path, 'own.har');
      server.tell(({ path, headers }) =>
        path === KEY_PATH ? echo(String(headers['authorization']).replace('Bearer ', '')) : 'pass',
      );
      const token = await create(other, ['--har', otherHar]);
      expect(codesOf(token.report)).toContain('key.bad-request');
      const files = [har, otherHar].filter(existsSync).map((file) => readFileSync(file, 'utf8'));
      const all = [key.stdout, key.stderr, token.stdout, token.stderr, ...files].join('\n');
      expect(spellingsIn(all, [VALUE, accessToken])).toEqual([]);
    },
    30_000,
  );
});
