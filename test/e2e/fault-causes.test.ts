import { afterAll, describe, expect, it } from 'vitest';
import { FAULT_KINDS } from '../../src/simulator/faults/faults.ts';
import { SEED_SCHEMA } from '../../src/simulator/world/seed-schema.ts';
import type { Report, Result } from '../../src/model/report.ts';
import { openFaultLab, sourceOf, type FaultLab } from '../support/fault-lab.ts';
import { poolOf } from '../support/pool.ts';
import {
  CONTROL_ROWS,
  FAULT_ROWS,
  NO_FAULTS,
  SEED_ROWS,
  type Expected,
} from './fault-causes.rows.ts';

/** Faults are waited for more than computed: several at once, each at a simulator of its own. */
const labs = poolOf<FaultLab>(
  4,
  () => openFaultLab(),
  (lab) => lab.close(),
);
afterAll(() => labs.close());

const list = (one: string | readonly string[]): readonly string[] =>
  typeof one === 'string' ? [one] : one;

function expectCause(report: Report, expected: Expected): void {
  const codes = list(expected.finding);
  const found = report.results.find(({ finding }) => codes.includes(finding.code));
  const all = report.results.map(({ finding }) => finding.code);
  expect(found, `${codes.join(' or ')} in ${all.join(', ')}`).toBeDefined();
  expect(['passed', 'skipped']).not.toContain(found?.grade);
  const said = wordsOf(report, found);
  expect(said.text).toMatch(expected.cause);
  expect(said.next).toMatch(expected.next);
  if (expected.rule !== undefined) {
    const { rule = '', cause } = found?.recognised ?? {};
    expect(list(expected.rule).flatMap((each) => [each, `${each} ${cause?.id ?? ''}`])).toContain(
      `${rule} ${cause?.id ?? ''}`,
    );
  }
  if (found?.grade !== 'review' && found?.grade !== 'warning') expect(report.exitCode).not.toBe(0);
}

/** What the failing result says, and the verdict of the rules beside it, where there is one. */
function wordsOf(
  report: Report,
  found: Result | undefined,
): { readonly text: string; readonly next: string } {
  const beside = report.results.find(({ check }) => check === 'diagnose');
  const parts = [found?.message, found?.remedy, beside?.message, beside?.remedy];
  return {
    text: parts.filter((part) => part !== undefined).join('\n'),
    next: beside?.nextCommand ?? found?.nextCommand ?? '',
  };
}

describe.concurrent('a fault of the simulator', () => {
  const rows = FAULT_ROWS.flatMap((row) => row.ways.map((way) => ({ ...row, way })));
  it.each(rows)(
    '$fault.kind $fault.status, $way, $command: cause and next command',
    async (row) => {
      const report = await labs.use(async (lab) => {
        await lab.reset();
        await lab.authorize();
        await lab.simulator.control('faults', [row.fault]);
        return (await lab.run(row.way, row.command)).report;
      });
      expectCause(report, row);
    },
    60_000,
  );
});

describe.concurrent('a change at Datadog', () => {
  it.each(CONTROL_ROWS)(
    '$control, $command: cause and next command',
    async (row) => {
      const report = await labs.use(async (lab) => {
        await lab.reset();
        await lab.authorize();
        await lab.createKey();
        await lab.simulator.control(row.control, row.body);
        return (await lab.run('direct', row.command)).report;
      });
      expectCause(report, row);
    },
    60_000,
  );
});

describe.concurrent('a mistake in the registration, the org or the user', () => {
  it.each(SEED_ROWS)(
    '$about, $command: cause and next command',
    async (row) => {
      const own = await openFaultLab(row.lab);
      try {
        if (row.unauthorized !== true) await own.authorize();
        const { report } = await own.run('direct', row.command);
        expectCause(report, row);
      } finally {
        await own.close();
      }
    },
    60_000,
  );
});

describe('the table has', () => {
  it('every kind of fault', () => {
    const kinds = new Set(FAULT_ROWS.map(({ fault }) => fault.kind));
    expect([...kinds].sort()).toEqual([...FAULT_KINDS].sort());
  });

  it('every change that the control of the simulator makes', () => {
    const all = [
      ...sourceOf('simulator/control/control.ts').matchAll(/case '\/__simulator\/([\w-]+)'/g),
    ];
    const changes = all.map(([, name = '']) => name);
    expect(changes.length).toBeGreaterThan(3);
    const rows = new Set(['reset', 'faults', ...CONTROL_ROWS.map(({ control }) => control)]);
    expect([...rows].sort()).toEqual([...new Set(changes)].sort());
  });

  it('every part of a seed, or a word that it is no fault', () => {
    const named = new Set([...NO_FAULTS, ...SEED_ROWS.map(({ about }) => about)]);
    expect(partsOf(SEED_SCHEMA).filter((part) => !named.has(part))).toEqual([]);
  });
});

/** A schema as far as its parts are looked at. */
interface Part {
  readonly type?: string;
  readonly entries?: Readonly<Record<string, Part>>;
  readonly item?: Part;
  readonly wrapped?: Part;
}

/** `clients.sites`, `settings.rateLimits`: two levels of the seed. */
function partsOf(schema: unknown): string[] {
  const { entries = {} } = schema as Part;
  return Object.entries(entries).flatMap(([name, part]) => {
    const below = entriesOf(part);
    const isFlat = below === undefined || ['keys', 'apiKeys', 'applicationKeys'].includes(name);
    return isFlat ? [name] : Object.keys(below).map((key) => `${name}.${key}`);
  });
}

function entriesOf(part: Part): Part['entries'] {
  const inner = part.wrapped ?? part;
  return (inner.item ?? inner).entries;
}
