import type { Finding, FindingArg } from '../model/report.ts';
import type { FindingInfo } from './finding-info.ts';
import { AUTHORIZE_FINDINGS } from './findings/authorize.ts';
import { BISECT_FINDINGS } from './findings/bisect.ts';
import { CHECKLIST_FINDINGS } from './findings/checklist.ts';
import { CLEAN_UP_FINDINGS } from './findings/clean-up.ts';
import { DATA_FINDINGS } from './findings/data.ts';
import { DIAGNOSE_FINDINGS } from './findings/diagnose.ts';
import { ENVIRONMENT_FINDINGS } from './findings/environment.ts';
import { EXPECT_FINDINGS } from './findings/expect.ts';
import { GRANT_FINDINGS } from './findings/grant.ts';
import { INIT_FINDINGS } from './findings/init.ts';
import { KEY_FINDINGS } from './findings/key.ts';
import { LINT_FINDINGS } from './findings/lint.ts';
import { PAYLOAD_FINDINGS } from './findings/payload.ts';
import { KEYS_FINDINGS } from './findings/keys.ts';
import { ONBOARDING_FINDINGS } from './findings/onboarding.ts';
import { REGION_FINDINGS } from './findings/region.ts';
import { ROUND_TRIP_FINDINGS } from './findings/round-trip.ts';
import { SCOPE_FINDINGS } from './findings/scope.ts';
import { SITE_FINDINGS } from './findings/site.ts';
import { STAGE_FINDINGS } from './findings/stage.ts';

const ALL = {
  ...AUTHORIZE_FINDINGS,
  ...BISECT_FINDINGS,
  ...GRANT_FINDINGS,
  ...KEY_FINDINGS,
  ...DATA_FINDINGS,
  ...PAYLOAD_FINDINGS,
  ...KEYS_FINDINGS,
  ...REGION_FINDINGS,
  ...ONBOARDING_FINDINGS,
  ...SCOPE_FINDINGS,
  ...ROUND_TRIP_FINDINGS,
  ...CLEAN_UP_FINDINGS,
  ...DIAGNOSE_FINDINGS,
  ...LINT_FINDINGS,
  ...ENVIRONMENT_FINDINGS,
  ...CHECKLIST_FINDINGS,
  ...INIT_FINDINGS,
  ...SITE_FINDINGS,
  ...EXPECT_FINDINGS,
  ...STAGE_FINDINGS,
};

/** Every code a finding may have. */
export type FindingCode = keyof typeof ALL;

/** Every kind of finding. A new code doesn't build until `report/message.ts` has its words. */
export const FINDINGS: Readonly<Record<FindingCode, FindingInfo>> = ALL;

/** Makes a finding; the compiler knows the codes. */
export function finding(
  code: FindingCode,
  args: Readonly<Record<string, FindingArg | undefined>> = {},
): Finding<FindingCode> {
  const given = Object.entries(args).filter(
    (entry): entry is [string, FindingArg] => entry[1] !== undefined,
  );
  return { code, args: Object.fromEntries(given) };
}

/** Whether a code of a report is one this version knows. */
export function isFindingCode(code: string): code is FindingCode {
  return Object.hasOwn(FINDINGS, code);
}
