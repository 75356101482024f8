import { describe, expect, it } from 'vitest';
import { SITES } from '../../../src/catalog/sites.ts';
import { compareSiteLists, readSiteList } from '../../../src/checks/region/live-sites.ts';
import { hostOf } from '../../../src/sites/datadog-hosts.ts';
import { createSiteTable } from '../../../src/sites/site-table.ts';

const answer = (body: unknown, status = 200) =>
  readSiteList({
    status,
    headers: {},
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const document = (sites: unknown) => ({ data: { id: 'prod', type: 'env', attributes: { sites } } });

describe('readSiteList', () => {
  it.each([
    [
      document(['app.datadoghq.com', 'app.datadoghq.eu']),
      ['app.datadoghq.com', 'app.datadoghq.eu'],
    ],
    [{ data: [document(['a']).data, document(['b', 'a']).data] }, ['a', 'b']],
    [document(['a', 1, null, '']), ['a']],
  ])('%j', (body, hosts) => {
    expect(answer(body)).toEqual({ kind: 'hosts', hosts });
  });

  it.each([
    ['nonsense', 200],
    ['', 200],
    [document([]), 200],
    [document('app.datadoghq.com'), 200],
    [{ data: null }, 200],
    [{}, 200],
    [{ errors: ['Forbidden'] }, 403],
    ['<html>', 503],
  ])('%j with %i is unreadable', (body, status) => {
    expect(answer(body, status)).toEqual({ kind: 'unreadable', status });
  });

  it('a 404 says that there is no such list', () => {
    expect(answer({ errors: ['Not found'] }, 404)).toEqual({ kind: 'absent' });
  });
});

describe('compareSiteLists', () => {
  const table = createSiteTable();
  const all = SITES.map(({ app }) => hostOf(app.url));
  const commercial = SITES.filter(({ environment }) => environment === 'commercial');
  const compare = (hosts: readonly string[], asked = SITES) => {
    const { grade, finding } = compareSiteLists(hosts, asked, table);
    return [grade, finding.code, finding.args['hosts'] ?? finding.args['count']];
  };

  it('agrees', () => {
    expect(compare(all)).toEqual(['passed', 'region.live-agrees', 9]);
    // Whoever asked commercial sites learns nothing of the others.
    const own = commercial.map(({ app }) => hostOf(app.url));
    expect(compare(own, commercial)).toEqual(['passed', 'region.live-agrees', 7]);
    expect(compare(all.map((host) => `https://${host}/`))).toEqual([
      'passed',
      'region.live-agrees',
      9,
    ]);
  });

  it('names what this program does not know, above all else', () => {
    expect(compare([...all, 'us7.datadoghq.com'])).toEqual([
      'warning',
      'region.live-unknown',
      ['us7.datadoghq.com'],
    ]);
    expect(compare(['datadoghq.com.evil.example'])).toEqual([
      'warning',
      'region.live-unknown',
      ['datadoghq.com.evil.example'],
    ]);
  });

  it('asks to look at what is not listed', () => {
    expect(compare(all.filter((host) => !host.startsWith('uk1')))).toEqual([
      'review',
      'region.live-missing',
      ['uk1.datadoghq.com'],
    ]);
  });
});
