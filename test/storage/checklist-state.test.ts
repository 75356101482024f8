import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeClock } from '../../src/host/node/clock.ts';
import { STEP_NAMES, type StepName, type StepRecord } from '../../src/model/checklist.ts';
import {
  createMemoryChecklistState,
  openChecklistState,
} from '../../src/storage/checklist-state.ts';
import { codeOfRejection, freshFolder, random } from './support.ts';

function open(folder: string, change: { target?: string; clientId?: string } = {}) {
  return openChecklistState({
    folder,
    target: 'datadog',
    clientId: 'client/1',
    clock: nodeClock,
    random,
    pid: process.pid,
    hostname: 'h',
    onNotice: () => undefined,
    ...change,
  });
}

function record(step: StepName, runId = 'r1'): StepRecord {
  return {
    step,
    at: '2026-11-20T12:00:00.000Z',
    runId,
    basis: { kind: 'test' },
    sites: ['us1'],
    allowWrites: false,
    verdicts: [
      {
        id: 'scope.monitors_read',
        check: 'scope.read',
        title: 'Scope monitors_read',
        subject: { site: 'us1', scope: 'monitors_read' },
        grade: 'passed',
        proof: 'observed',
        finding: { code: 'scope.observed', args: { list: ['a'], count: 1, good: true } },
        exchanges: [
          {
            method: 'GET',
            url: 'https://api.datadoghq.com/api/v1/monitor',
            status: 200,
            durationMs: 3,
          },
        ],
        durationMs: 4,
      },
    ],
    answer: { says: 'yes', note: 'seen', at: '2026-11-20T12:01:00.000Z', of: ['a'] },
  };
}

describe('openChecklistState', () => {
  it('makes nothing before the first step, then one private file', async () => {
    const folder = await freshFolder();
    const state = open(join(folder, 'data'));
    expect(await state.load()).toEqual(new Map());
    expect(await readdir(folder)).toEqual([]);
    await state.save(record('scopes'));
    expect(statSync(state.where ?? '').mode & 0o777).toBe(0o600);
    expect(await open(join(folder, 'data')).load()).toEqual(
      new Map([['scopes', record('scopes')]]),
    );
  });

  it('keeps clients and targets apart', async () => {
    const folder = await freshFolder();
    await open(folder).save(record('scopes'));
    for (const other of [{ clientId: 'client/2' }, { target: 'http://127.0.0.1:1' }]) {
      expect(await open(folder, other).load()).toEqual(new Map());
    }
  });

  it('loses nothing when many save at once, each into what the others have left', async () => {
    const folder = await freshFolder();
    await Promise.all(STEP_NAMES.map((step) => open(folder).save(record(step))));
    await Promise.all([
      open(folder).save(record('scopes', 'r2')),
      open(folder).forget('regions'),
      open(folder).forget('regions'),
    ]);
    const found = await open(folder).load();
    expect([...found.keys()].sort()).toEqual(
      STEP_NAMES.filter((step) => step !== 'regions').sort(),
    );
    expect(found.get('scopes')?.runId).toBe('r2');
  });

  it.each([
    ['grade', 'excellent'],
    ['exchanges', 'none'],
    ['finding', { code: 'a', args: { deep: {} } }],
  ])('a verdict with another %s is refused, and the file stays', async (member, value) => {
    const folder = await freshFolder();
    const state = open(folder);
    await state.save(record('scopes'));
    const path = state.where ?? '';
    const file = JSON.parse(readFileSync(path, 'utf8')) as {
      steps: Record<string, { verdicts: Record<string, unknown>[] }>;
    };
    const [verdict] = file.steps['scopes']?.verdicts ?? [];
    if (verdict === undefined) throw new Error('no verdict');
    verdict[member] = value;
    writeFileSync(path, JSON.stringify(file));
    const before = readFileSync(path, 'utf8');
    expect(await codeOfRejection(open(folder).load())).toBe('store.failed');
    expect(await codeOfRejection(open(folder).save(record('sites')))).toBe('store.failed');
    expect(readFileSync(path, 'utf8')).toBe(before);
  });
});

describe('createMemoryChecklistState', () => {
  it('does the same without a disk', async () => {
    const state = createMemoryChecklistState();
    await state.save(record('scopes'));
    expect([...(await state.load()).keys()]).toEqual(['scopes']);
    await state.forget('scopes');
    expect(await state.load()).toEqual(new Map());
    expect(state.where).toBeUndefined();
  });
});
