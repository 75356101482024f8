import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  bisectScopes,
  mostQuestions,
  type Bisection,
  type ScopeAnswer,
} from '../../src/oauth/bisect-scopes.ts';

const names = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `scope_${String(index).padStart(3, '0')}`);

/** A server by what it refuses, and every question it was asked. */
function server(judge: (asked: readonly string[]) => ScopeAnswer) {
  const asked: (readonly string[])[] = [];
  return {
    asked,
    ask: (scopes: readonly string[]): Promise<ScopeAnswer> => {
      asked.push(scopes);
      return Promise.resolve(judge(scopes));
    },
  };
}

const refusing = (refused: Iterable<string>, named: readonly string[] = []) => {
  const set = new Set(refused);
  return server((asked) =>
    asked.some((scope) => set.has(scope)) ? { verdict: 'refused', named } : { verdict: 'accepted' },
  );
};

const run = (
  scopes: readonly string[],
  { ask }: ReturnType<typeof server>,
  maxQuestions = mostQuestions(scopes.length),
): Promise<Bisection> => bisectScopes(scopes, ask, { maxQuestions });

describe('few scopes', () => {
  const ABCD = ['a', 'b', 'c', 'd'];
  it.each<[what: string, refused: string[], questions: string[]]>([
    ['nothing is refused', [], ['abcd']],
    ['the first', ['a'], ['abcd', 'ab', 'a', 'bcd']],
    ['the last', ['d'], ['abcd', 'ab', 'c', 'd', 'abc']],
    ['two', ['b', 'c'], ['abcd', 'ab', 'a', 'b', 'acd', 'c', 'ad']],
    ['all', ABCD, ['abcd', 'ab', 'a', 'bcd', 'bc', 'b', 'c', 'd']],
  ])('%s', async (_what, refused, questions) => {
    const asked = refusing(refused);
    const found = await run(ABCD, asked);
    expect(found).toMatchObject({
      end: 'complete',
      refused,
      accepted: ABCD.filter((scope) => !refused.includes(scope)),
      open: [],
      together: [],
      questions: questions.length,
    });
    expect(asked.asked.map((scopes) => scopes.join(''))).toEqual(questions);
  });

  it('a single scope is asked for once', async () => {
    const asked = refusing(['a']);
    expect(await run(['a'], asked)).toMatchObject({ end: 'complete', refused: ['a'] });
    expect(asked.asked).toEqual([['a']]);
  });

  it('no scope asks nothing; a scope that is there twice counts once', async () => {
    const nothing = refusing([]);
    expect(await run([], nothing)).toMatchObject({ end: 'complete', questions: 0 });
    const twice = refusing(['b']);
    expect(await run(['a', 'b', 'a', 'b'], twice)).toMatchObject({ refused: ['b'] });
    for (const scopes of twice.asked) expect(new Set(scopes).size).toBe(scopes.length);
  });
});

describe('the names in a refusal', () => {
  const scopes = names(40);
  const [first = '', second = ''] = [scopes[7], scopes[31]];

  it('save questions when they are right', async () => {
    const right = refusing([first, second], [first, second]);
    const found = await run(scopes, right);
    expect(found).toMatchObject({ end: 'complete', refused: [first, second], questions: 4 });
    expect(right.asked.slice(1, 3)).toEqual([[first], [second]]);
  });

  it('are not believed when they are wrong, incomplete or made up', async () => {
    for (const named of [[scopes[1] ?? ''], [first], ['no_such_scope'], ['', 'are'], scopes]) {
      const found = await run(scopes, refusing([first, second], named));
      expect(found).toMatchObject({ end: 'complete', refused: [first, second], open: [] });
    }
  });
});

describe('what is refused together only', () => {
  it('a request that is too long', async () => {
    const scopes = names(30);
    const long = server((asked) => ({ verdict: asked.length > 20 ? 'refused' : 'accepted' }));
    const found = await run(scopes, long);
    expect(found).toMatchObject({ end: 'together', refused: [], accepted: scopes, open: [] });
    expect(found.together).toEqual(scopes);
  });

  it('two that exclude each other, beside one that is refused anyway', async () => {
    const scopes = names(16);
    const pair = [scopes[4] ?? '', scopes[13] ?? ''];
    const bad = scopes[9] ?? '';
    const found = await run(
      scopes,
      server((asked) => ({
        verdict:
          asked.includes(bad) || pair.every((scope) => asked.includes(scope))
            ? 'refused'
            : 'accepted',
      })),
    );
    expect(found).toMatchObject({ end: 'together', refused: [bad], open: [] });
    expect(found.together).toEqual(expect.arrayContaining(pair));
    expect(found.accepted).toEqual(scopes.filter((scope) => scope !== bad));
  });

  it('a server that takes the whole list and nothing else', async () => {
    const scopes = names(6);
    const whole = server((asked) => ({ verdict: asked.length === 7 ? 'accepted' : 'refused' }));
    expect(await run(scopes, whole)).toMatchObject({ end: 'complete', refused: scopes });
  });

  it('a server that changes its mind once is asked again', async () => {
    let first = true;
    const moody = server(() => {
      const verdict = first ? 'refused' : 'accepted';
      first = false;
      return { verdict };
    });
    const scopes = names(5);
    expect(await run(scopes, moody)).toMatchObject({ end: 'complete', accepted: scopes });
  });
});

describe('when questions have no answer', () => {
  it('stops at once and says what is known', async () => {
    const scopes = names(8);
    const [, bad = ''] = scopes;
    let left = 4;
    const failing = server((asked) => {
      left -= 1;
      if (left < 0) return { verdict: 'unknown' };
      return { verdict: asked.includes(bad) ? 'refused' : 'accepted' };
    });
    const found = await run(scopes, failing);
    expect(found).toMatchObject({ end: 'unknown', refused: [], accepted: [scopes[0]] });
    expect(found.open).toEqual(scopes.slice(1));
    expect(failing.asked).toHaveLength(5);
  });

  it('stops at the limit of questions', async () => {
    const scopes = names(20);
    const asked = refusing(scopes.slice(3, 6));
    const found = await run(scopes, asked, 9);
    expect(found).toMatchObject({ end: 'too-many', questions: 9 });
    expect(asked.asked).toHaveLength(9);
    expect([...found.refused, ...found.accepted, ...found.open].sort()).toEqual(scopes);
    for (const scope of found.refused) expect(scopes.slice(3, 6)).toContain(scope);
  });
});

/** A list and what of it is refused. */
const cases = fc
  .integer({ min: 1, max: 160 })
  .chain((count) =>
    fc.record({ scopes: fc.constant(names(count)), refused: fc.subarray(names(count)) }),
  );

test('any set of refused scopes is found, exactly, with a bounded number of questions', async () => {
  await fc.assert(
    fc.asyncProperty(cases, fc.boolean(), async ({ scopes, refused }, hints) => {
      const asked = refusing(refused, hints ? refused : []);
      const found = await run(scopes, asked);
      expect(found).toMatchObject({ end: 'complete', refused, open: [], together: [] });
      expect(found.accepted).toEqual(scopes.filter((scope) => !refused.includes(scope)));
      expect(found.questions).toBe(asked.asked.length);
      expect(found.questions).toBeLessThanOrEqual(2.5 * scopes.length + 2);
      const k = refused.length;
      const least = k === 0 ? 0 : k * Math.log2(scopes.length / k);
      expect(found.questions).toBeLessThanOrEqual(least + 5 * k + 3);
      for (const scope of refused) expect(asked.asked).toContainEqual([scope]);
      for (const each of asked.asked) expect(each.length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});

test('every set of refused scopes among nine', async () => {
  const scopes = names(9);
  for (let bits = 0; bits < 2 ** scopes.length; bits += 1) {
    const refused = scopes.filter((_, index) => (bits >> index) % 2 === 1);
    expect((await run(scopes, refusing(refused))).refused).toEqual(refused);
  }
});

test('one of 147 takes at most eleven questions', async () => {
  const scopes = names(147);
  const counts = await Promise.all(
    scopes.map(async (scope) => (await run(scopes, refusing([scope]))).questions),
  );
  expect(Math.max(...counts)).toBeLessThanOrEqual(11);
});

test('whatever a server answers, it ends within the limit and claims nothing it was not told', async () => {
  const verdicts = fc.constantFrom<ScopeAnswer['verdict']>(
    'accepted',
    'refused',
    'refused',
    'unknown',
  );
  const answers = fc.infiniteStream(verdicts);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 30 }), answers, async (count, stream) => {
      const told: [string, ScopeAnswer['verdict']][] = [];
      const random = server((asked) => {
        const verdict = stream.next().value ?? 'unknown';
        told.push([asked.join(' '), verdict]);
        return { verdict };
      });
      const scopes = names(count);
      const found = await run(scopes, random, 60);
      expect(random.asked.length).toBeLessThanOrEqual(60);
      for (const scope of found.refused) expect(told).toContainEqual([scope, 'refused']);
      for (const scope of found.accepted) {
        expect(
          told.some(([asked, verdict]) => verdict === 'accepted' && asked.includes(scope)),
        ).toBe(true);
      }
      if (found.end === 'complete' && found.accepted.length > 0) {
        expect(told.at(-1)).toEqual([found.accepted.join(' '), 'accepted']);
      }
    }),
    { numRuns: 500 },
  );
});
