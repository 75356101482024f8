import type { FindingInfo } from '../finding-info.ts';

/** What `check-scopes` may find of one scope on one site. */
export const SCOPE_FINDINGS = {
  /** A route of this scope answered with data. */
  'scope.observed': { links: ['scopes'] },
  /** A route of this scope let the call in; there was nothing to show. */
  'scope.authorized': { links: ['scopes'] },
  /** A read route that needs this write scope let the call in; nothing was written. */
  'scope.write-authorized': { links: ['scopes'] },
  /** Another granted scope opens the same route, so the answer proves neither. */
  'scope.shared': { links: ['scopes'] },
  /** The token answer does not list the scope. */
  'scope.not-granted': { links: ['oauthInDatadog', 'scopes'] },
  /** Expired, revoked, or of another site. */
  'scope.token-dead': { about: 'authorization', links: ['oauthInDatadog'] },
  /** The token is refused, and so is its refresh. */
  'scope.grant-revoked': { about: 'authorization', links: ['oauthInDatadog', 'oauthEndpoints'] },
  /** Datadog's answer speaks of a missing scope. */
  'scope.scope-refused': { links: ['scopes', 'oauthInDatadog'] },
  /** The token lives and has the scope, but the route takes keys only. */
  'scope.route-no-oauth': { links: ['authentication', 'apiReference'] },
  /** The user who authorized lacks the role permission. */
  'scope.permission-missing': { links: ['oauthInDatadog'] },
  /** Not bought, not switched on, or not offered on the site. */
  'scope.product-disabled': { links: ['apiReference'] },
  /** Refused, and the answer leaves several causes open. */
  'scope.denied-unclear': { links: ['testingGuide', 'oauthInDatadog'] },
  /** Every probe needs further scopes that the grant lacks. */
  'scope.companion-missing': { links: ['scopes'] },
  /** 404 or 410: no such route or object on this site. */
  'scope.route-missing': { links: ['apiReference'] },
  /** No row in the catalog and no probe in the config. */
  'scope.unknown': { links: ['scopes'] },
  /** The catalog says why no read proves it. */
  'scope.unprovable': { links: ['scopes'] },
  'scope.unreachable': { about: 'network', links: ['sites'] },
  'scope.timeout': { about: 'network', links: [] },
  'scope.server-error': { links: [] },
  'scope.rate-limited': { links: ['rateLimits'] },
  /** Something between here and Datadog answered, with a page. */
  'scope.gateway-page': { links: ['sites'] },
  'scope.answer-unreadable': { links: ['apiReference'] },
  /** 2xx with errors and no data. */
  'scope.answer-errors': { links: ['apiReference'] },
  /** 400 or 422: the probe is wrong, not the scope. */
  'scope.probe-refused': { links: ['apiReference'] },
  'scope.answer-unexpected': { links: ['apiReference'] },
  /** Created, read back (or found by its delete) and deleted again. */
  'scope.round-trip': { links: ['scopes'] },
  /** Created and deleted, but reading it back did not show it. */
  'scope.write-unobserved': { links: ['scopes'] },
  /** A made-up id was answered "not found" rather than "forbidden". */
  'scope.weak-evidence': { links: ['scopes'] },
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
  /** A scope that was not granted opens nothing. */
  'scope.refused-as-expected': { links: ['scopes'] },
  /** A route answered although the scope it wants was not granted. */
  'scope.open-without-grant': { links: ['scopes', 'oauthInDatadog'] },
  /** The answer to a scope that was not granted says nothing. */
  'scope.ungranted-untold': { links: ['scopes'] },
  /** Granted, and nothing the profile names uses it. */
  'scope.unused': { links: ['oauthInDatadog', 'scopes'] },
} as const satisfies Record<string, FindingInfo>;
