import { readFileSync, readdirSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { wholeProgram } from '../../support/whole-program.ts';

const SOURCES = new URL('../../../src/', import.meta.url);
const program = await wholeProgram();
const names = program.commands.map((command) => command.name());

/** Every command a user can type, with the words that lead to it. */
function leaves(command: Command, path: readonly string[] = []): string[][] {
  return command.commands.flatMap((each) => {
    const words = [...path, each.name()];
    return each.commands.length === 0 ? [words] : [words, ...leaves(each, words)];
  });
}

async function helpOf(words: readonly string[]): Promise<string> {
  const host = fakeHost();
  expect(await main([...words, '--help'], host)).toBe(0);
  expect(host.err()).toBe('');
  return host.out();
}

describe('--help', () => {
  it('of the program names every command and every exit code', async () => {
    const help = await helpOf([]);
    for (const name of names) expect(help).toContain(`  ${name}`);
    for (const code of ['0', '1', '2', '3', '4', '5', '130']) expect(help).toContain(` ${code} `);
  });

  it.each(leaves(program).map((words) => ({ words, name: words.join(' ') })))(
    'of $name says what it does, with examples that parse',
    async ({ words }) => {
      const help = await helpOf(words);
      const [, after = ''] = help.split('Global Options:');
      const text = after.split('\n\n').slice(1).join('\n\n');
      expect(text.length).toBeGreaterThan(80);
      const examples = [...text.matchAll(/^ {2}(?:\S+ \| )?ddoauth (.+)$/gm)].map(
        ([, line]) => line,
      );
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) expect(names).toContain(example?.split(' ')[0]);
    },
  );

  it('--version prints the version and nothing else', async () => {
    const host = fakeHost();
    expect(await main(['--version'], host)).toBe(0);
    expect(host.out()).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });
});

describe('commands that are planned but not there yet', () => {
  const planned = ['rehearse', 'report', 'completion'].filter((name) => !names.includes(name));
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );

  it('are recommended nowhere', () => {
    const recommended = new RegExp(`ddoauth (${planned.join('|')})\\b`);
    const bad = files.filter((file) =>
      recommended.test(readFileSync(new URL(file, SOURCES), 'utf8')),
    );
    expect(planned).not.toEqual([]);
    expect(bad).toEqual([]);
  });
});
