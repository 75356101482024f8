import { readdirSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { RULES } from '../../src/diagnosis/rules/index.ts';
import { toVerdicts } from '../../src/diagnosis/verdicts.ts';
import { CORPUS, TOPICS, inputsOf } from './expectation.ts';

const list = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? [value] : value;

describe.each(TOPICS)('%s', (topic) => {
  it('has an expectation for every input', () => {
    const files = readdirSync(new URL(`./${topic}/`, import.meta.url)).filter(
      (name) => name !== 'expect.json',
    );
    expect(
      inputsOf(topic)
        .map(({ file }) => file)
        .sort(),
    ).toEqual(files.sort());
  });

  test.each(inputsOf(topic))('$file', (input) => {
    const { text, context = {}, rule, mayLead = [], cause, state } = input;
    const diagnosis = diagnose(text, context);
    const found = diagnosis.recognised.map((match) => match.rule);

    const said = JSON.stringify([diagnosis, toVerdicts(diagnosis, context)]);
    for (const secret of input.secrets ?? []) expect(said).not.toContain(secret);

    if (rule === null) expect(found).toEqual([]);
    else expect(list(rule)).toContain(found.find((id) => !mayLead.includes(id)));
    for (const id of input.also ?? []) expect(found).toContain(id);
    for (const id of input.never ?? []) expect(found).not.toContain(id);

    const causes = diagnosis.recognised.find(
      (match) => rule && list(rule).includes(match.rule),
    )?.causes;
    if (cause !== undefined) expect(causes?.[0]?.id).toBe(cause);
    if (state !== undefined) expect(causes?.[0]?.state).toBe(state);
    for (const id of input.ruledOut ?? []) {
      expect(causes?.find((one) => one.id === id)?.state).toBe('ruled-out');
    }
  });
});

test('every rule that an expectation names is in the table of rules', () => {
  const known = new Set<string>(RULES.map(({ id }) => id));
  const named = CORPUS.flatMap(({ rule, mayLead = [], also = [], never = [] }) => [
    ...(rule === null ? [] : list(rule)),
    ...mayLead,
    ...also,
    ...never,
  ]);
  expect([...new Set(named)].filter((id) => !known.has(id))).toEqual([]);
});

test('every rule has an input that it must find', () => {
  const wanted = new Set(CORPUS.flatMap(({ rule }) => (rule === null ? [] : list(rule))));
  expect(RULES.map(({ id }) => id).filter((id) => !wanted.has(id))).toEqual([]);
});

test('no file has an expectation without a secret that it holds', () => {
  for (const { name, text, secrets = [] } of CORPUS) {
    for (const secret of secrets) expect(text, name).toContain(secret);
  }
});
