import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../src/catalog/exit-codes.ts';
import { wholeProgram } from './support/whole-program.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const program = await wholeProgram();

/** Command lines in the README: in blocks after an optional prompt, and in backticks. */
const LINES = [...README.matchAll(/(?:^|[`$ (])ddoauth ((?:[a-z]|--)[^`\n|)]*)/gm)].map(
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

describe('README', () => {
  it('has command lines', () => {
    expect(LINES.length).toBeGreaterThan(15);
  });

  it.each(LINES)('ddoauth %s: command and flags exist', (line) => {
    const words = line.split(/\s+/);
    const command = find(words);
    expect(command, line).toBeDefined();
    const flags = words.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0]);
    const known = [command, command?.parent, program].flatMap(
      (each) => each?.options.map(({ long }) => long) ?? [],
    );
    for (const flag of flags) expect(known, line).toContain(flag);
  });

  it('names every command and exit code, and no flag that is not there', () => {
    for (const command of program.commands) {
      expect(README.includes(`ddoauth ${command.name()}`), command.name()).toBe(true);
    }
    for (const code of Object.values(EXIT)) {
      expect(
        new RegExp(`\\| ${String(code)}\\s+\\|`).test(README),
        `exit code ${String(code)}`,
      ).toBe(true);
    }
    const named = [...README.matchAll(/`(--[a-z][a-z-]+)/g)].map(([, flag]) => flag);
    const all = new Set(
      [program, ...program.commands].flatMap((each) => each.options.map(({ long }) => long)),
    );
    for (const flag of named) expect([...all, '--help']).toContain(flag);
  });
});
