import type { FindingInfo } from '../finding-info.ts';

const CLIENT = { links: ['testingGuide', 'oauthInDatadog'] } as const;

/** What is wrong with a client for the stage its integration is in. */
export const STAGE_FINDINGS = {
  /** Args: stage, kind, wanted (kind), profile (one of that kind, if the config has it). */
  'stage.wrong-client': CLIENT,
  /** A public client belongs to no integration. Args: profile (of a test or published client, if any). */
  'stage.public-client': { links: ['oauthClients', 'testingGuide'] },
  /** Sites where the client cannot be known. Args: stage, kind, sites (list), home (site, if known). */
  'stage.foreign-sites': CLIENT,
  /** Args: clientId, kind, other (profile), otherKind. */
  'stage.same-id': CLIENT,
  /** Args: kind, other (profile), otherKind. */
  'stage.same-secret': CLIENT,
} as const satisfies Record<string, FindingInfo>;
