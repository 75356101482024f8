import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { GlobalOptions } from '../options/global-options.ts';

const MORE = `
Looks for mistakes in ddoauth.config.json and in OAuth client manifests (assets/oauth_clients.json of
an integration), told apart by what is in them: redirect URIs that will not match, hosts for tests left
in a published client, scopes that are unknown or misspelt, secrets that would be committed, broken
JSON. Each finding has its file, line and column. Sends nothing, and touches nothing in the org.

Without FILE: the config found from here upwards and the manifests its profiles name. Errors end
with exit code 1; warnings and hints only with --fail-on warning,review. --fix changes what is safe
and nothing that is registered: exact duplicates, the spelling of known scopes, known scopes joined in
one text, a text where a list belongs, commas too many, a byte order mark. The rest of the file stays
byte for byte.

Examples:
  ddoauth lint
  ddoauth lint assets/oauth_clients.json --fail-on warning
  ddoauth lint --fix assets/oauth_clients.json
  git show HEAD:assets/oauth_clients.json | ddoauth lint -
`;

/** `ddoauth lint` */
export function lintCommand(command: Command, cli: Cli): void {
  command
    .argument('[file...]', 'config or manifest, or - for standard input')
    .option('--fix', 'change what is safe to change')
    .addHelpText('after', MORE)
    .action(async (files: string[], { fix = false }: { fix?: boolean }) => {
      const { config, fromManifest, profile, emitToDatadog } =
        command.optsWithGlobals<GlobalOptions>();
      const { execute } = await import('../run/execute.ts');
      await execute(cli, command, {
        options: {
          withoutConfig: true,
          clientOptional: true,
          simulate: false,
          // It asks nobody, but the outcome goes where all else would.
          ...(emitToDatadog === true ? {} : { simulatorUrl: undefined }),
          consent: undefined,
        },
        flow: async (run) => {
          const { runLint } = await import('../../flows/lint.ts');
          return runLint(run, { files, fix, config, fromManifest, profile });
        },
      });
    });
}
