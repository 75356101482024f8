import { describe, expect, it, test } from 'vitest';
import { STAGE_NAMES, STAGES } from '../../src/catalog/stages.ts';
import { wordsOf } from '../../src/report/message.ts';
import {
  judgeStage,
  stageOf,
  type OtherProfile,
  type StageQuestion,
} from '../../src/settings/stage.ts';

const TEST: OtherProfile = { name: 'test', kind: 'test', clientId: 'a1' };
const PUBLISHED: OtherProfile = { name: 'prod client', kind: 'published', clientId: 'b2' };

/** `grade code`, and the args that matter. */
function judged(question: StageQuestion): readonly (readonly [string, object])[] {
  return judgeStage(question).map(({ grade, finding }) => [
    `${grade} ${finding.code}`,
    finding.args,
  ]);
}

test.each([
  ['test', undefined, 'unpublished'],
  ['published', undefined, 'published'],
  ['published', 'submitted', 'submitted'],
  ['test', 'submitted', 'submitted'],
  ['public', undefined, undefined],
  ['public', 'published', undefined],
] as const)('a %s client whose profile says %s is %s', (kind, stage, expected) => {
  expect(stageOf({ kind, stage })).toBe(expected);
});

test('the table has the stages in their order, each with one kind of client', () => {
  expect(Object.keys(STAGES)).toEqual(STAGE_NAMES);
  expect(STAGE_NAMES.map((stage) => STAGES[stage].kind)).toEqual([
    'test',
    'published',
    'published',
  ]);
});

describe('judgeStage', () => {
  it.each<[string, StageQuestion]>([
    ['a test client in its sandbox', { client: TEST, sites: ['eu1'] }],
    ['a test client, sites not known', { client: TEST, others: [PUBLISHED] }],
    ['a published client on all sites', { client: PUBLISHED, sites: ['us1', 'eu1', 'us1-fed'] }],
    ['a submitted client in its sandbox', { client: { ...PUBLISHED, stage: 'submitted' } }],
    ['two test clients of one id', { client: TEST, others: [{ ...TEST, name: 'again' }] }],
    [
      'a public client with the id of nobody else beside it',
      { client: PUBLISHED, others: [{ name: 'try', kind: 'public', clientId: 'b2' }] },
    ],
  ])('has nothing against %s', (_what, question) => {
    expect(judgeStage(question)).toEqual([]);
  });

  it('wants the published client from submission on, and names its profile', () => {
    const client = { ...TEST, stage: 'submitted' } as const;
    expect(judged({ client, others: [PUBLISHED], sites: ['us1', 'eu1'] })).toEqual([
      [
        'failed stage.wrong-client',
        { stage: 'submitted', kind: 'test', wanted: 'published', profile: 'prod client' },
      ],
    ]);
    const [mistake] = judgeStage({ client, others: [PUBLISHED] });
    expect(mistake && wordsOf(mistake.finding).nextCommand).toBe(
      "ddoauth checklist --profile 'prod client'",
    );
    const [alone] = judgeStage({ client });
    expect(alone && wordsOf(alone.finding).nextCommand).toBe(
      'ddoauth init --profile published --kind published',
    );
  });

  it('wants the test client before submission', () => {
    expect(judged({ client: { ...PUBLISHED, stage: 'unpublished' }, others: [TEST] })).toEqual([
      [
        'failed stage.wrong-client',
        { stage: 'unpublished', kind: 'published', wanted: 'test', profile: 'test' },
      ],
    ]);
  });

  it('says of sites beside the sandbox that they cannot know the client', () => {
    expect(judged({ client: TEST, sites: ['eu1', 'us1', 'ap1'] })).toEqual([
      [
        'warning stage.foreign-sites',
        { stage: 'unpublished', kind: 'test', sites: ['us1', 'ap1'], home: 'eu1' },
      ],
    ]);
    expect(judged({ client: TEST, sites: ['us1'], home: 'eu1' })).toEqual([
      [
        'warning stage.foreign-sites',
        { stage: 'unpublished', kind: 'test', sites: ['us1'], home: 'eu1' },
      ],
    ]);
    const submitted = { ...PUBLISHED, stage: 'submitted' } as const;
    expect(judged({ client: submitted, sites: ['us1', 'eu1'] })[0]?.[0]).toBe(
      'warning stage.foreign-sites',
    );
  });

  it('takes the site of the one test client for that of the sandbox', () => {
    const client = { ...PUBLISHED, stage: 'submitted' } as const;
    const others = [{ ...TEST, sites: ['eu1'] }];
    expect(judged({ client, sites: ['us1', 'eu1'], others })[0]?.[1]).toMatchObject({
      sites: ['us1'],
      home: 'eu1',
    });
    expect(judged({ client, sites: ['us1'], others })).toHaveLength(1);
    expect(judged({ client, sites: ['us1'], others: [...others, ...others] })).toEqual([]);
    expect(judged({ client, sites: ['us1'], others: [TEST] })).toEqual([]);
    expect(judged({ client: TEST, sites: ['us1'], others })).toEqual([]);
  });

  it.each([
    [TEST, PUBLISHED],
    [PUBLISHED, TEST],
  ])('finds the id of another kind of client, in any case', (client, other) => {
    const others = [{ ...other, clientId: client.clientId.toUpperCase() }];
    expect(judged({ client, others, sameSecretAs: other.name })).toEqual([
      [
        'failed stage.same-id',
        {
          clientId: client.clientId,
          kind: client.kind,
          other: other.name,
          otherKind: other.kind,
        },
      ],
    ]);
  });

  it('finds the secret of another kind of client, and only of that', () => {
    const again = { ...PUBLISHED, name: 'again', clientId: 'c3' };
    const question = { client: PUBLISHED, others: [TEST, again] };
    expect(judged({ ...question, sameSecretAs: 'test' })).toEqual([
      ['failed stage.same-secret', { kind: 'published', other: 'test', otherKind: 'test' }],
    ]);
    expect(judged({ ...question, sameSecretAs: 'again' })).toEqual([]);
    expect(judged({ ...question, sameSecretAs: 'gone' })).toEqual([]);
  });

  it('tells of a public client where a test or published one is meant', () => {
    const client = { kind: 'public', clientId: 'd4' } as const;
    expect(judged({ client, others: [TEST] })).toEqual([
      ['review stage.public-client', { profile: 'test' }],
    ]);
    expect(judged({ client })).toEqual([['review stage.public-client', {}]]);
  });
});

test('every sentence is one', () => {
  const findings = [
    ...judgeStage({ client: { ...TEST, stage: 'published' } }),
    ...judgeStage({ client: { ...PUBLISHED, stage: 'unpublished' } }),
    ...judgeStage({ client: TEST, sites: ['eu1', 'us1'] }),
    ...judgeStage({ client: { ...PUBLISHED, stage: 'submitted' }, sites: ['us1', 'eu1'] }),
    ...judgeStage({ client: TEST, others: [{ ...PUBLISHED, clientId: 'a1' }] }),
    ...judgeStage({ client: TEST, others: [PUBLISHED], sameSecretAs: 'prod client' }),
    ...judgeStage({ client: { kind: 'public', clientId: 'd4' } }),
  ];
  expect(findings).toHaveLength(7);
  for (const { finding } of findings) {
    const { message, remedy } = wordsOf(finding);
    expect(message).toMatch(/^[A-Z].*\.$/);
    expect(message).not.toMatch(/undefined|\(\)|""| {2}/);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  }
});
