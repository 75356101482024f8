import { describe, expect, onTestFinished, test } from 'vitest';
import { SCOPES } from '../../src/catalog/scopes.ts';
import { checkScopes } from '../../src/checks/scope-checks.ts';
import { probeTokenAlive } from '../../src/checks/token-liveness.ts';
import { openNodeFetch } from '../../src/host/node/fetch.ts';
import { Redactor } from '../../src/redact.ts';
import { createRateBudget } from '../../src/transport/rate-budget.ts';
import { createTransport } from '../../src/transport/transport.ts';
import { fastClock, random } from '../storage/support.ts';
import { inTurn, startAnswering } from '../support/answering.ts';
import { SECOND } from './unseen-answers-second.rows.ts';
import {
  ANSWERS,
  DENIALS,
  LIMITS,
  OTHER_STATUSES,
  type ScopeSituation,
} from './unseen-answers.rows.ts';

const TOKEN = 'ddat/unseen+answers=of 1 token';
const ALIVE = { status: 200, body: { data: [{ id: 'x', type: 'process' }], meta: {} } };
/** How long the run may take, in which a wait for a limit has to fit. */
const RUN_MS = 60_000;

/** Paths of a route: each name in braces is a part. */
function pathPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`);
}

/** Asks for one scope, over sockets, and returns its verdict. */
async function verdictOf(situation: ScopeSituation) {
  const { scope = 'monitors_read', answers, others = ALIVE } = situation;
  const { granted = [scope] } = situation;
  const row = SCOPES.find((each) => each.scope === scope);
  if (row === undefined) throw new Error(`no row for ${scope}`);
  const server = await startAnswering();
  onTestFinished(() => server.close());
  const routes = [...row.probes, ...[row.authorizationProbe?.request ?? []].flat()];
  const own = routes.map(({ path }) => pathPattern(path));
  const perRoute = new Map<string, ReturnType<typeof inTurn>>();
  server.tell(({ path, headers }) => {
    expect(headers['authorization']).toBe(`Bearer ${TOKEN}`);
    if (!own.some((pattern) => pattern.test(path))) return others;
    const turn = perRoute.get(path) ?? inTurn(answers);
    perRoute.set(path, turn);
    return turn();
  });
  const remainingMs = () => RUN_MS;
  const send = createTransport({
    fetch: openNodeFetch({}, {}),
    clock: fastClock,
    random,
    redactor: new Redactor(),
    remainingMs,
    budget: createRateBudget({ clock: fastClock, remainingMs, onWait: () => undefined }),
    onExchange: () => undefined,
    signal: new AbortController().signal,
  });
  const soon: typeof send = (request, options) => send(request, { ...options, timeoutMs: 1_500 });
  const apiUrl = server.origin;
  const [verdict] = await checkScopes(
    [row],
    {
      site: 'us1',
      apiUrl,
      grant: { accessToken: TOKEN, scopes: granted },
      send: soon,
      clock: fastClock,
      tokenAlive: () => probeTokenAlive({ apiUrl, accessToken: TOKEN, send: soon }),
    },
    { concurrency: 4 },
  );
  if (verdict === undefined) throw new Error('no verdict');
  return verdict;
}

describe.each([
  ['a refusal', DENIALS],
  ['another status', OTHER_STATUSES],
  ['a limit', LIMITS],
  ['an answer', ANSWERS],
  ['a second look', SECOND],
])('%s', (_, situations) => {
  test.each(situations.map((situation) => [situation.name, situation] as const))(
    '%s',
    async (_name, situation) => {
      const { grade, proof, finding } = await verdictOf(situation);
      expect([situation.codes, `${finding.code} ${JSON.stringify(finding.args)}`]).toEqual([
        expect.arrayContaining([finding.code]),
        expect.any(String),
      ]);
      expect([situation.grade].flat()).toContain(grade);
      if (situation.proof !== undefined) expect(proof).toBe(situation.proof);
      if (grade !== 'passed') expect(proof).not.toBe('observed');
    },
    30_000,
  );
});
