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
  /** The same, while another site of the run has it. */
  'scope.not-on-site': { links: ['apiReference', 'sites'] },
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
  /** A made-up id was answered "not found" rather than "forbidden". */
  'scope.weak-evidence': { links: ['scopes'] },
  /** A scope that was not granted opens nothing. */
  'scope.refused-as-expected': { links: ['scopes'] },
  /** A route answered although the scope it wants was not granted. */
  'scope.open-without-grant': { links: ['scopes', 'oauthInDatadog'] },
  /** The answer to a scope that was not granted says nothing. */
  'scope.ungranted-untold': { links: ['scopes'] },
  /** Granted, and nothing the profile names uses it. */
  'scope.unused': { links: ['oauthInDatadog', 'scopes'] },
} as const satisfies Record<string, FindingInfo>;
