import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EXIT } from '../src/catalog/exit-codes.ts';
import { wholeProgram } from './support/whole-program.ts';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const DOC = read('docs/ci.md');
const program = await wholeProgram();

/** Command lines of the page: after `npx`, in blocks and in backticks. */
const LINES = [...DOC.matchAll(/(?:^|[`'] ?|npx |"\)" |\$ )ddoauth ((?:[a-z]|--)[^`\n]*)/gm)].map(
  ([, line = '']) => line.trim(),
);

function find(words: readonly string[]): Command | undefined {
  let command: Command = program;
  for (const word of words) {
    const next = command.commands.find((each) => each.name() === word);
    if (next === undefined) break;
    command = next;
  }
  return command === program ? undefined : command;
}

describe('docs/ci.md', () => {
  it.each(LINES)('ddoauth %s: command and flags exist', (line) => {
    const words = line.split(/\s+/);
    const command = find(words);
    expect(command, line).toBeDefined();
    const known = [command, command?.parent, program].flatMap(
      (each) => each?.options.map(({ long }) => long) ?? [],
    );
    for (const flag of words.filter((word) => word.startsWith('--'))) {
      expect(known, line).toContain(flag.replace(/[^a-z-].*$/, ''));
    }
  });

  it('has command lines, and each exit code that a job can end with', () => {
    expect(LINES.length).toBeGreaterThan(8);
    for (const code of Object.values(EXIT).filter((each) => each !== EXIT.interrupted)) {
      expect(DOC).toMatch(new RegExp(`^\\| ${String(code)} +\\|`, 'm'));
    }
  });

  it('names every input and output of the action, and no other', () => {
    const action = parse(read('action.yml')) as {
      readonly inputs: Readonly<Record<string, unknown>>;
      readonly outputs: Readonly<Record<string, unknown>>;
    };
    const list = (label: string): string[] =>
      [
        ...(new RegExp(`${label}: (.*?)\\.(?: |$)`, 'm').exec(DOC)?.[1] ?? '').matchAll(
          /`([^`]+)`/g,
        ),
      ]
        .map(([, name = '']) => name)
        .sort();
    expect(list('Inputs')).toEqual(Object.keys(action.inputs).sort());
    expect(list('Outputs')).toEqual(Object.keys(action.outputs).sort());
  });

  it('is in the package, with the action', () => {
    const { files } = JSON.parse(read('package.json')) as { readonly files: readonly string[] };
    expect(files).toEqual(expect.arrayContaining(['action.yml', 'docs/ci.md']));
  });
});
