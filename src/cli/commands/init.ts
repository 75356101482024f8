import { Option, type Command } from 'commander';
import type { Stage } from '../../catalog/stages.ts';
import { ToolError } from '../../errors.ts';
import type { InitOptions, Kind } from '../../flows/init/init-options.ts';
import type { Cli } from '../cli.ts';
import type { GlobalOptions } from '../options/global-options.ts';

const MORE = `
Writes a profile into ddoauth.config.json (the nearest one upwards, else a new one here) and puts
the client secret into the store: the OS keychain, or a file only you can read. The config holds no
secrets and may be committed. What flags do not say is asked; each answer is judged at once by the
rules of lint. Touches nothing in the org.

The secret is asked for without echo, or comes from DDOAUTH_CLIENT_SECRET or --secret-stdin. With
--from-manifest the profile names the manifest, and id, redirect URIs and scopes stay there. Without
a terminal every answer has to be a flag; --yes answers each question with yes. Nothing is replaced
without asking, and the same answers again change nothing.

--register makes a public client on a site (default: us1), for anybody with a Datadog account: no
secret, PKCE, and no api_keys_write. It is remembered; --again makes another one.

Examples:
  ddoauth init
  ddoauth init --from-manifest assets/oauth_clients.json
  ddoauth init --profile test --kind test --client-id 5f6c1d2e-0b7a-4c3d-9e8f-102132435465 \\
    --redirect-uri http://localhost:8085/callback --scope monitors_read --no-secret
  ddoauth init --register --site eu1
`;

/** As in `catalog/stages.ts`, which is not loaded for help. */
const STAGES: readonly Stage[] = ['unpublished', 'submitted', 'published'];

interface InitFlags {
  readonly kind?: Kind;
  readonly stage?: Stage;
  readonly name?: string;
  readonly onboardingUrl?: string;
  readonly scope?: readonly string[];
  readonly secretStdin?: boolean;
  readonly secret: boolean;
  readonly yes?: boolean;
  readonly register?: boolean;
  readonly again?: boolean;
}

/** `ddoauth init` */
export function initCommand(command: Command, cli: Cli): void {
  command
    .addOption(
      new Option('--kind <kind>', 'kind of client').choices(['test', 'published', 'public']),
    )
    .addOption(new Option('--stage <stage>', 'where the integration stands').choices(STAGES))
    .option('--name <name>', 'name of the client')
    .option('--onboarding-url <url>', 'where Connect Accounts leads')
    .option('--scope <scopes...>', 'registered scopes')
    .option('--secret-stdin', 'read the client secret from standard input')
    .option('--no-secret', 'leave the client secret out')
    .option('-y, --yes', 'replace what is there, and keep what lint calls an error')
    .option('--register', 'register a public client on a site')
    .option('--again', 'with --register: register another client')
    .addHelpText('after', MORE)
    .action(async (flags: InitFlags) => {
      const globals = command.optsWithGlobals<GlobalOptions>();
      const options = initOptions(flags, globals);
      const { execute } = await import('../run/execute.ts');
      await execute(cli, command, {
        options: {
          withoutConfig: true,
          clientOptional: true,
          // Only a registration talks to anybody.
          ...(flags.register === true ? {} : { simulatorUrl: undefined }),
        },
        takesSeveralUris: true,
        flow: async (run) => {
          const { runInit } = await import('../../flows/init.ts');
          return runInit(run, options);
        },
      });
    });
}

function initOptions(flags: InitFlags, globals: GlobalOptions): InitOptions {
  rejectContradictions(flags, globals);
  return {
    config: globals.config,
    profile: filled(globals.profile, '--profile'),
    fromManifest: filled(globals.fromManifest, '--from-manifest'),
    kind: flags.kind,
    stage: flags.stage,
    clientId: filled(globals.clientId, '--client-id'),
    name: filled(flags.name, '--name'),
    redirectUris: (globals.redirectUri ?? []).flatMap((uri) => filled(uri, '--redirect-uri') ?? []),
    onboardingUrl: filled(flags.onboardingUrl, '--onboarding-url'),
    scopes: flags.scope ?? [],
    sites: globals.site ?? [],
    secretFromStdin: flags.secretStdin === true,
    withoutSecret: !flags.secret,
    yes: flags.yes === true,
    register: flags.register === true ? { again: flags.again === true } : undefined,
  };
}

/** A flag's value; an empty one (`--client-id "$UNSET"`) is a mistake worth a word. */
function filled(value: string | undefined, flag: string): string | undefined {
  if (value?.trim() === '') throw new ToolError('usage.flag', `${flag}: the value is empty`);
  return value;
}

function rejectContradictions(flags: InitFlags, globals: GlobalOptions): void {
  const fail = (message: string, hint?: string): never => {
    throw new ToolError('usage.flag', `init: ${message}`, hint === undefined ? {} : { hint });
  };
  if (flags.secretStdin === true && !flags.secret) {
    fail('--secret-stdin and --no-secret contradict each other.');
  }
  if (globals.simulate === true) {
    fail(
      'a profile outlives the simulator that --simulate starts.',
      'ddoauth simulate, then init --register --simulator http://127.0.0.1:4400',
    );
  }
  if (flags.register !== true) {
    if (flags.again === true) fail('--again goes with --register only.');
    if (globals.simulator !== undefined) fail('--simulator goes with --register only.');
    return;
  }
  const without = [
    ...(flags.kind === undefined || flags.kind === 'public' ? [] : [`--kind ${flags.kind}`]),
    ...(flags.stage === undefined ? [] : ['--stage']),
    ...(flags.onboardingUrl === undefined ? [] : ['--onboarding-url']),
    ...(flags.secretStdin === true ? ['--secret-stdin'] : []),
    ...(globals.clientId === undefined ? [] : ['--client-id']),
    ...(globals.fromManifest === undefined ? [] : ['--from-manifest']),
  ];
  if (without.length > 0) {
    fail(
      `--register makes a public client with an id of its own: leave out ${without.join(', ')}.`,
    );
  }
}
