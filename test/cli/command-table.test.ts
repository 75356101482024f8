import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/command-table.ts';
import { main } from '../../src/cli/main.ts';
import { createCli } from '../../src/cli/create-cli.ts';
import { createProgram } from '../../src/cli/program.ts';
import { fakeHost } from '../support/fake-host.ts';
import { wholeProgram } from '../support/whole-program.ts';

const loaded = await wholeProgram();

describe('a row of the table of commands', () => {
  it.each(COMMANDS)('$name says what commander says of the command when it is loaded', (row) => {
    const command = loaded.commands.find((each) => each.name() === row.name);
    // The term commander makes of what the command has, in the help of another program.
    const other = new Command('other').addCommand(command ?? new Command('missing'));
    const term = other.createHelp().subcommandTerm(other.commands[0] ?? other);
    expect(term).toBe(`${row.name} ${row.takes}`.trimEnd());
    expect(command?.description()).toBe(row.summary);
  });

  it('is not loaded before a command line names it', () => {
    const program = createProgram(createCli(fakeHost(), () => undefined));
    expect(program.commands.map((command) => command.name())).toEqual(
      COMMANDS.map(({ name }) => name),
    );
    for (const command of program.commands) {
      expect(command.options).toEqual([]);
      expect(command.commands).toEqual([]);
    }
  });
});

/** What a command line prints, and how it ends. */
async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const host = fakeHost();
  const code = await main(words, host);
  return { code, out: host.out(), err: host.err() };
}

describe('a command is found', () => {
  it.each([
    ['sites', '--help'],
    ['--json', 'sites', '--help'],
    ['--site', 'grants', 'sites', '--help'],
    ['--site=grants', '--timeout', '5m', 'sites', '-h'],
    ['help', 'sites'],
    ['--no-color', 'help', 'sites'],
  ])('in %j %j %j %j', async (...words) => {
    const { code, out, err } = await run(...words);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Usage: ddoauth sites \[options\]/);
  });

  it('with its own subcommands, which have the settings of the program', async () => {
    const { code, out } = await run('--site', 'us1', 'keys', 'whose', '--help');
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: ddoauth keys whose \[options\] \[input\]/);
    expect(out).toContain('Global Options:');
    expect((await run('keys', '--help')).out).toMatch(/^ {2}whose \[options\] \[input\] {2}/m);
    const wrong = await run('keys', 'whose', '--stord', '251b');
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toMatch(/Did you mean --stored\?\)\n\(ddoauth --help shows/);
  });

  it('or guessed', async () => {
    expect((await run('chek-scopes')).err).toContain('(Did you mean check-scopes?)');
    expect((await run('grants', 'lst')).err).toContain('(Did you mean list?)');
    expect((await run('check-scopes', '--alow-writes')).err).toContain('--allow-writes?');
    expect((await run('help', 'grants', 'lst')).err).toContain('did you mean list?');
  });

  it('once, also by help', async () => {
    const { out } = await run('help', 'help');
    expect(out.match(/Examples:/g)).toHaveLength(1);
    expect(out).toMatch(/^Usage: ddoauth help \[options\] \[topic\.\.\.\]\n/);
  });
});
