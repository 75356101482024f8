import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ENVIRONMENT } from '../../../src/catalog/environment.ts';
import { EXIT } from '../../../src/catalog/exit-codes.ts';
import { TOPIC_NAMES } from '../../../src/cli/help/topic-names.ts';
import { topicText } from '../../../src/cli/help/help-topics.ts';
import { main } from '../../../src/cli/main.ts';
import { GRADES, PROOFS } from '../../../src/model/report.ts';
import { fakeHost } from '../../support/fake-host.ts';

const SOURCES = new URL('../../../src/', import.meta.url);
const variables = ENVIRONMENT.flatMap(({ rows }) => rows.map(({ name }) => name));

/** Names that the sources read out of an environment. */
function namesInSources(): Set<string> {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const read = files.flatMap((file) => {
    const text = readFileSync(new URL(file, SOURCES), 'utf8');
    return [
      ...[...text.matchAll(/\benv(?:ironment)?\??\.?\[['"]([A-Za-z_]+)['"]\]/g)].map(
        ([, name]) => name,
      ),
      // Names that are read by way of a constant or a parameter.
      ...[...text.matchAll(/^const [A-Z_]+ = '((?:DD|DDOAUTH|DATADOG)_[A-Z_]+)';$/gm)].map(
        ([, name]) => name,
      ),
      ...[...text.matchAll(/(?:trimmed|fromVariable)\(env, '([A-Z_]+)'/g)].map(([, name]) => name),
      ...(file.endsWith('proxy-choice.ts') ? ['HTTPS_PROXY', 'HTTP_PROXY'] : []),
    ];
  });
  return new Set(read.map((name) => (name ?? '').toUpperCase()));
}

async function help(...words: string[]) {
  const host = fakeHost();
  const code = await main(['help', ...words], host);
  return { code, out: host.out(), err: host.err() };
}

describe('help', () => {
  it.each(TOPIC_NAMES)('has the topic %s, on lines that fit', async (topic) => {
    const { code, out, err } = await help(topic);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(topicText(topic, 80));
    for (const columns of [20, 60, 100, 300]) {
      const lines = topicText(topic, columns).split('\n');
      const widest = Math.max(...lines.map((line) => line.length));
      expect(widest).toBeLessThanOrEqual(Math.max(40, Math.min(columns, 100)));
      expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
    }
  });

  it('shows the same as --help after a command', async () => {
    for (const words of [['check-scopes'], ['grants', 'refresh'], []]) {
      const host = fakeHost();
      expect(await main([...words, '--help'], host)).toBe(0);
      expect(await help(...words)).toEqual({ code: 0, out: host.out(), err: '' });
    }
  });

  it.each([
    [['enviroment'], /did you mean environment\?/],
    [['grants', 'refesh'], /did you mean refresh\?/],
    [['proof', 'more'], /neither a command nor a topic/],
  ])('says what it does not know: %j', async (words, message) => {
    const { code, out, err } = await help(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});

describe('the topics are complete:', () => {
  it('every exit code', () => {
    const text = topicText('exit-codes', 80);
    for (const code of Object.values(EXIT)) expect(text).toMatch(new RegExp(`^ {2}${code} `, 'm'));
  });

  it('every proof level in its order, and every grade', () => {
    const text = topicText('proof', 80);
    const terms = [...text.matchAll(/^ {2}([a-z]+) /gm)].map(([, term]) => term);
    expect(terms).toEqual([...PROOFS, ...GRADES]);
  });

  it('every variable that the sources read, and no other', () => {
    const read = namesInSources();
    expect(read.size).toBeGreaterThan(15);
    const listed = new Set(variables.map((name) => name.replace('_<SITE>', '')));
    expect([...read].filter((name) => !listed.has(name))).toEqual([]);
    expect([...listed].filter((name) => !read.has(name))).toEqual([]);
    expect(new Set(variables).size).toBe(variables.length);
  });
});
