import type { FindingInfo } from '../finding-info.ts';

const FILE = { links: [] } as const;
const CLIENT = { links: ['testingGuide', 'oauthInDatadog'] } as const;
const REDIRECT = { links: ['testingGuide', 'oauthEndpoints'] } as const;
const LOOPBACK = { links: ['rfc8252', 'testingGuide'] } as const;
const SCOPE = { links: ['scopes', 'oauthInDatadog'] } as const;

/**
 * What the rules of `lint` may find, a code for each rule. Args, beside those that a rule's words need:
 * `severity`, `snippet` (the line, without secrets), and `fixed` after `--fix` or `fixable` before it.
 */
export const LINT_RULE_FINDINGS = {
  'lint.api-keys-write-missing': { links: ['testingGuide', 'scopes'] },
  'lint.byte-order-mark': FILE,
  'lint.client-id-not-uuid': REDIRECT,
  'lint.client-id-shared': CLIENT,
  'lint.client-role': CLIENT,
  'lint.config-schema': FILE,
  'lint.customer-subdomain': { links: ['testingGuide', 'sites'] },
  'lint.datadog-host': REDIRECT,
  'lint.default-profile-unknown': FILE,
  'lint.json-comment': FILE,
  'lint.json-duplicate-key': FILE,
  'lint.json-syntax': FILE,
  'lint.json-trailing-comma': FILE,
  'lint.manifest-differs': CLIENT,
  'lint.manifest-field-missing': CLIENT,
  'lint.manifest-field-type': CLIENT,
  'lint.manifest-not-referenced': CLIENT,
  'lint.manifest-several-clients': CLIENT,
  'lint.manifest-unknown-key': CLIENT,
  'lint.manifest-unreadable': FILE,
  'lint.onboarding-url-http': CLIENT,
  'lint.onboarding-url-invalid': CLIENT,
  'lint.onboarding-url-is-redirect-uri': CLIENT,
  'lint.onboarding-url-missing': CLIENT,
  'lint.onboarding-url-query': CLIENT,
  'lint.pkce-off': { links: ['rfc7636', 'oauthEndpoints'] },
  'lint.placeholder': CLIENT,
  'lint.public-client-scope': { links: ['oauthClients', 'scopes'] },
  'lint.published-without-manifest': CLIENT,
  'lint.redirect-uri-default-port': REDIRECT,
  'lint.redirect-uri-duplicate': REDIRECT,
  'lint.redirect-uri-encoding': REDIRECT,
  'lint.redirect-uri-fragment': REDIRECT,
  'lint.redirect-uri-host-case': REDIRECT,
  'lint.redirect-uri-host-not-ascii': REDIRECT,
  'lint.redirect-uri-http': REDIRECT,
  'lint.redirect-uri-loopback-name': LOOPBACK,
  'lint.redirect-uri-loopback-port': LOOPBACK,
  'lint.redirect-uri-missing': REDIRECT,
  'lint.redirect-uri-near-duplicate': REDIRECT,
  'lint.redirect-uri-not-absolute': REDIRECT,
  'lint.redirect-uri-path-case': REDIRECT,
  'lint.redirect-uri-path-rewritten': REDIRECT,
  'lint.redirect-uri-query': REDIRECT,
  'lint.redirect-uri-scheme': REDIRECT,
  'lint.redirect-uri-site-missing': { links: ['testingGuide', 'sites'] },
  'lint.redirect-uri-trailing-slash': REDIRECT,
  'lint.redirect-uri-userinfo': REDIRECT,
  'lint.redirect-uri-whitespace': REDIRECT,
  'lint.redirect-uri-wildcard': REDIRECT,
  'lint.scope-duplicate': SCOPE,
  'lint.scope-joined': SCOPE,
  'lint.scope-refused-somewhere': SCOPE,
  'lint.scope-spelling': SCOPE,
  'lint.scope-unknown': SCOPE,
  'lint.scope-write-without-read': SCOPE,
  'lint.secret-in-file': FILE,
  'lint.site-unknown': { links: ['sites'] },
  'lint.test-host': CLIENT,
} as const satisfies Record<string, FindingInfo>;

/** What `lint` may say. */
export const LINT_FINDINGS = {
  ...LINT_RULE_FINDINGS,
  /** Args: kind, clients, rules, errors, warnings, hints, untold (number of those not listed), fixes (list). */
  'lint.file': FILE,
} as const satisfies Record<string, FindingInfo>;
