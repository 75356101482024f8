import { EXIT, type ExitCode } from './exit-codes.ts';

/** Codes of `ToolError`, each with the exit code the process ends with. */
export const ERROR_CODES = {
  'usage.flag': EXIT.usage,
  'usage.site': EXIT.usage,
  'usage.profile': EXIT.usage,
  'usage.config': EXIT.usage,
  'usage.environment': EXIT.usage,
  'usage.manifest': EXIT.usage,
  'usage.redirect-uri': EXIT.usage,
  'usage.secret-missing': EXIT.usage,
  'usage.confirmation': EXIT.usage,
  'usage.file': EXIT.usage,
  'listen.busy': EXIT.usage,
  'listen.failed': EXIT.usage,
  'store.unusable': EXIT.usage,
  'store.failed': EXIT.usage,
  'store.locked': EXIT.unreachable,
  'grant.missing': EXIT.unauthorized,
  'output.failed': EXIT.unreachable,
  interrupted: EXIT.interrupted,
  internal: EXIT.unreachable,
} as const satisfies Record<string, ExitCode>;

export type ErrorCode = keyof typeof ERROR_CODES;
