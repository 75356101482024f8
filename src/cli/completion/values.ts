import type { Argument, Command, Option } from 'commander';
import { DATA_TYPE_NAMES } from '../../catalog/data-types.ts';
import { SCOPES } from '../../catalog/scopes.ts';
import { COLUMNS, DESTINATION_NAMES } from '../../flows/region/columns.ts';
import type { Host } from '../../host/host.ts';
import { leniently } from '../../errors.ts';
import { GRADES } from '../../model/report.ts';
import type { Config } from '../../settings/config-schema.ts';
import { configSites } from '../../settings/config-sites.ts';
import { findConfig } from '../../settings/find-config.ts';
import { readConfig } from '../../settings/read-config.ts';
import { createSiteTable } from '../../sites/site-table.ts';

/** Something that may be typed. */
export interface Candidate {
  readonly value: string;
  /** One line; may be empty. */
  readonly about: string;
}

/** Values of one kind. */
export interface ValueKind {
  /** Several may stand in one word, with commas between. */
  readonly isList: boolean;
  /** `'files'`: the shell knows them best. */
  readonly values: ((context: Context) => readonly Candidate[]) | 'files';
}

/** What values depend on. */
export interface Context {
  readonly program: Command;
  /** Topics of `help`. */
  readonly topics: readonly string[];
  readonly host: Host;
  /** Value of `--config` on the line. */
  readonly config: string | undefined;
}

const plain = (values: readonly string[]): Candidate[] =>
  values.map((value) => ({ value, about: '' }));

const one = (values: (context: Context) => readonly Candidate[]): ValueKind => ({
  isList: false,
  values,
});

const list = (values: (context: Context) => readonly Candidate[]): ValueKind => ({
  isList: true,
  values,
});

const FILES: ValueKind = { isList: false, values: 'files' };

/** What is completed, by the word that stands for it in the help: `<site>`, `[file...]`. */
export const BY_PLACEHOLDER: Readonly<Record<string, ValueKind>> = {
  file: FILES,
  topic: one(({ program, topics }) => [
    ...plain(topics),
    ...program.commands.map((each) => ({ value: each.name(), about: each.description() })),
  ]),
  input: FILES,
  files: FILES,
  before: FILES,
  after: FILES,
  folder: FILES,
  site: list((context) => [...sites(context), { value: 'all', about: 'every site' }]),
  scopes: list(() => SCOPES.map(({ scope }) => ({ value: scope, about: '' }))),
  columns: list(() =>
    plain([...COLUMNS, 'intake', ...DESTINATION_NAMES.map((name) => `intake.${name}`)]),
  ),
  types: list(() => plain([...DATA_TYPE_NAMES, 'all'])),
  grades: list(() => plain(GRADES.slice(1))),
  choice: one((context) => [
    { value: 'authorize', about: 'consent' },
    { value: 'deny', about: 'refuse' },
    ...sites(context),
  ]),
};

/** The same for options whose word says too little. */
const BY_OPTION: Readonly<Record<string, ValueKind>> = {
  profile: one((context) =>
    Object.entries(configOf(context).profiles ?? {}).map(([value, { kind = 'published' }]) => ({
      value,
      about: kind,
    })),
  ),
};

/** Words that stand for free text, for which there is nothing to offer. */
export const FREE_TEXT: readonly string[] = [
  'id',
  'uri',
  'url',
  'duration',
  'n',
  'name',
  'port',
  'host:port',
  'last4',
  'age',
  'step=yes|no',
];

/** What may stand for an option's value; `undefined` for free text. */
export function kindOfOption(option: Option): ValueKind | undefined {
  const { argChoices } = option;
  if (argChoices !== undefined) return one(() => plain(argChoices));
  return BY_OPTION[option.attributeName()] ?? BY_PLACEHOLDER[placeholderOf(option)];
}

/** What may stand for an argument; `undefined` for free text. */
export function kindOfArgument(argument: Argument): ValueKind | undefined {
  const { argChoices } = argument;
  if (argChoices !== undefined) return one(() => plain(argChoices));
  return BY_PLACEHOLDER[argument.name()];
}

/** `site` of `--site <site>`, `file` of `--har [file...]`. */
export function placeholderOf({ flags }: Option): string {
  return /[<[]([^>\].]+)(?:\.\.\.)?[>\]]/.exec(flags)?.[1] ?? '';
}

function sites(context: Context): Candidate[] {
  const own = (): Candidate[] => {
    const table = createSiteTable(configSites(configOf(context), ''));
    return table.all.map(({ key, domain }) => ({ value: key, about: domain }));
  };
  return (
    leniently(own) ??
    createSiteTable().all.map(({ key, domain }) => ({ value: key, about: domain }))
  );
}

/** The config in use; one that cannot be read has nothing to offer. */
function configOf({ host, config }: Context): Config {
  const found = findConfig({ flag: config, env: host.env, cwd: host.cwd });
  return (found && leniently(() => readConfig(found.path, found.shown))) ?? {};
}
