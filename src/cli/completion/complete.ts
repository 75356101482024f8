import type { Command, Option } from 'commander';
import { LAST_WORD } from './scripts.ts';
import {
  kindOfArgument,
  kindOfOption,
  type Candidate,
  type Context,
  type ValueKind,
} from './values.ts';
import { optionsOf, readLine, type Situation } from './words.ts';

/** What may stand at the cursor. */
export interface Completion {
  /** Whole words, each of them beginning with what was typed. */
  readonly candidates: readonly Candidate[];
  /** Names of files fit too. */
  readonly files: boolean;
}

/** Last line of an answer when names of files fit too. */
export const FILES_MARK = ':files';

/**
 * Says how a command line can go on.
 * @param words without the program's name; the last is the one under the cursor, maybe empty
 */
export function complete(
  program: Command,
  words: readonly string[],
  { host, topics }: Pick<Context, 'host' | 'topics'>,
): Completion {
  const last = words.at(-1) ?? '';
  const typedWords = last.startsWith(LAST_WORD)
    ? [...words.slice(0, -1), last.slice(LAST_WORD.length)]
    : words;
  const situation = readLine(program, typedWords);
  const { expected, values } = situation;
  const context = { program, topics, host, config: values.get('config') };
  if (expected.kind === 'flag') return offer(flags(situation), expected.typed);
  if (expected.kind === 'value') {
    return fromKind(kindOfOption(expected.of), expected, context);
  }
  const { typed, argument, isFirst } = expected;
  const kind = argument === undefined ? undefined : kindOfArgument(argument);
  const given = fromKind(kind, { typed, before: '' }, context);
  const named = offer(isFirst ? subcommands(situation.command) : [], typed);
  return { candidates: [...named.candidates, ...given.candidates], files: given.files };
}

function fromKind(
  kind: ValueKind | undefined,
  { typed, before }: { readonly typed: string; readonly before: string },
  context: Context,
): Completion {
  if (kind === undefined) return { candidates: [], files: false };
  if (kind.values === 'files') return { candidates: [], files: true };
  const cut = kind.isList ? typed.lastIndexOf(',') + 1 : 0;
  const listed = new Set(typed.slice(0, cut).split(','));
  const offered = kind
    .values(context)
    .filter(({ value }) => !listed.has(value))
    .map(({ value, about }) => ({ value: before + typed.slice(0, cut) + value, about }));
  return offer(offered, before + typed);
}

function offer(candidates: readonly Candidate[], typed: string): Completion {
  return { candidates: candidates.filter(({ value }) => value.startsWith(typed)), files: false };
}

function subcommands(command: Command): Candidate[] {
  return command.commands
    .filter((each) => !isHidden(each))
    .map((each) => ({ value: each.name(), about: each.summary() || each.description() }));
}

/** Commander keeps it to itself, and asks for it by the list of its help. */
function isHidden(command: Command): boolean {
  const parent = command.parent;
  return parent !== null && !parent.createHelp().visibleCommands(parent).includes(command);
}

function flags({ command, used }: Situation): Candidate[] {
  const options: Pick<Option, 'long' | 'description'>[] = optionsOf(command).filter(
    (option) => !used.has(option),
  );
  return [...options, { long: '--help', description: 'show how it is used' }].flatMap(
    ({ long, description }) => (long == null ? [] : [{ value: long, about: description }]),
  );
}

/** An answer for a shell: a candidate a line, what it is about after a tab. */
export function answerLines({ candidates, files }: Completion): string {
  const lines = candidates.map(({ value, about }) => `${value}\t${about.replaceAll(/\s+/g, ' ')}`);
  return [...new Set(lines), ...(files ? [FILES_MARK] : [])].map((line) => `${line}\n`).join('');
}
