import type { FindingInfo } from '../finding-info.ts';

/** What is found out about things that earlier runs created. */
export const CLEAN_UP_FINDINGS = {
  /** An earlier run left something, or may have. */
  'clean-up.left': { links: [] },
  /** It is gone now, and that is proved. */
  'clean-up.done': { links: [] },
  /** The journal is empty. */
  'clean-up.nothing': { links: [] },
  /** The delete was refused. */
  'clean-up.refused': { links: ['apiReference'] },
  /** The delete was accepted, and the thing still seems to be there. */
  'clean-up.unproved': { links: ['apiReference'] },
  /** Its id was never known, and no list shows its name for certain. */
  'clean-up.not-found': { links: ['apiReference'] },
  /** There is no grant of that organization to delete it with. */
  'clean-up.blocked': { links: ['oauthInDatadog'] },
  'clean-up.declined': { links: [] },
} as const satisfies Record<string, FindingInfo>;
