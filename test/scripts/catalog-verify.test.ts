import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkRequest, type CheckedRequest } from '../../scripts/catalog-verify/check-request.mjs';
import { compare, lineOf } from '../../scripts/catalog-verify/compare.mjs';
import { searches, submissions } from '../../scripts/catalog-verify/data-requests.mjs';
import { EXPLAINED_DATA } from '../../scripts/catalog-verify/explained-data.mjs';
import { EXPLAINED } from '../../scripts/catalog-verify/explained.mjs';
import { checkPayloadSchemas } from '../../scripts/catalog-verify/payload-schemas.mjs';
import { requestsOfRows } from '../../scripts/catalog-verify/requests.mjs';
import { DATA_TYPES } from '../../src/catalog/data-types.ts';
import { SPECIFIED_PAYLOADS } from '../../src/catalog/payload-schemas.ts';
import type { Creation } from '../../src/catalog/scope-row.ts';
import { SCOPES } from '../../src/catalog/scopes.ts';
import { SITES } from '../../src/catalog/sites.ts';
import { ownPayload, ownTags } from '../../src/datadog/data/own-payload.ts';
import { READ_ROUTES } from '../../src/datadog/data/read-routes.ts';
import { intakeOf, submissionRequest } from '../../src/datadog/data/submission.ts';
import { CREATE, LIST, SPECIFICATION } from './catalog-verify-spec.ts';

const DATA = {
  DATA_TYPES,
  SITES,
  READ_ROUTES,
  intakeOf,
  ownPayload,
  ownTags,
  submissionRequest,
};

const kindsOf = (request: CheckedRequest) =>
  checkRequest(request, SPECIFICATION).map(({ kind }) => kind);
const claims = (request: CheckedRequest, more: object): CheckedRequest => {
  if (!request.claims) throw new Error('a request without claims');
  return { ...request, claims: { ...request.claims, ...more } };
};
const { claims: _claims, place: _place, ...unclaimed } = LIST;
const DELETE: CheckedRequest = {
  ...unclaimed,
  method: 'DELETE',
  path: '/api/v1/thing/7',
  query: {},
  scope: 'things_write',
  ids: {},
};

const request = { operationId: 'X', opens: [], oauthDeclared: true, unstable: false };
const thing: Creation = {
  step: 'thing',
  create: { ...request, method: 'POST', path: '/api/v1/thing' },
  idAt: 'data.0.id',
  delete: { ...request, method: 'DELETE', path: '/api/v1/thing/{id}' },
};

describe('a request held against a specification', () => {
  test('agrees when all is as described', () => {
    expect(checkRequest(LIST, SPECIFICATION)).toEqual([]);
    expect(checkRequest(CREATE, SPECIFICATION)).toEqual([]);
  });

  test.each<[string, CheckedRequest, string[]]>([
    ['no such path', { ...LIST, path: '/api/v1/things' }, ['operation']],
    ['no such method', { ...LIST, method: 'PATCH' }, ['operation']],
    ['another name', claims(LIST, { operationId: 'ListOthers' }), ['operation-id']],
    ['stable or not', claims(LIST, { unstable: true }), ['unstable']],
    ['another alternative', claims(LIST, { opens: [['things_read']] }), ['opens']],
    [
      'alternatives for both',
      claims(LIST, { opens: [['things_read'], ['things_admin'], ['org']] }),
      ['opens'],
    ],
    ['OAuth denied', claims(LIST, { oauthDeclared: false }), ['oauth']],
    ['another scope', { ...LIST, scope: 'things_write' }, ['scope']],
    ['a missing parameter', { ...LIST, query: { size: '1' } }, ['query']],
    ['an unknown parameter', { ...LIST, query: { from: '{iso}', page: '1' } }, ['query']],
    ['a number too large', { ...LIST, query: { from: '{iso}', size: '11' } }, ['query']],
    ['a word for a number', { ...LIST, query: { from: '{iso}', size: 'ten' } }, ['query']],
    ['a date that is none', { ...LIST, query: { from: 'now-15m' } }, ['query']],
    ['an item that is not listed', { ...LIST, query: { from: '{iso}', kinds: 'a,c' } }, ['query']],
    ['a place that is not there', { ...LIST, place: 'data' }, ['answer']],
    ['a body where none belongs', { ...LIST, body: {} }, ['body']],
    ['a required member missing', { ...CREATE, body: { left: true } }, ['body']],
    ['an unknown member', { ...CREATE, body: { name: '', left: true, nmae: '' } }, ['body']],
    [
      'an unknown member inside',
      { ...CREATE, body: { name: '', right: { name: '', left: true, x: 1 } } },
      ['body'],
    ],
    [
      'both alternatives',
      { ...CREATE, body: { name: '', left: true, right: { name: '', left: true } } },
      ['body'],
    ],
    ['a wrong type', { ...CREATE, body: { name: 7, left: true } }, ['body']],
    [
      'an upload for JSON',
      { ...CREATE, upload: { field: 'file', fileName: 'f', content: '' } },
      ['body'],
    ],
    ['a place in a list', { ...CREATE, place: 'data.id' }, ['answer']],
  ])('%s is found', (_name, changed, kinds) => {
    expect(kindsOf(changed)).toEqual(kinds);
  });

  test('a body that is missing is found', () => {
    const { body: _body, ...without } = CREATE;
    expect(kindsOf(without)).toEqual(['body']);
  });

  test('role permissions stand in where OAuth names no scope, and keys alone are found', () => {
    const granted = [['things_admin'], ['things_write']];
    const claimed = {
      operationId: 'DeleteThing',
      opens: granted,
      oauthDeclared: false,
      unstable: false,
    };
    expect(kindsOf({ ...DELETE, claims: claimed })).toEqual(['no-oauth']);
    expect(kindsOf({ ...DELETE, scope: 'things_read' })).toEqual(['no-oauth', 'scope']);
    expect(kindsOf({ ...DELETE, path: '/api/v1/thing/{uuid}' })).toEqual(['no-oauth', 'path']);
  });

  test('an id has the type that the answer to its creation gives it', () => {
    const own = { ...DELETE, path: '/api/v1/thing/{id}', ids: { '': thing } };
    expect(kindsOf(own)).toEqual(['no-oauth']);
    const text: Creation = { ...thing, idAt: 'data.0.name' };
    expect(kindsOf({ ...own, ids: { '': text } })).toEqual(['no-oauth', 'path']);
    const earlier = { ...DELETE, path: '/api/v1/thing/{id:thing}' };
    expect(kindsOf({ ...earlier, ids: { thing } })).toEqual(['no-oauth']);
    expect(kindsOf(earlier)).toEqual(['no-oauth', 'path']);
  });

  test('an operation that names nothing is found, unless any token is what is asked', () => {
    const search = { ...DELETE, method: 'GET', path: '/api/v1/thing/search' };
    expect(kindsOf(search)).toEqual(['scope']);
    expect(kindsOf({ ...search, anyToken: true })).toEqual([]);
    expect(kindsOf({ ...LIST, anyToken: true })).toEqual(['any-token']);
  });

  test('an upload goes to a form that has its field', () => {
    const upload = { field: 'file', fileName: 'f', content: 'x' };
    const sent = { ...DELETE, method: 'POST', path: '/api/v1/upload', upload };
    expect(kindsOf(sent)).toEqual([]);
    expect(kindsOf({ ...sent, upload: { ...upload, field: 'image' } })).toEqual(['body']);
    const { upload: _upload, ...json } = sent;
    expect(kindsOf({ ...json, body: {} })).toEqual(['body']);
  });
});

describe('requests with an API key', () => {
  const thing = (security: object, server = 'intake') => ({
    v2: {
      security: [both],
      paths: {
        '/api/v2/things': {
          post: {
            security: [security],
            requestBody: { content: { 'text/json': { schema: { type: 'array' } } } },
            servers: [{ variables: { subdomain: { default: server } } }],
          },
        },
      },
    },
  });
  const both = { apiKeyAuth: [], appKeyAuth: [] };
  const submission: CheckedRequest = {
    scope: '-',
    what: 'submit things',
    method: 'POST',
    path: '/api/v2/things',
    body: [],
    ids: {},
    withKey: true,
    contentType: 'text/json',
    hosts: [{ host: 'intake.datadoghq.eu', domain: 'datadoghq.eu' }],
  };
  const key = { apiKeyAuth: [] };

  test.each<[string, CheckedRequest, object, string[]]>([
    ['the key alone', submission, thing(key), []],
    ['an application key too', submission, thing(both), ['key']],
    ['no key at all', submission, thing({ AuthZ: [] }), ['key']],
    ['another type', { ...submission, contentType: 'text/plain' }, thing(key), ['content-type']],
    ['another host', submission, thing(key, 'http-intake.logs'), ['server']],
    [
      'the host of another site',
      { ...submission, hosts: [{ host: 'intake.datadoghq.com', domain: 'datadoghq.eu' }] },
      thing(key),
      ['server'],
    ],
    ['another body', { ...submission, body: {} }, thing(key), ['body']],
  ])('%s', (_, request, specification, kinds) => {
    const found = checkRequest(request, specification as typeof SPECIFICATION);
    expect(found.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('every data type goes to a host of each site that lists its intake', () => {
    const hosts = new Map(
      submissions(DATA).map(({ what, hosts: list = [] }) => [
        what.replace('submit ', ''),
        list.map(({ host }) => host),
      ]),
    );
    expect([...hosts.keys()]).toEqual(
      Object.keys(DATA_TYPES).filter((name) => name !== 'otlp-traces'),
    );
    expect(hosts.get('metrics')).toHaveLength(SITES.length);
    expect(hosts.get('otlp-logs')).toHaveLength(SITES.length - 2);
    for (const list of hosts.values()) expect(new Set(list).size).toBe(list.length);
  });

  test('a schema that is not the one of the specification is found', () => {
    expect(checkPayloadSchemas(SPECIFIED_PAYLOADS, { v1: {}, v2: {} })).toHaveLength(7);
    const json = { 'text/json': { schema: { $ref: '#/schemas/Series' } } };
    const post = { requestBody: { content: json } };
    const document = { paths: { '/api/v1/series': { post } }, schemas: { Series: {} } };
    const [, differs] = checkPayloadSchemas(SPECIFIED_PAYLOADS, { v1: document });
    expect(differs?.reason).toMatch(/differs/);
    const schema = { type: 'object', description: 'for people', additionalProperties: false };
    const one = { ...document, schemas: { Series: schema } };
    const small = { type: 'object', others: 'refused' } as const;
    const left = checkPayloadSchemas({ ...SPECIFIED_PAYLOADS, 'metrics-v1': small }, { v1: one });
    expect(left.map(({ what }) => what)).not.toContain('payload of metrics-v1');
  });
});

describe('explanations', () => {
  const found = checkRequest({ ...LIST, query: {} }, SPECIFICATION);
  const known = { kind: 'query', reason: 'known', operations: ['GET /api/v1/thing'] };

  test('explain kind and operation, nothing else', () => {
    expect(compare(found, [known]).judged.map(({ explained }) => explained)).toEqual(['known']);
    const { judged, stale } = compare(found, [{ ...known, kind: 'body' }]);
    expect(judged[0]?.explained).toBeUndefined();
    expect(stale).toEqual(['body GET /api/v1/thing']);
  });

  test('are shown in one line with scope, request and reason', () => {
    const [line] = compare(found, [known]).judged.map(lineOf);
    expect(line).toBe(
      'things_read: read probe: GET /api/v1/thing: query: parameter from is missing (explained: known)',
    );
  });
});

describe('the script', () => {
  const script = fileURLToPath(new URL('../../scripts/catalog-verify.mjs', import.meta.url));
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });

  test('wants two files', () => {
    expect(run('one.yaml')).toMatchObject({ status: 2, stdout: '' });
  });

  test('fails on a specification without the operations, and names each request', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ddoauth-verify-'));
    const file = path.join(folder, 'empty.yaml');
    writeFileSync(file, 'openapi: 3.0.0\npaths: {}\n');
    const { status, stdout } = run(file, file);
    rmSync(folder, { recursive: true });
    const lines = stdout.trim().split('\n');
    expect(status).toBe(1);
    expect(stdout).toContain(
      'monitors_write: create monitor: POST /api/v1/monitor: operation: is in neither file (UNEXPLAINED)',
    );
    expect(stdout).toContain('explained, but no longer so');
    const { checked, unexplained } =
      /^(?<checked>\d+) requests checked, \d+ disagreements, 4 explained, (?<unexplained>\d+) unexplained$/.exec(
        lines.at(-1) ?? '',
      )?.groups ?? {};
    expect(Number(unexplained)).toBe(Number(checked) - 4);
    expect(Number(checked)).toBeGreaterThan(requestsOfRows(SCOPES).length);
  });
});

test('every explanation is about a request of the catalog', () => {
  const shape = (text: string) =>
    text.replace(/\{[^}]+\}|\/0(?=\/|$)|[\w-]*no[-_]such[\w-]*/g, '*');
  const asked = new Set(
    [...requestsOfRows(SCOPES), ...submissions(DATA), ...searches(DATA)].map(
      ({ method, path: at }) => shape(`${method} ${at}`),
    ),
  );
  for (const { operations, reason } of [...EXPLAINED, ...EXPLAINED_DATA]) {
    expect(reason).toMatch(/^[A-Z].{20,}\.$/);
    for (const operation of operations) {
      expect(
        [...asked].some(
          (one) => one.replaceAll('/*', '') === shape(operation).replaceAll('/*', ''),
        ),
      ).toBe(true);
    }
  }
});
