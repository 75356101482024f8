import { Option, type Command } from 'commander';
import { DATA_TYPE_NAMES, type DataType } from '../../catalog/data-types.ts';
import { ToolError } from '../../errors.ts';
import type { DataRequest } from '../../flows/data/data-plan.ts';
import { nearest } from '../../sites/nearest.ts';
import { quoted } from '../../sites/quoted.ts';
import { parseDuration } from './duration.ts';

/** Options of commands that send data, as commander gives them. */
export interface DataOptions {
  readonly data?: readonly DataType[];
  readonly payload?: string;
  /** Milliseconds. */
  readonly readBackTimeout: number;
  readonly readBackWithAppKey?: boolean;
}

/** How long to look for sent data, unless told otherwise. */
const READ_BACK = '2m';

/** Adds the options of sending data and reading it back. */
export function addDataOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--data <types>', 'kinds of data to send, a list, or all').argParser(parseTypes),
    )
    .addOption(
      new Option('--read-back-timeout <duration>', 'how long to look for the data that was sent')
        .default(parseDuration(READ_BACK, '--read-back-timeout'), READ_BACK)
        .argParser((text) => parseDuration(text, '--read-back-timeout')),
    )
    .option(
      '--read-back-with-app-key',
      'read back with DD_API_KEY and DD_APP_KEY what the grant cannot read',
    );
}

/** What these options ask for. */
export function dataRequest(options: DataOptions): DataRequest {
  return {
    types: options.data,
    payloadFile: options.payload,
    readBackMs: options.readBackTimeout,
    withApplicationKey: options.readBackWithAppKey === true,
  };
}

function parseTypes(text: string, before: readonly DataType[] = []): readonly DataType[] {
  const words = text
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter(Boolean);
  const wanted = new Set(before.concat(words.flatMap(typesOf)));
  if (wanted.size === 0) throw new ToolError('usage.flag', `--data: names nothing. ${known()}`);
  return DATA_TYPE_NAMES.filter((name) => wanted.has(name));
}

function typesOf(word: string): readonly DataType[] {
  if (word === 'all') return DATA_TYPE_NAMES;
  const found = DATA_TYPE_NAMES.find((name) => name === word);
  if (found !== undefined) return [found];
  const close = nearest(word, DATA_TYPE_NAMES);
  const meant = close === undefined ? '' : ` Did you mean ${close}?`;
  throw new ToolError(
    'usage.flag',
    `--data: ${quoted(word)} is no kind of data.${meant} ${known()}`,
  );
}

function known(): string {
  return `Known: ${DATA_TYPE_NAMES.join(', ')}, all.`;
}
