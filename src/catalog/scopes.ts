// Written by scripts/generate-scopes.mjs; change the script or its input, not this file.
import type { ScopeRow } from './scope-row.ts';
import { SCOPES_A_B } from './scopes/a-b.ts';
import { SCOPES_C_D } from './scopes/c-d.ts';
import { SCOPES_E_L } from './scopes/e-l.ts';
import { SCOPES_M_R } from './scopes/m-r.ts';
import { SCOPES_S_Z } from './scopes/s-z.ts';

/** Every scope the project knows, in alphabetical order. */
export const SCOPES: readonly ScopeRow[] = [
  ...SCOPES_A_B,
  ...SCOPES_C_D,
  ...SCOPES_E_L,
  ...SCOPES_M_R,
  ...SCOPES_S_Z,
];
