import type { FindingInfo } from '../finding-info.ts';

/** What `check-scopes` may find by creating something, reading it back and deleting it. */
export const ROUND_TRIP_FINDINGS = {
  /** Created, read back (or found by its delete) and deleted again. */
  'scope.round-trip': { links: ['scopes'] },
  /** Created and deleted, but reading it back did not show it. */
  'scope.write-unobserved': { links: ['scopes'] },
  /** Only a round trip proves it, and none was allowed. */
  'scope.needs-writes': { links: ['scopes'] },
  /** What the round trip stands on could not be created. */
  'scope.need-refused': { links: ['scopes'] },
  /** No journal could be written, so nothing was created. */
  'scope.journal-failed': { links: [] },
  /** Created, and its delete failed. */
  'scope.left-behind': { links: ['apiReference'] },
  /** Deleted, as Datadog says, and still there. */
  'scope.deletion-unproved': { links: ['apiReference'] },
  /** The answer to the creation was never read, and no list shows the name. */
  'scope.maybe-left': { links: ['apiReference'] },
} as const satisfies Record<string, FindingInfo>;
