import type { Prompter } from '../host.ts';
import { interrupted } from '../../errors.ts';

/** Without colours of its own, which would not heed `NO_COLOR` on every Node. */
const theme = {
  prefix: '?',
  style: { message: asItIs, answer: asItIs, defaultAnswer: inParentheses, error: asItIs },
};

/** The same for lists: what is chosen has a mark and no colour. */
const plainTheme = {
  prefix: '?',
  icon: { cursor: '>', checked: '[x]', unchecked: '[ ]' },
  style: {
    ...theme.style,
    highlight: asItIs,
    description: asItIs,
    disabled: asItIs,
    key: asItIs,
    renderSelectedChoices: (chosen: readonly { readonly short: string }[]): string =>
      chosen.map(({ short }) => short).join(', '),
  },
};

/** Questions on the terminal, most through @inquirer/prompts; on stderr, so that stdout stays data. */
export const nodePrompter: Prompter = {
  confirm: (message, signal) =>
    ask(signal, async (prompts, context) =>
      prompts.confirm({ message, default: false, theme }, context),
    ),
  input: async (message, signal) => {
    const { askText } = await import('./text-prompt.ts');
    return askText(message, signal);
  },
  password: (message, signal) =>
    ask(signal, async (prompts, context) =>
      // No key makes it visible: somebody may be looking over the shoulder or at a shared screen.
      prompts.password({ message, mask: true, toggleMask: false, theme }, context),
    ),
  select: ({ message, choices, initial }, signal) =>
    ask(signal, async (prompts, context) =>
      prompts.select(
        {
          message,
          choices: [...choices],
          ...(initial === undefined ? {} : { default: initial }),
          theme: plainTheme,
        },
        context,
      ),
    ),
  checkbox: ({ message, choices, marked }, signal) =>
    ask(signal, async (prompts, context) =>
      prompts.checkbox(
        {
          message,
          choices: choices.map((choice) => ({ ...choice, checked: marked.includes(choice.value) })),
          required: true,
          theme: plainTheme,
        },
        context,
      ),
    ),
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

function inParentheses(text: string): string {
  return `(${text})`;
}

function asItIs(text: string): string {
  return text;
}
