import type { FindingInfo } from '../finding-info.ts';

/** What `authorize --bisect-scopes` may find on one site, and of one scope on it. */
export const BISECT_FINDINGS = {
  'bisect.all-accepted': { links: ['scopes'] },
  'bisect.refused': { links: ['scopes', 'oauthInDatadog'] },
  /** Every scope is refused even when it is asked for alone. */
  'bisect.all-refused': { links: ['scopes', 'oauthInDatadog'] },
  /** Each is accepted in other company, but not all of them at once. */
  'bisect.refused-together': { links: ['scopes', 'rfc6749Authorization'] },
  /** The site answers a made-up scope as any other until somebody has logged in. */
  'bisect.needs-person': { links: ['oauthEndpoints'] },
  /** A made-up scope was refused at first and is not any more. */
  'bisect.answers-changed': { links: ['oauthEndpoints'] },
  /** An error page about the client or the redirect URI. */
  'bisect.error-page': { links: ['testingGuide'] },
  /** The site does not know a client that another site of the run knows. */
  'bisect.client-elsewhere': { links: ['testingGuide'] },
  /** Another error than `invalid_scope` came back. */
  'bisect.other-error': { links: ['rfc6749Authorization'] },
  'bisect.unreachable': { about: 'network', links: ['sites'] },
  'bisect.unavailable': { about: 'network', links: ['sites'] },
  /** An answer that is neither a refusal nor a page of the site. */
  'bisect.unclear': { links: ['oauthEndpoints'] },
  /** Nobody answered in the browser. */
  'bisect.no-callback': { links: ['testingGuide'] },
  'bisect.too-many': { links: ['scopes'] },
  /** Accepted here, refused by another site of the run. */
  'bisect.scope-accepted': { links: ['scopes'] },
  /** Refused here, accepted by another site of the run. */
  'bisect.scope-not-on-site': { links: ['scopes'] },
  /** The catalog knows no scope of this name. */
  'bisect.scope-name-unknown': { links: ['scopes'] },
  /** A scope of the catalog that the profile does not list as registered. */
  'bisect.scope-not-registered': { links: ['scopes', 'testingGuide'] },
  /** A scope of the catalog and of the profile: several causes are left. */
  'bisect.scope-refused': { links: ['scopes', 'testingGuide'] },
} as const satisfies Record<string, FindingInfo>;
