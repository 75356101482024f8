import { describe, expect, test } from 'vitest';
import { createStyle } from '../../../src/report/style.ts';
import { renderTerminal } from '../../../src/report/terminal.ts';
import { DIAGNOSE_WORDS } from '../../../src/report/messages/diagnose.ts';
import { report } from '../samples.ts';

interface Sketch {
  readonly id: string;
  readonly state: 'confirmed' | 'open' | 'ruled-out';
  readonly byHand?: string;
}

function messageOf(causes: readonly Sketch[]): string {
  return DIAGNOSE_WORDS['diagnose.recognised']({
    rule: 'a-rule',
    title: 'Something is wrong',
    sure: 'likely',
    evidence: 'x',
    causes: causes.map(({ id, state }) => `${state}: text of ${id}`),
    causeIds: causes.map(({ id }) => id),
    causeStates: causes.map(({ state }) => state),
    byHand: causes.map(({ byHand = '' }) => byHand),
    fix: 'Do it.',
    nextCommand: 'ddoauth authorize',
    pages: ['sites', 'scopes', 'testingGuide'],
  }).message;
}

const open = (id: string, byHand?: string): Sketch => ({
  id,
  state: 'open',
  ...(byHand === undefined ? {} : { byHand }),
});

describe('the causes of a recognised error', () => {
  test('five open ones in full, with three checks by hand, and the others by name', () => {
    const causes = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) =>
      open(id, id === 'b' ? undefined : `look at ${id}`),
    );
    expect(messageOf([...causes, { id: 'z', state: 'ruled-out' }])).toBe(
      [
        'Something is wrong.',
        'Probably recognised, by "x".',
        'Causes:',
        '1. open: text of a',
        '   To check: look at a',
        '2. open: text of b',
        '3. open: text of c',
        '   To check: look at c',
        '4. open: text of d',
        '   To check: look at d',
        '5. open: text of e',
        'Less likely: f, g.',
        'Ruled out: z.',
      ].join('\n'),
    );
  });

  test('beside a confirmed one two open ones, and nothing left to check', () => {
    const confirmed: Sketch = { id: 'sure', state: 'confirmed' };
    const text = messageOf([confirmed, ...['a', 'b', 'c'].map((id) => open(id, 'look'))]);
    expect(text.split('\n').slice(2)).toEqual([
      'Causes:',
      '1. confirmed: text of sure',
      '2. open: text of a',
      '3. open: text of b',
      'Less likely: c.',
    ]);
  });

  test('all ruled out, and none at all', () => {
    expect(messageOf([{ id: 'z', state: 'ruled-out' }])).toMatch(/"x"\.\nRuled out: z\.$/);
    expect(messageOf([])).toMatch(/by "x"\.$/);
  });
});

test('lines of a list are set in under its text, and no line is wider than the terminal', () => {
  const message = `Causes:\n1. ${'word '.repeat(30)}\n   To check: ${'look '.repeat(30)}\n10. ${'more '.repeat(30)}`;
  const text = renderTerminal(
    report([{ id: 'diagnose.a-rule', grade: 'review', code: 'sample.slow', message }]),
    { columns: 80, style: createStyle({ colour: false, unicode: true, links: false }) },
  );
  const details = text.slice(text.lastIndexOf('Causes:')).split('\n');
  expect(details.slice(1, 5)).toEqual([
    expect.stringMatching(/^ {2}1\. word .*word$/),
    expect.stringMatching(/^ {5}word .*word$/),
    expect.stringMatching(/^ {5}To check: look .*look$/),
    expect.stringMatching(/^ {5}look .*look$/),
  ]);
  expect(details).toContainEqual(expect.stringMatching(/^ {2}10\. more/));
  expect(details).toContainEqual(expect.stringMatching(/^ {6}more/));
  for (const line of details) expect(line.length).toBeLessThanOrEqual(80);
});
