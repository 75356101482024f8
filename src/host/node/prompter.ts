import type { Prompter } from '../host.ts';
import { interrupted } from '../../errors.ts';

/** Questions on the terminal through @inquirer/prompts, asked on stderr so that stdout stays data. */
export const nodePrompter: Prompter = {
  confirm: (message, signal) =>
    ask(signal, async (prompts, context) => prompts.confirm({ message, default: false }, context)),
  input: (message, signal) =>
    ask(signal, async (prompts, context) => prompts.input({ message }, context)),
  password: (message, signal) =>
    ask(signal, async (prompts, context) => prompts.password({ message, mask: true }, context)),
};

type Prompts = typeof import('@inquirer/prompts');
interface PromptContext {
  readonly output: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}

async function ask<T>(
  signal: AbortSignal,
  question: (prompts: Prompts, context: PromptContext) => Promise<T>,
): Promise<T> {
  const prompts = await import('@inquirer/prompts');
  try {
    return await question(prompts, { output: process.stderr, signal });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof Error && error.name === 'ExitPromptError') throw interrupted();
    throw error;
  }
}
