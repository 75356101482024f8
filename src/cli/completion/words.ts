import type { Argument, Command, Option } from 'commander';

/** What may stand at the place of the cursor. */
export type Expected =
  /** A value of this option. */
  | { readonly kind: 'value'; readonly of: Option; readonly typed: string; readonly before: string }
  /** A flag. */
  | { readonly kind: 'flag'; readonly typed: string }
  /** A subcommand, or an argument of the command. */
  | {
      readonly kind: 'word';
      readonly typed: string;
      readonly argument: Argument | undefined;
      /** Whether a subcommand may stand there. */
      readonly isFirst: boolean;
    };

/** A command line as far as the cursor. */
export interface Situation {
  readonly command: Command;
  /** Options that were given and cannot be given again. */
  readonly used: ReadonlySet<Option>;
  readonly expected: Expected;
  /** Values of `--config`, `--profile`, as they stand on the line. */
  readonly values: ReadonlyMap<string, string>;
}

/**
 * Reads a command line as commander would, up to the word under the cursor. Nothing is checked: what
 * is wrong earlier on is for the program to say.
 * @param words without the program's name; the last is the one under the cursor, maybe empty
 */
export function readLine(program: Command, words: readonly string[]): Situation {
  const typed = words.at(-1) ?? '';
  const used = new Set<Option>();
  const values = new Map<string, string>();
  let command = program;
  let position = 0;
  let awaiting: Option | undefined;
  let mayTake: Option | undefined;
  let onlyArguments = false;
  for (const word of words.slice(0, -1)) {
    if (awaiting !== undefined) {
      values.set(awaiting.attributeName(), word);
      mayTake = awaiting.variadic ? awaiting : undefined;
      awaiting = undefined;
      continue;
    }
    if (word === '--') onlyArguments = true;
    const [flag, value] = splitFlag(word);
    const option = onlyArguments ? undefined : optionOf(command, flag);
    if (option !== undefined) {
      if (!isRepeatable(option)) used.add(option);
      mayTake = undefined;
      if (value !== undefined) values.set(option.attributeName(), value);
      else if (option.required) awaiting = option;
      else if (option.optional) mayTake = option;
      continue;
    }
    if (word.startsWith('-') && word !== '-' && !onlyArguments) continue;
    if (mayTake !== undefined) {
      values.set(mayTake.attributeName(), word);
      if (!mayTake.variadic) mayTake = undefined;
      continue;
    }
    const next = onlyArguments || position > 0 ? undefined : subcommandOf(command, word);
    if (next === undefined) position += 1;
    else [command, position] = [next, 0];
  }
  const rest = { command, used, values };
  if (awaiting !== undefined) return { ...rest, expected: valueOf(awaiting, typed, '') };
  const [flag, value] = splitFlag(typed);
  const own = optionOf(command, flag);
  if (!onlyArguments && value !== undefined && own !== undefined && takesValue(own)) {
    return { ...rest, expected: valueOf(own, value, `${flag}=`) };
  }
  if (!onlyArguments && typed.startsWith('-') && typed !== '-') {
    return { ...rest, expected: { kind: 'flag', typed } };
  }
  if (mayTake !== undefined) return { ...rest, expected: valueOf(mayTake, typed, '') };
  const { registeredArguments } = command;
  const last = registeredArguments.at(-1);
  const argument = registeredArguments[position] ?? (last?.variadic === true ? last : undefined);
  return {
    ...rest,
    expected: { kind: 'word', typed, argument, isFirst: position === 0 && !onlyArguments },
  };
}

function valueOf(of: Option, typed: string, before: string): Expected {
  return { kind: 'value', of, typed, before };
}

/** The options a command takes, the global ones among them. */
export function optionsOf(command: Command): readonly Option[] {
  const own = [...command.options];
  for (let each = command.parent; each !== null; each = each.parent) own.push(...each.options);
  return own.filter(({ hidden }) => !hidden);
}

function optionOf(command: Command, flag: string): Option | undefined {
  return optionsOf(command).find(({ long, short }) => long === flag || short === flag);
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

/** Given again, they add to what was given before. */
function isRepeatable({ variadic, parseArg }: Option): boolean {
  return variadic || parseArg?.name === 'collect';
}

function splitFlag(word: string): readonly [string, string | undefined] {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  return at === -1 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

function subcommandOf(command: Command, word: string): Command | undefined {
  return command.commands.find((each) => each.name() === word || each.aliases().includes(word));
}
