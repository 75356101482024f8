import { describe, expect, test } from 'vitest';
import { ToolError } from '../../src/errors.ts';
import { parseSiteList } from '../../src/sites/parse-site-list.ts';
import { createSiteTable } from '../../src/sites/site-table.ts';
import { labSite } from './lab.ts';

const table = createSiteTable([labSite()]);

function keys(...values: string[]): string[] {
  return parseSiteList(values, table).map(({ key }) => key);
}

function failure(...values: string[]): ToolError {
  try {
    parseSiteList(values, table);
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('parseSiteList', () => {
  test.each([
    [['us1'], ['us1']],
    [['us1,eu1'], ['us1', 'eu1']],
    [
      ['eu1', 'us1'],
      ['us1', 'eu1'],
    ],
    [[' eu1 , us1,'], ['us1', 'eu1']],
    [['eu1', 'datadoghq.eu', 'EU', 'https://app.datadoghq.eu/'], ['eu1']],
    [
      ['lab', 'us2-fed'],
      ['us2-fed', 'lab'],
    ],
  ])('%j gives %j', (values, expected) => {
    expect(keys(...values)).toEqual(expected);
  });

  test('all is the whole table, also beside other names', () => {
    expect(keys('all')).toEqual(table.all.map(({ key }) => key));
    expect(keys('us1', 'ALL')).toEqual(table.all.map(({ key }) => key));
  });

  test.each([[[]], [['']], [[',']], [[' ', ',']]])('%j is refused', (values) => {
    expect(failure(...values)).toMatchObject({ code: 'usage.site', exitCode: 2 });
  });

  test('the message names place, word, suggestion and keys', () => {
    const { code, message } = failure('us1,us6');
    expect(code).toBe('usage.site');
    for (const part of ['--site', '"us6"', 'us5?', 'us1-fed', 'lab'])
      expect(message).toContain(part);
    expect(() => parseSiteList(['nowhere'], table, 'DD_SITE')).toThrow(/^DD_SITE: /);
  });

  test('a hostile word cannot write to the terminal or flood it', () => {
    const { message } = failure(`\u001b[31mus1\u202e${'x'.repeat(5000)}`);
    expect(message).not.toMatch(/[\u001b\u202e\n]/);
    expect(message.length).toBeLessThan(400);
  });
});
