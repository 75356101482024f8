import { describe, expect, it } from 'vitest';
import { SCOPES } from '../../../src/catalog/scopes.ts';
import { ask, idIn, NAMES, RUN, type Values } from './round-trip-support.ts';
import { clientSeed, obtainTokens, simulate } from '../support.ts';

const everything = clientSeed({ scopes: SCOPES.map((row) => row.scope) });
const trips = SCOPES.flatMap((row) =>
  row.roundTrip ? [{ scope: row.scope, trip: row.roundTrip }] : [],
);

describe('every round trip of the catalog', () => {
  it('there are some', () => {
    expect(trips.length).toBeGreaterThan(30);
  });

  it('creates, reads back and deletes, and nothing is left', async () => {
    const simulator = await simulate(everything);
    const { accessToken: token } = await obtainTokens(simulator);
    const wrong: string[] = [];
    for (const { scope, trip } of trips) {
      const steps = [...trip.needs, trip.subject];
      let values: Values = NAMES;
      const made: { readonly step: (typeof steps)[number]; readonly values: Values }[] = [];
      for (const step of steps) {
        const created = await ask(simulator, step.create, values, token);
        const id = idIn(created, step);
        values = { ...values, [`id:${step.step}`]: id };
        const own = { ...values, id };
        made.push({ step, values: own });
        const says = (what: string): void => void wrong.push(`${scope} ${step.step}: ${what}`);
        if (![200, 201, 202].includes(created.status)) says(`created ${created.status}`);
        const object = simulator.state().objects.at(-1);
        if (object?.id !== String(id)) says(`no object ${id}`);
        if (object?.run !== RUN) says(`run ${object?.run}`);
        if (object?.name == null) says('no name');
        if (!object?.createdBy) says('created by nobody');
        if (!step.read) continue;
        const read = await ask(simulator, step.read, own, token);
        const shown = [String(id), ...Object.values(NAMES)].some((text) =>
          read.text.includes(String(text)),
        );
        if (read.status !== 200 || !shown) says(`read ${read.status} ${read.text}`);
      }
      expect(simulator.state().objects).toHaveLength(steps.length);
      for (const { step, values: own } of made.reverse()) {
        const first = await ask(simulator, step.delete, own, token);
        const second = await ask(simulator, step.delete, own, token);
        if (first.status !== 200 && first.status !== 204) wrong.push(`${scope} ${first.text}`);
        const gone = step.goneStatuses ?? [404, 410];
        if (!gone.includes(second.status)) wrong.push(`${scope} again ${second.status}`);
      }
      expect(simulator.state().objects).toEqual([]);
    }
    expect(wrong).toEqual([]);
  });

  it('is kept out without token, without scope, without permission', async () => {
    const users = everything.users.map((user) => ({
      ...user,
      missingPermissions: SCOPES.map((row) => row.scope),
    }));
    const simulator = await simulate({ ...everything, users });
    const { accessToken: powerless } = await obtainTokens(simulator);
    const { accessToken: scopeless } = await obtainTokens(simulator, { scope: 'api_keys_write' });
    for (const { trip } of trips) {
      for (const { create, read, delete: remove } of [...trip.needs, trip.subject]) {
        for (const request of [create, remove, ...(read ? [read] : [])]) {
          if (request.opens.length === 0) continue;
          const values = { ...NAMES, id: '7', 'id:dashboard': '7', 'id:status_page': '7' };
          expect((await ask(simulator, request, values)).status).toBe(401);
          const noScope = await ask(simulator, request, values, scopeless);
          expect([noScope.status, noScope.json]).toEqual([
            403,
            { errors: ['Forbidden', 'Failed permission authorization checks'] },
          ]);
          const noRight = await ask(simulator, request, values, powerless);
          expect([noRight.status, noRight.json]).toEqual([403, { errors: ['Forbidden'] }]);
        }
      }
    }
    expect(simulator.state().objects).toEqual([]);
  });
});

describe('every authorization probe of the catalog', () => {
  const probes = SCOPES.flatMap((row) =>
    row.authorizationProbe ? [{ scope: row.scope, probe: row.authorizationProbe }] : [],
  );

  it('says that the caller was let in, or 401, or 403', async () => {
    expect(probes.length).toBeGreaterThan(30);
    const simulator = await simulate(everything);
    const { accessToken: full } = await obtainTokens(simulator);
    const { accessToken: others } = await obtainTokens(simulator, { scope: 'api_keys_write' });
    for (const { scope, probe } of probes) {
      const { status } = await ask(simulator, probe.request, NAMES, full);
      expect([scope, probe.letIn.includes(status), status]).toEqual([scope, true, status]);
      expect((await ask(simulator, probe.request, NAMES)).status).toBe(401);
      if (probe.request.opens.length === 0) continue;
      expect((await ask(simulator, probe.request, NAMES, others)).status).toBe(403);
    }
  });
});
