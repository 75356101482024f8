import type { LinkName } from './spec-links.ts';

/** What the project knows about one kind of finding, apart from its words. */
export interface FindingInfo {
  /**
   * What a failure with this code means for the exit code: `authorization` ends a run with 3 (a new
   * authorization is needed), `network` with 4 (Datadog could not be reached).
   */
  readonly about?: 'authorization' | 'network';
  /** Pages that document it. */
  readonly links: readonly LinkName[];
}
