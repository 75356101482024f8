import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { addKeyOptions, keyRequest, type KeyOptions } from '../options/key-options.ts';

const MORE = `
Creates the one API key this client may have in the org (it stays there until somebody revokes
it by hand), saves it before anything else, checks that its site knows it and that another site
refuses it, sends one datum of each kind, and reads it back where the grant allows. A key that is
stored already is used again.

Kinds of data, for --data: metrics, distributions, events, logs, service-checks are sent by
default; metrics-v1, events-v2, traces, otlp-metrics, otlp-logs, otlp-traces have to be asked for.
What is sent cannot be taken back: it is tagged ddoauth_run:<run>, named ddoauth.check, and ages out.

--payload sends a payload of your own instead. It is held against Datadog's request schema, limits
and clock windows first; with a problem in it nothing is sent and no key is created.

Datadog shows the value once. So the store has to prove that it works before the request, a note on
disk outlives a crash, and when no store takes the value it is shown on standard error, once. If a
key exists and nobody has its value, the command says so and how to recover.

Examples:
  ddoauth create-key
  ddoauth create-key --site eu1 --yes --json
  ddoauth create-key --data metrics,logs --read-back-timeout 5m
  ddoauth create-key --data logs --payload first-logs.json
  ddoauth create-key --new
`;

/** `ddoauth create-key` */
export function createKeyCommand(command: Command, cli: Cli): void {
  addKeyOptions(command)
    .option('--new', 'ask for a key although one is stored')
    .option('--payload <file>', 'send this JSON instead, after checking it')
    .option('--print', "show the key's value on standard error at the end")
    .addHelpText('after', MORE)
    .action(async (options: KeyOptions) => {
      const { execute } = await import('../run/execute.ts');
      await execute(cli, command, {
        flow: async (run) => {
          const { runCreateKey } = await import('../../flows/create-key.ts');
          return runCreateKey(run, keyRequest(options));
        },
      });
    });
}
