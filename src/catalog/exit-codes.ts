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
