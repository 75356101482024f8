import { Option, type Command } from 'commander';
import type { CreateKeyOptions } from '../flows/create-key.ts';
import { parseDuration } from './duration.ts';

/** Options of commands that may create a key, as commander gives them. */
export interface KeyOptions {
  readonly yes?: boolean;
  readonly new?: boolean;
  readonly print?: boolean;
  /** Milliseconds. */
  readonly readBackTimeout: number;
}

/** How long to look for sent data, unless told otherwise. */
const READ_BACK = '2m';

/** Adds the options of key creation. */
export function addKeyOptions(command: Command): Command {
  return command
    .option('--yes', 'create the key without asking')
    .addOption(
      new Option('--read-back-timeout <duration>', 'how long to look for the data that was sent')
        .default(parseDuration(READ_BACK, '--read-back-timeout'), READ_BACK)
        .argParser((text) => parseDuration(text, '--read-back-timeout')),
    );
}

/** What these options ask for. */
export function keyRequest(options: KeyOptions): CreateKeyOptions {
  return {
    yes: options.yes === true,
    requestNew: options.new === true,
    print: options.print === true,
    readBackMs: options.readBackTimeout,
  };
}
