import { Option, type Command } from 'commander';
import { ToolError } from '../../errors.ts';
import { parseAnswer, type GivenAnswers } from '../../flows/checklist/answers.ts';
import type { ChecklistOptions } from '../../flows/checklist.ts';
import { STEP_NAMES, type StepName } from '../../model/checklist.ts';
import { nearest } from '../../sites/nearest.ts';

/** Options of `checklist` about its steps, as commander gives them. */
export interface StepFlags {
  readonly allowWrites?: boolean;
  readonly step?: readonly StepName[];
  readonly again?: boolean;
  /** Milliseconds. */
  readonly maxAge: number;
  readonly answer?: readonly string[];
  readonly status?: boolean;
  readonly state?: string;
  readonly proveRevocation?: string;
}

/** How old a result may be unless `--max-age` says otherwise. */
const MAX_AGE = '7d';

const HOUR_MS = 3_600_000;
const UNITS_MS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: HOUR_MS,
  d: 24 * HOUR_MS,
  w: 7 * 24 * HOUR_MS,
};

/** Adds them. */
export function addStepOptions(command: Command): Command {
  return command
    .option('--allow-writes', 'prove write scopes by creating something and deleting it again')
    .addOption(
      new Option(
        '--step <name>',
        `do only this step, anew; repeatable: ${STEP_NAMES.join(', ')}`,
      ).argParser((text: string, before: readonly StepName[] | undefined) => [
        ...(before ?? []),
        ...parseSteps(text),
      ]),
    )
    .option('--again', 'do every step anew, also what has passed')
    .addOption(
      new Option('--max-age <age>', 'how old a result may be before its step is done anew')
        .default(parseAge(MAX_AGE), MAX_AGE)
        .argParser(parseAge),
    )
    .option(
      '--answer <step=yes|no>',
      'what a person says of a step, with a note after a colon; repeatable',
      (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
    )
    .option('--status', 'show how the steps stand, and do none')
    .option('--state <folder>', 'keep the state here instead of in the data folder')
    .option('--prove-revocation <site>', 'revoke the grant of this site, to prove that it is gone');
}

/** What these options ask for. */
export function stepRequest(flags: StepFlags): Omit<ChecklistOptions, 'authorize' | 'key'> {
  if (flags.status === true) {
    const others = [
      ...(flags.again === true ? ['--again'] : []),
      ...(flags.answer === undefined ? [] : ['--answer']),
      ...(flags.proveRevocation === undefined ? [] : ['--prove-revocation']),
    ];
    if (others.length > 0) {
      throw new ToolError('usage.flag', `--status does no step: leave out ${others.join(', ')}.`);
    }
  }
  const only = flags.step === undefined ? undefined : new Set(flags.step);
  const answers = parseAnswers(flags.answer ?? []);
  const beside = [...answers.keys()].filter((step) => only?.has(step) === false);
  if (beside.length > 0) {
    throw new ToolError(
      'usage.flag',
      `--answer ${beside.join(', ')}: --step leaves this step out; name it there too.`,
    );
  }
  return {
    allowWrites: flags.allowWrites === true,
    only,
    again: flags.again === true,
    maxAgeMs: flags.maxAge,
    answers,
    status: flags.status === true,
    stateFolder: flags.state,
    proveRevocation: flags.proveRevocation,
  };
}

function parseSteps(text: string): StepName[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name) => stepNamed(name, '--step'));
}

function parseAnswers(values: readonly string[]): GivenAnswers {
  return new Map(
    values.map((value) => {
      const at = value.indexOf('=');
      const answer = at < 0 ? undefined : parseAnswer(value.slice(at + 1));
      if (answer === undefined) {
        throw new ToolError(
          'usage.flag',
          `--answer: "${value}" is no answer such as closing-page=yes or scopes=no:what is wrong.`,
        );
      }
      return [stepNamed(value.slice(0, at).trim(), '--answer'), answer] as const;
    }),
  );
}

function stepNamed(name: string, flag: string): StepName {
  const step = STEP_NAMES.find((each) => each === name);
  if (step !== undefined) return step;
  const guess = nearest(name, STEP_NAMES);
  const meant = guess === undefined ? '' : ` (did you mean ${guess}?)`;
  throw new ToolError(
    'usage.flag',
    `${flag}: "${name}" is no step${meant}. Steps: ${STEP_NAMES.join(', ')}`,
  );
}

/** `7d`, `12h`, `30m`, `2w`. */
function parseAge(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([mhdw])$/.exec(text.trim());
  const ms = match === null ? 0 : Number(match[1]) * (UNITS_MS[match[2] ?? ''] ?? 0);
  if (!Number.isFinite(ms) || ms <= 0) {
    throw new ToolError('usage.flag', `--max-age: "${text}" is no age such as 7d or 12h.`);
  }
  return ms;
}
