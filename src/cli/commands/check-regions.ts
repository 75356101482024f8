import { Option, type Command } from 'commander';
import { ToolError } from '../../errors.ts';
import type { Cli } from '../cli.ts';
import type { GlobalOptions } from '../options/global-options.ts';

const MORE = `
Asks every Datadog site, all at once: do the names of web app and API have addresses (dns), whose
certificates are they (tls), does the authorize host answer, is the token endpoint one and does it
know the client and its secret (a made-up code, which grants nothing), does the stored grant refresh,
does the API take its token, is the stored key known, and is each intake host Datadog's (a request
without key, which it has to refuse).

What it touches in the org: nothing. Nothing is submitted. Stored refresh tokens may be rotated and
are saved. A secret, token or key goes only to the site it belongs to. --cross-site is the exception:
it sends tokens and keys to the other sites, which have to refuse them; it says so and asks first.

--only takes columns: dns, tls, authorize-host, token, client, grant, api, key, intake, or one
destination such as intake.logs. --intake used, the default, means the destinations that take data
with an API key, if the client may create one; all adds those of the Datadog Agent and of SDKs.
--onboarding-url asks the partner's own onboarding URL as the integration tile does, for each site
with and without customer subdomain, and judges the authorize URL it leads to, which is not opened.

Examples:
  ddoauth check-regions
  ddoauth check-regions --site us1,eu1,ap2
  ddoauth check-regions --only dns,tls,intake --intake all
  ddoauth check-regions --onboarding-url --live-sites
  ddoauth check-regions --cross-site --yes --json
`;

interface CheckRegionsFlags {
  readonly only?: string[];
  readonly intake: 'used' | 'all';
  readonly crossSite?: boolean;
  readonly yes?: boolean;
  readonly onboardingUrl?: string | true;
  readonly liveSites?: boolean;
}

/** `ddoauth check-regions` */
export function checkRegionsCommand(command: Command, cli: Cli): void {
  command
    .option('--only <columns...>', 'columns to check (default: all)')
    .addOption(
      new Option('--intake <which>', 'destinations to check')
        .choices(['used', 'all'])
        .default('used'),
    )
    .option('--cross-site', 'send tokens and keys to other sites, which must refuse them')
    .option('-y, --yes', 'with --cross-site: do not ask before sending them')
    .option('--onboarding-url [url]', "check the partner's onboarding URL (default: the profile's)")
    .option('--live-sites', 'compare the table of sites with what the sites say')
    .addHelpText('after', MORE)
    .action(async (flags: CheckRegionsFlags) => {
      if (flags.yes === true && flags.crossSite !== true) {
        throw new ToolError('usage.flag', '--yes goes with --cross-site only.');
      }
      const { execute } = await import('../run/execute.ts');
      const { chooseColumns, needsClient } = await import('../../flows/region/columns.ts');
      const chosen = chooseColumns(flags.only, flags.intake);
      const { onboardingUrl, crossSite } = flags;
      const clientOptional =
        !needsClient(chosen) && crossSite !== true && onboardingUrl === undefined;
      await execute(cli, command, {
        options: { clientOptional, manyHosts: flags.intake === 'all' },
        flow: async (run) => {
          const { runCheckRegions } = await import('../../flows/check-regions.ts');
          return runCheckRegions(run, {
            chosen,
            ...limitOf(command),
            ...(crossSite === true ? { crossSite: { yes: flags.yes === true } } : {}),
            ...(onboardingUrl === undefined ? {} : { onboardingUrl }),
            liveSites: flags.liveSites === true,
            authorizeInSimulator: true,
          });
        },
      });
    });
}

/** Every host is asked at once, unless `--concurrency` was given. */
function limitOf(command: Command): { readonly atOnce?: number } {
  const said = command.getOptionValueSourceWithGlobals('concurrency') === 'cli';
  return said ? { atOnce: command.optsWithGlobals<GlobalOptions>().concurrency } : {};
}
