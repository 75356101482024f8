import type { FindingInfo } from '../finding-info.ts';

const GUIDE = { links: ['testingGuide'] } as const;

/** What `checklist` itself adds to what its steps find. */
export const CHECKLIST_FINDINGS = {
  'checklist.key-not-requested': GUIDE,
  'checklist.one-site': GUIDE,
  'checklist.several-sites': GUIDE,
  /** Args: sites, count, kind, stage. */
  'checklist.sites-after-approval': GUIDE,
  'checklist.sites-incomplete': GUIDE,
  /** Args: scope, site, reused (whether an earlier run created the key). */
  'checklist.scope-by-key': { links: ['testingGuide', 'scopes'] },
  'checklist.submit': GUIDE,
  'checklist.not-ready': GUIDE,
  'checklist.step-blocked': GUIDE,
  /** The client is the one for its stage. Args: kind, stage. */
  'checklist.stage': { links: ['testingGuide', 'oauthInDatadog'] },
  /** A step ended before its end. Args: reason, hint. */
  'checklist.step-stopped': { links: [] },
  /** No run has done it yet. Args: step. */
  'checklist.step-missing': GUIDE,
  /** Args: step, at, reasons. */
  'checklist.step-stale': GUIDE,
  /** Args: reason, where. */
  'checklist.state-not-kept': { links: [] },
  /** The files that describe the client could not be linted. Args: reason. */
  'checklist.files-unread': { links: [] },
  /** The client names neither redirect URI nor onboarding URL. */
  'checklist.no-urls': GUIDE,
  /** Args of these four: count, urls, kind. */
  'checklist.no-test-urls': GUIDE,
  'checklist.test-urls': GUIDE,
  'checklist.all-https': GUIDE,
  'checklist.not-https': GUIDE,
  'checklist.onboarding-url': GUIDE,
  'checklist.onboarding-url-missing': GUIDE,
  /** Args of these three: clientId, where. */
  'checklist.credentials-stored': GUIDE,
  'checklist.credentials-given': GUIDE,
  'checklist.credentials-missing': GUIDE,
  'checklist.credentials-simulated': { links: [] },
  /** Args of these two: count, missing. */
  'checklist.all-sites': { links: ['sites', 'testingGuide'] },
  'checklist.not-all-sites': { links: ['sites', 'testingGuide'] },
  /** Args of these two: count, proved, scopes (those that were not). */
  'checklist.scopes-proved': { links: ['testingGuide', 'scopes'] },
  'checklist.scopes-unproved': { links: ['testingGuide', 'scopes'] },
  /** Args: urls. */
  'checklist.closing-page': { links: ['oauthInDatadog'] },
  /** Args: site. */
  'checklist.revocation-not-tried': { links: ['oauthEndpoints', 'rfc7009'] },
  /** A profile of several that could not be run at all. Args: profile, reason, hint. */
  'checklist.profile-unusable': { links: [] },
} as const satisfies Record<string, FindingInfo>;
