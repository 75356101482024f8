/** Exit codes, by what they mean. @see design §3 */
export const EXIT = {
  passed: 0,
  failed: 1,
  usage: 2,
  unauthorized: 3,
  unreachable: 4,
  inconclusive: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each exit code means. `--help` and `help exit-codes` print it. */
export const EXIT_MEANINGS = {
  passed: 'every required check passed',
  failed: 'at least one failed',
  usage: 'wrong usage or config',
  unauthorized: 'authorization needed',
  unreachable: 'Datadog not reached',
  inconclusive: 'inconclusive, or nothing checked',
  interrupted: 'interrupted',
} as const satisfies Record<keyof typeof EXIT, string>;
