import { describe, expect, it } from 'vitest';
import { DATA_TYPES } from '../../../src/catalog/data-types.ts';
import { DESTINATIONS } from '../../../src/catalog/destinations.ts';
import {
  chooseColumns,
  COLUMNS,
  DESTINATION_NAMES,
  destinationsFor,
  needsClient,
} from '../../../src/flows/region/columns.ts';

describe('chooseColumns', () => {
  it('takes all columns unless told otherwise', () => {
    expect(chooseColumns(undefined, 'used')).toEqual({
      columns: new Set(COLUMNS),
      intakes: 'used',
    });
  });

  it.each([
    [['dns,tls'], ['dns', 'tls'], []],
    [['dns', 'tls api'], ['dns', 'tls', 'api'], []],
    [['intake'], [], 'all'],
    [['intake,intake.logs'], [], 'all'],
    [['intake.rum', 'intake.logs'], [], ['logs', 'rum']],
    [['tls,tls,intake.logs'], ['tls'], ['logs']],
  ])('%j', (only, columns, intakes) => {
    expect(chooseColumns(only, 'all')).toEqual({ columns: new Set(columns), intakes });
  });

  it.each([[['tsl']], [['intake.nothing']], [['']], [[',']], [['DNS']], [['intake.']]])(
    '%j is refused with the flag',
    (only) => {
      expect(() => chooseColumns(only, 'used')).toThrow(/--only/);
    },
  );

  it('knows which columns need a client', () => {
    expect(needsClient(chooseColumns(['dns,tls,api,intake'], 'all'))).toBe(false);
    for (const name of ['authorize-host', 'token', 'client', 'grant', 'key']) {
      expect(needsClient(chooseColumns([name], 'used')), name).toBe(true);
    }
  });
});

describe('destinationsFor', () => {
  const used = chooseColumns(undefined, 'used');

  it('used: what takes data with a key, for a client that may have one', () => {
    const sending = destinationsFor(used, ['monitors_read', 'api_keys_write']);
    expect(sending).toEqual(DESTINATION_NAMES.filter((name) => DESTINATIONS[name].takesKey));
    expect(sending).toContain('logs');
    expect(sending).not.toContain('rum');
    expect(destinationsFor(used, ['monitors_read'])).toEqual([]);
    // No scopes registered says nothing.
    expect(destinationsFor(used, [])).toEqual(sending);
  });

  it('has a destination for every kind of data that can be sent', () => {
    for (const row of Object.values(DATA_TYPES)) {
      const name = row.host === 'api' ? 'metrics' : row.host;
      expect(DESTINATIONS[name].takesKey, row.title).toBe(true);
    }
  });

  it('all: every one; named ones as named', () => {
    expect(destinationsFor(chooseColumns(undefined, 'all'), ['a'])).toEqual(DESTINATION_NAMES);
    expect(destinationsFor(chooseColumns(['intake.rum'], 'used'), ['a'])).toEqual(['rum']);
  });
});
