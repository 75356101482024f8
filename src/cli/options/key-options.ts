import type { Command } from 'commander';
import type { CreateKeyOptions } from '../../flows/create-key.ts';
import { addDataOptions, dataRequest, type DataOptions } from './data-options.ts';

/** Options of commands that may create a key, as commander gives them. */
export interface KeyOptions extends DataOptions {
  readonly yes?: boolean;
  readonly new?: boolean;
  readonly print?: boolean;
}

/** Adds the options of key creation. */
export function addKeyOptions(command: Command): Command {
  return addDataOptions(command.option('--yes', 'create the key without asking'));
}

/** What these options ask for. */
export function keyRequest(options: KeyOptions): CreateKeyOptions {
  return {
    yes: options.yes === true,
    requestNew: options.new === true,
    print: options.print === true,
    data: dataRequest(options),
  };
}
