import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANSWER_COMMAND } from '../../../src/cli/completion/answer-command.ts';
import { answerLines, complete } from '../../../src/cli/completion/complete.ts';
import { scriptFor, SHELLS } from '../../../src/cli/completion/scripts.ts';
import {
  FREE_TEXT,
  kindOfArgument,
  kindOfOption,
  placeholderOf,
} from '../../../src/cli/completion/values.ts';
import { main } from '../../../src/cli/main.ts';
import { TOPIC_NAMES } from '../../../src/cli/help/topic-names.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { wholeProgram } from '../../support/whole-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'ddoauth-complete-'));
beforeAll(() => {
  mkdirSync(join(folder, 'below'));
  writeFileSync(
    join(folder, 'ddoauth.config.json'),
    JSON.stringify({
      profiles: {
        test: { kind: 'test', clientId: 'a' },
        'my own': { kind: 'public', clientId: 'b' },
      },
      sites: {
        lab: { domain: 'lab.test', app: 'https://app.lab.test', api: 'https://api.lab.test' },
      },
    }),
  );
  writeFileSync(
    join(folder, 'other.json'),
    JSON.stringify({ profiles: { elsewhere: { kind: 'test', clientId: 'c' } } }),
  );
  writeFileSync(join(folder, 'broken.json'), '{');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const host = fakeHost({ cwd: join(folder, 'below') });
const context = { host, topics: TOPIC_NAMES };
const program = await wholeProgram(host);

/** What `ddoauth <line>` can go on with, the cursor at its end. */
function values(line: string): string[] {
  const { candidates, files } = complete(program, line.split(' '), context);
  return [...candidates.map(({ value }) => value), ...(files ? [':files'] : [])];
}

describe('complete', () => {
  it('offers every command', () => {
    expect(values('')).toEqual(
      expect.arrayContaining(program.commands.map((command) => command.name())),
    );
    expect(values('')).not.toContain(ANSWER_COMMAND);
  });

  it.each([
    ['gr', ['grants']],
    ['grants re', ['refresh', 'revoke']],
    ['grants refresh ', []],
    ['keys wh', ['whose']],
    ['--json gra', ['grants']],
    ['--site us1 gra', ['grants']],
    ['nonsense gra', []],
    ['check-scopes --allow', ['--allow-writes']],
    ['check-scopes --jso', ['--json']],
    ['--json check-scopes --jso', []],
    ['--site us1 check-scopes --sit', ['--site']],
    ['check-regions --intake ', ['used', 'all']],
    ['check-regions --intake=u', ['--intake=used']],
    ['check-regions --only dn', ['dns']],
    ['check-regions --only dns tl', ['tls']],
    ['check-regions --only dns,ap', ['dns,api']],
    ['check-regions --only dns --jso', ['--json']],
    ['--fail-on w', ['warning']],
    ['--fail-on warning,r', ['warning,review']],
    ['authorize --from ti', ['tile']],
    ['authorize --bisect-scopes gu', ['guided']],
    ['authorize --scope monitors_re', ['monitors_read']],
    ['authorize --scope monitors_read dashboards_re', ['dashboards_read']],
    ['authorize --scope=monitors_read,dashboards_re', ['--scope=monitors_read,dashboards_read']],
    ['--site uk', ['uk1']],
    ['--site us1,eu', ['us1,eu1']],
    ['--site us1,eu1,us1', ['us1,eu1,us1-fed']],
    ['--site la', ['lab']],
    ['--site=al', ['--site=all']],
    ['--consent d', ['deny']],
    ['--profile ', ['test', 'my own']],
    ['--profile=m', ['--profile=my own']],
    ['--config ../other.json --profile ', ['elsewhere']],
    ['--config ../broken.json --profile ', []],
    ['--config ../broken.json --site eu', ['eu1']],
    ['--har ', [':files']],
    ['--har=', [':files']],
    ['lint ', [':files']],
    ['lint a.json b', [':files']],
    ['lint -- --fi', [':files']],
    ['diagnose ', [':files']],
    ['completion z', ['zsh']],
    ['init --kind p', ['published', 'public']],
    ['init --stage s', ['submitted']],
    ['--timeout ', []],
    ['authorize --listen ', []],
    ['sites x', []],
    ['help pro', ['proof']],
    ['help grant', ['grants']],
  ])('%s', (line, expected) => {
    expect(values(line)).toEqual(expected);
  });

  it('never throws, whatever is on the line', () => {
    const words = [
      '-',
      '--',
      '--=',
      '=',
      '--site',
      '--site=',
      ',',
      'grants',
      '--only',
      '\u0000',
      '-v',
    ];
    for (const one of words) {
      for (const other of words) {
        for (const last of words) {
          expect(() => complete(program, [one, other, last], context)).not.toThrow();
        }
      }
    }
    expect(complete(program, [], context).candidates.length).toBeGreaterThan(5);
  });

  it('leaves no option and no argument out: its values are known, or it is free text', () => {
    const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)];
    const unknown = all(program).flatMap((command) => [
      ...command.options
        .filter((option) => option.required || option.optional)
        .filter((option) => kindOfOption(option) === undefined)
        .map((option) => [option.flags, placeholderOf(option)] as const),
      ...command.registeredArguments
        .filter((argument) => kindOfArgument(argument) === undefined)
        .map((argument) => [command.name(), argument.name()] as const),
    ]);
    expect(unknown.filter(([, word]) => !FREE_TEXT.includes(word))).toEqual([]);
  });
});

it('answers a script, a candidate a line', async () => {
  const shell = fakeHost({ cwd: folder });
  expect(await main([ANSWER_COMMAND, 'grants', 'tok'], shell)).toBe(0);
  expect(shell.out()).toMatch(/^token\tprint an access token [^\n]*\n$/);
  expect(shell.err()).toBe('');
  expect(answerLines({ candidates: [{ value: 'a', about: 'b\n\tc' }], files: true })).toBe(
    'a\tb c\n:files\n',
  );
  const last = fakeHost({ cwd: folder });
  expect(await main([ANSWER_COMMAND, 'completion', '--ddoauth-word=z'], last)).toBe(0);
  expect(last.out()).toBe('zsh\t\n');
});

it.each(SHELLS)('has a script for %s without a placeholder left in it', async (shell) => {
  const asked = fakeHost();
  expect(await main(['completion', shell], asked)).toBe(0);
  expect(asked.out()).toBe(scriptFor(shell, ANSWER_COMMAND));
  expect(asked.out()).toContain(` ${ANSWER_COMMAND} `);
  expect(asked.out()).not.toMatch(/@ANSWER@|@WORD@|@\{/);
});
