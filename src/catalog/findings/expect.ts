import type { FindingInfo } from '../finding-info.ts';

/** What holding a report against the entries of `--expect` adds to it. */
export const EXPECT_FINDINGS = {
  'expect.not-failing': { links: [] },
  'expect.other-end': { links: [] },
  'expect.not-checked': { links: [] },
  'expect.no-result': { links: [] },
  'expect.over': { links: [] },
} as const satisfies Record<string, FindingInfo>;
