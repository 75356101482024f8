import type { RuleId } from '../../../src/diagnosis/rules/index.ts';
import { API_EXAMPLES } from './api.ts';
import { AUTHORIZE_EXAMPLES } from './authorize.ts';
import { EXCHANGE_EXAMPLES } from './exchanges.ts';
import type { Examples } from './example.ts';
import { CREDENTIAL_EXAMPLES } from './credentials.ts';
import { MACHINE_EXAMPLES } from './machine.ts';
import { NETWORK_EXAMPLES } from './network.ts';
import { PROGRAM_EXAMPLES } from './program.ts';
import { REQUEST_EXAMPLES } from './request.ts';
import { TOKEN_EXAMPLES } from './token.ts';

/** Examples of every rule: the compiler asks for those of a new one. */
export const EXAMPLES: Readonly<Record<RuleId, Examples>> = {
  ...AUTHORIZE_EXAMPLES,
  ...TOKEN_EXAMPLES,
  ...API_EXAMPLES,
  ...CREDENTIAL_EXAMPLES,
  ...MACHINE_EXAMPLES,
  ...NETWORK_EXAMPLES,
  ...PROGRAM_EXAMPLES,
  ...REQUEST_EXAMPLES,
  ...EXCHANGE_EXAMPLES,
};
