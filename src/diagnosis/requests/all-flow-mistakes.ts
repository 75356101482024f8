import { CODE_MISTAKES } from './code-mistakes.ts';
import { FLOW_MISTAKES } from './flow-mistakes.ts';
import type { Mistake } from './mistake.ts';
import { PKCE_MISTAKES } from './pkce-mistakes.ts';

/** Everything that shows only where requests are held against each other, the more telling first. */
export const ALL_FLOW_MISTAKES: readonly Mistake[] = [
  ...FLOW_MISTAKES,
  ...PKCE_MISTAKES,
  ...CODE_MISTAKES,
];
