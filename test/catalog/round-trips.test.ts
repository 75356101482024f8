import { describe, expect, test } from 'vitest';
import type { AuthorizationProbe, Creation, WriteRequest } from '../../src/catalog/scope-row.ts';
import { SCOPES } from '../../src/catalog/scopes.ts';
import type { JsonValue } from '../../src/model/json.ts';

const trips = SCOPES.flatMap(({ scope, roundTrip }) => (roundTrip ? [{ scope, roundTrip }] : []));
const asked = SCOPES.flatMap(({ scope, authorizationProbe }) =>
  authorizationProbe ? [[scope, authorizationProbe] as const] : [],
);
const creations = trips.flatMap(({ scope, roundTrip }) =>
  [...roundTrip.needs, roundTrip.subject].map((creation): [string, string, Creation] => [
    scope,
    creation.step,
    creation,
  ]),
);

const PLACEHOLDER =
  /\{(?:name|slug|upper|run|uuid|id(?::[a-z_]+)?|(?:now|nowMs|iso)(?:[+-]\d+)?)\}/g;

/** Every text a request sends or is addressed to. */
function textsOf(request: WriteRequest): string[] {
  const { path, query, body, upload } = request;
  const sent = upload ? [upload.fileName, upload.content] : [];
  return [path, ...Object.values(query ?? {}), ...textsIn(body), ...sent];
}

function textsIn(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function requestsOf({ create, read, delete: remove }: Creation): WriteRequest[] {
  return [create, ...(read ? [read] : []), remove];
}

/** Steps whose ids a request names; `''` is the creation's own. */
function idsIn(request: WriteRequest): string[] {
  const found = textsOf(request).flatMap((text) => [...text.matchAll(/\{id(?::([a-z_]+))?\}/g)]);
  return found.map(([, step]) => step ?? '');
}

describe('the round trips', () => {
  test('are as many as the fact file knows', () => {
    expect(trips).toHaveLength(36);
    for (const { scope } of trips) {
      expect(SCOPES.find((row) => row.scope === scope)?.access).not.toBe('read');
    }
  });

  test.each(creations)('%s: %s is created, found again and deleted', (scope, step, creation) => {
    expect(step).toMatch(/^[a-z_]+$/);
    expect(creation.idAt).toMatch(/^[a-z_]+(?:\.(?:[a-z_]+|\d+))*$/);
    expect(creation.create.method).toBe('POST');
    expect(Boolean(creation.create.body) !== Boolean(creation.create.upload)).toBe(true);
    expect(creation.read?.method).toBe('GET');
    expect(creation.read?.body).toBeUndefined();
    expect(['DELETE', 'POST']).toContain(creation.delete.method);
    expect(idsIn(creation.create)).not.toContain('');
    expect(idsIn(creation.delete)).toContain('');
    expect(scope).not.toBe('');
  });

  test.each(creations)('%s: %s leaves no unknown placeholder', (_, __, creation) => {
    for (const request of requestsOf(creation)) {
      expect(request.operationId).toMatch(/^[A-Z][A-Za-z0-9]+$/);
      expect(request.opens.length).toBeGreaterThan(0);
      for (const text of textsOf(request)) {
        // `{*}` is a metric query's "everywhere".
        expect(text.replace(PLACEHOLDER, '').replace('{*}', '')).not.toMatch(/[{}]/);
      }
    }
  });

  test.each(creations)('%s: %s shows whose it is', (_, __, creation) => {
    expect(textsOf(creation.create).join(' ')).toMatch(/\{(?:name|slug|upper|run)\}/);
  });

  test.each(trips.map((trip) => [trip.scope, trip.roundTrip] as const))(
    '%s uses only ids of earlier steps, and its subject needs the scope',
    (scope, { needs, subject, leaves }) => {
      const known = [''];
      for (const creation of [...needs, subject]) {
        for (const request of requestsOf(creation)) {
          for (const id of idsIn(request)) expect(known).toContain(id);
        }
        expect(known).not.toContain(creation.step);
        known.push(creation.step);
      }
      expect(subject.create.opens.some((set) => set.includes(scope))).toBe(true);
      if (leaves !== undefined) expect(leaves).toMatch(/^[A-Z].{20,}\.$/);
    },
  );

  test.each(trips.map((trip) => [trip.scope, trip.roundTrip] as const))(
    '%s tells nobody and switches nothing on',
    (_, { needs, subject }) => {
      for (const { create } of [...needs, subject]) {
        const text = JSON.stringify(create.body ?? {});
        expect(text).not.toMatch(/@|notification_handles|"notify_list"|"invitees":\[[^\]]/);
        expect(text).not.toMatch(
          /"(?:enabled|is_?enabled|published|is_default|is_production)":true/i,
        );
        expect(text).not.toMatch(/"(?:customer_impacted|subscriptions_enabled)":true/);
        expect(text).not.toMatch(/"share_type":"open"|"type":"public"|"status":"(?:live|active)"/);
      }
    },
  );

  test('says where an answer holds a secret', () => {
    const secret = trips.filter(({ roundTrip }) => roundTrip.subject.secretAnswer);
    expect(secret.map(({ scope }) => scope)).toEqual([
      'dashboards_embed_share',
      'dashboards_invite_share',
      'rum_apps_write',
      'synthetics_private_location_write',
    ]);
  });
});

describe('the authorization probes', () => {
  test.each(asked)('%s asks for what cannot exist', (scope, probe: AuthorizationProbe) => {
    const { request, letIn } = probe;
    expect(['GET', 'DELETE']).toContain(request.method);
    expect(request.body).toBeUndefined();
    expect(request.path).toMatch(/\{uuid\}|\/0(?:\/|$)|no[-_]such|\/000000000000$/);
    // An id of the run's own would delete what a round trip has just made.
    expect(request.path).not.toMatch(/\{(?:name|slug|upper|id|run)/);
    expect(letIn).toEqual([404]);
    expect(request.opens.some((set) => set.includes(scope))).toBe(true);
  });

  test('never delete for a scope that reads', () => {
    for (const { access, authorizationProbe } of SCOPES) {
      if (access === 'read') expect(authorizationProbe?.request.method).not.toBe('DELETE');
    }
  });

  test('are the only proof of eleven scopes', () => {
    const alone = SCOPES.filter(
      (row) => row.authorizationProbe && !row.roundTrip && row.probes.length === 0,
    );
    expect(alone).toHaveLength(11);
  });
});
