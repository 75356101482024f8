import { FINDINGS, isFindingCode, type FindingCode } from '../catalog/findings.ts';
import type { FindingInfo } from '../catalog/finding-info.ts';
import type { Finding } from '../model/report.ts';
import { AUTHORIZE_WORDS } from './messages/authorize.ts';
import { BISECT_WORDS } from './messages/bisect.ts';
import { CHECKLIST_WORDS } from './messages/checklist.ts';
import { CLEAN_UP_WORDS } from './messages/clean-up.ts';
import { DATA_WORDS } from './messages/data.ts';
import { DIAGNOSE_WORDS } from './messages/diagnose.ts';
import { ENVIRONMENT_WORDS } from './messages/environment.ts';
import { EXPECT_WORDS } from './messages/expect.ts';
import { GRANT_WORDS } from './messages/grant.ts';
import { INIT_WORDS } from './messages/init.ts';
import { KEY_WORDS } from './messages/key.ts';
import { LINT_WORDS } from './messages/lint.ts';
import { PAYLOAD_WORDS } from './messages/payload.ts';
import { KEYS_WORDS } from './messages/keys.ts';
import { ONBOARDING_WORDS } from './messages/onboarding.ts';
import { REGION_WORDS } from './messages/region.ts';
import { ROUND_TRIP_WORDS } from './messages/round-trip.ts';
import { SCOPE_WORDS } from './messages/scope.ts';
import { SITE_WORDS } from './messages/site.ts';
import { STAGE_WORDS } from './messages/stage.ts';
import type { Wording, Words } from './words.ts';

const WORDS: Readonly<Record<FindingCode, Wording>> = {
  ...AUTHORIZE_WORDS,
  ...BISECT_WORDS,
  ...GRANT_WORDS,
  ...KEY_WORDS,
  ...DATA_WORDS,
  ...PAYLOAD_WORDS,
  ...KEYS_WORDS,
  ...REGION_WORDS,
  ...ONBOARDING_WORDS,
  ...SCOPE_WORDS,
  ...ROUND_TRIP_WORDS,
  ...CLEAN_UP_WORDS,
  ...DIAGNOSE_WORDS,
  ...LINT_WORDS,
  ...ENVIRONMENT_WORDS,
  ...CHECKLIST_WORDS,
  ...INIT_WORDS,
  ...SITE_WORDS,
  ...EXPECT_WORDS,
  ...STAGE_WORDS,
};

/** The sentences of a finding. A code of another version is shown as it is. */
export function wordsOf({ code, args }: Finding): Words {
  return isFindingCode(code) ? WORDS[code](args) : { message: code };
}

/** What the catalog knows about a code. */
export function infoOf(code: string): FindingInfo {
  return isFindingCode(code) ? FINDINGS[code] : { links: [] };
}
