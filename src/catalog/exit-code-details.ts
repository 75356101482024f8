import type { EXIT } from './exit-codes.ts';

/** More about each, for `help exit-codes`: when it comes, and what to do. */
export const EXIT_DETAILS = {
  passed: 'Warnings and reviews leave it alone, unless --fail-on names them.',
  failed:
    'The integration is broken, or a file that lint looked at: each failed check has its fix.',
  usage: 'A flag, the config, a file or the environment is wrong, or a port is taken.',
  unauthorized:
    'No grant, refused, or revoked. Run ddoauth authorize, or renew the refresh token in CI.',
  unreachable: 'Network, proxy or Datadog: the run could not finish. Worth a retry.',
  inconclusive:
    'A timeout or a fault of the server proves nothing, and neither does a run that skipped all.',
  interrupted: 'Ctrl-C or a signal. What must not be lost was saved.',
} as const satisfies Record<keyof typeof EXIT, string>;
