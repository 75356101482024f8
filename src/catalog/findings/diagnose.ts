import type { FindingInfo } from '../finding-info.ts';

/** What `diagnose` may find. */
export const DIAGNOSE_FINDINGS = {
  // Beside these, each has what the input was taken for: inputKind, language, inputs, requests, flows, cut.
  /**
   * Args: rule, title, sure, evidence, fix, nextCommand, pages (list of link names); and, in the same
   * order, causes (sentences), causeIds, causeStates (confirmed, open, ruled-out), byHand (how an open
   * one is checked, or empty).
   */
  'diagnose.recognised': { links: [] },
  /** Args: judged (list of roles: authorize, callback, token …), client. */
  'diagnose.nothing-seen': { links: ['testingGuide', 'oauthEndpoints'] },
  /** Args: text, and as far as known clientId, site, requestId, at. */
  'diagnose.not-recognised': { links: ['testingGuide'] },
  /** Args: rule, title. */
  'diagnose.rule-listed': { links: [] },
  /** Args: rule, title, causes and checks (lists of one length), fix, nextCommand, mustNotClaim (list), pages (list of link names). */
  'diagnose.rule-explained': { links: [] },
  /** A live question. Args: question, answer (yes, no, unknown), because, site, hosts that were gone to. */
  'diagnose.asked': { links: [] },
} as const satisfies Record<string, FindingInfo>;
