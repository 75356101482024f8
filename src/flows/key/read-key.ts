import { KEY_SHAPES, type KeyShape } from '../../catalog/key-shapes.ts';
import { ToolError } from '../../errors.ts';
import { withDeadline } from '../../storage/deadline.ts';
import type { Run } from '../run/run.ts';
import { selectKeys } from './select-keys.ts';

/** Where the key that `keys whose` asks about comes from. */
export interface KeySource {
  /** The last characters of a stored key. */
  readonly stored: string | undefined;
  /** Standard input, whatever the environment holds. */
  readonly stdin: boolean;
}

/** A key to ask about. `value` is secret. */
export interface GivenKey {
  readonly value: string;
  /** The last four characters, where so few give nothing away; else empty. */
  readonly last4: string;
  readonly shape: KeyShape | 'other';
  /** Site key it is stored for. */
  readonly storedFor?: string;
}

/** How long standard input may stay silent, in milliseconds. */
const STDIN_MS = 5_000;
/** From this length on the last four characters may be shown. */
const LONG_ENOUGH = 16;

/**
 * Reads the key: a stored one, `DD_API_KEY`, standard input, or what is typed at a prompt. Never from
 * the arguments, which every program on the machine can see.
 * @throws ToolError `usage.flag` when there is none, or none that could be sent
 */
export async function readKey(run: Run, source: KeySource): Promise<GivenKey> {
  if (source.stored !== undefined) return storedKey(run, source.stored);
  const text = withoutQuotes(source.stdin ? await readInput(run) : await environmentOrInput(run));
  run.redactor.add(text);
  if (text === '') {
    throw new ToolError('usage.flag', 'keys whose: there is no key to ask about.', {
      hint: 'Set DD_API_KEY, write it to standard input, or give --stored with its last four characters',
    });
  }
  const shape = KEY_SHAPES.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';
  if (shape === 'other' && !/^[\x21-\x7e]+$/.test(text)) {
    throw new ToolError('usage.flag', 'keys whose: that is no key; it has spaces or signs in it.');
  }
  return { value: text, shape, last4: text.length < LONG_ENOUGH ? '' : text.slice(-4) };
}

async function storedKey(run: Run, last4: string): Promise<GivenKey> {
  const { keys } = await selectKeys(run, [last4]);
  const [key, second] = keys;
  if (key === undefined || (second !== undefined && second.value !== key.value)) {
    throw new ToolError('usage.flag', `Several stored keys end in ${last4}: name one with --site.`);
  }
  return { value: key.value, last4: key.last4, shape: 'api-key', storedFor: key.site };
}

async function environmentOrInput(run: Run): Promise<string> {
  const variable = run.host.env['DD_API_KEY']?.trim() ?? '';
  if (variable !== '') return variable;
  if (!run.host.io.stdinIsTerminal) return readInput(run);
  if (!run.interactive) return '';
  return run.host.prompter.password('API key', run.signal);
}

async function readInput(run: Run): Promise<string> {
  const late = (): Error =>
    new ToolError('usage.flag', 'keys whose: nothing came on standard input for 5 s.');
  const reading = run.host.io.readStdin();
  return withDeadline(run.host.clock, reading, { ms: STDIN_MS, late, signal: run.signal });
}

function withoutQuotes(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/s, '$2');
}
