import type { Command } from 'commander';
import type { Cli } from './cli.ts';

/** Gives a command its flags, its help and what it does. */
type Completion = (command: Command, cli: Cli) => void;

/** A command as the help of the program shows it; the rest is loaded when somebody names it. */
interface CommandRow {
  readonly name: string;
  /** What may follow the name, as its own usage line has it; empty for subcommands. */
  readonly takes: string;
  readonly summary: string;
  readonly load: () => Promise<Completion>;
}

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandRow[] = [
  {
    name: 'init',
    takes: '[options]',
    summary: 'write a profile into ddoauth.config.json and store the client secret',
    load: async () => (await import('./commands/init.ts')).initCommand,
  },
  {
    name: 'checklist',
    takes: '[options]',
    summary: "go through Datadog's test checklist, step by step",
    load: async () => (await import('./commands/checklist.ts')).checklistCommand,
  },
  {
    name: 'authorize',
    takes: '[options]',
    summary: 'authorize the client in a browser and store the grant',
    load: async () => (await import('./commands/authorize.ts')).authorizeCommand,
  },
  {
    name: 'create-key',
    takes: '[options]',
    summary: 'create, save and prove the API key that data is sent with',
    load: async () => (await import('./commands/create-key.ts')).createKeyCommand,
  },
  {
    name: 'check-scopes',
    takes: '[options]',
    summary: 'prove each scope of the grant',
    load: async () => (await import('./commands/check-scopes.ts')).checkScopesCommand,
  },
  {
    name: 'check-regions',
    takes: '[options]',
    summary: 'check every Datadog site for this client',
    load: async () => (await import('./commands/check-regions.ts')).checkRegionsCommand,
  },
  {
    name: 'diagnose',
    takes: '[options] [input...]',
    summary: 'explain an error, or look at this machine and client',
    load: async () => (await import('./commands/diagnose.ts')).diagnoseCommand,
  },
  {
    name: 'lint',
    takes: '[options] [file...]',
    summary: 'look for mistakes in the config and in OAuth client manifests, offline',
    load: async () => (await import('./commands/lint.ts')).lintCommand,
  },
  {
    name: 'grants',
    takes: '',
    summary: 'list, refresh, print, revoke or forget stored grants',
    load: async () => (await import('./commands/grants.ts')).grantsCommand,
  },
  {
    name: 'keys',
    takes: '',
    summary: 'list, validate or forget stored API keys, or find out whose one is',
    load: async () => (await import('./commands/keys.ts')).keysCommand,
  },
  {
    name: 'sites',
    takes: '',
    summary: 'list the Datadog sites',
    load: async () => (await import('./commands/sites.ts')).sitesCommand,
  },
  {
    name: 'report',
    takes: '[options] <file>',
    summary: 'show, compare and merge saved reports',
    load: async () => (await import('./commands/report.ts')).reportCommand,
  },
  {
    name: 'simulate',
    takes: '[options]',
    summary: 'run a simulator of all Datadog sites until stopped',
    load: async () => (await import('./commands/simulate.ts')).simulateCommand,
  },
  {
    name: 'completion',
    takes: '<shell>',
    summary: 'print a script that completes command lines in a shell',
    load: async () => (await import('./commands/completion.ts')).completionCommand,
  },
  {
    name: 'help',
    takes: '[topic...]',
    summary: 'show the help of a command, or of a topic',
    load: async () => (await import('./commands/help.ts')).helpCommand,
  },
];
