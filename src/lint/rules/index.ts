import type { LintRule } from '../define-lint-rule.ts';
import { apiKeysWriteMissing } from './api-keys-write-missing.ts';
import { byteOrderMark } from './byte-order-mark.ts';
import { clientIdNotUuid } from './client-id-not-uuid.ts';
import { clientIdShared } from './client-id-shared.ts';
import { clientRole } from './client-role.ts';
import { configSchema } from './config-schema.ts';
import { customerSubdomain } from './customer-subdomain.ts';
import { datadogHost } from './datadog-host.ts';
import { defaultProfileUnknown } from './default-profile-unknown.ts';
import { jsonComment } from './json-comment.ts';
import { jsonDuplicateKey } from './json-duplicate-key.ts';
import { jsonSyntax } from './json-syntax.ts';
import { jsonTrailingComma } from './json-trailing-comma.ts';
import { manifestDiffers } from './manifest-differs.ts';
import { manifestFieldMissing } from './manifest-field-missing.ts';
import { manifestFieldType } from './manifest-field-type.ts';
import { manifestNotReferenced } from './manifest-not-referenced.ts';
import { manifestSeveralClients } from './manifest-several-clients.ts';
import { manifestUnknownKey } from './manifest-unknown-key.ts';
import { manifestUnreadable } from './manifest-unreadable.ts';
import { onboardingUrlHttp } from './onboarding-url-http.ts';
import { onboardingUrlInvalid } from './onboarding-url-invalid.ts';
import { onboardingUrlIsRedirectUri } from './onboarding-url-is-redirect-uri.ts';
import { onboardingUrlMissing } from './onboarding-url-missing.ts';
import { onboardingUrlQuery } from './onboarding-url-query.ts';
import { pkceOff } from './pkce-off.ts';
import { placeholder } from './placeholder.ts';
import { publicClientScope } from './public-client-scope.ts';
import { publishedWithoutManifest } from './published-without-manifest.ts';
import { redirectUriDefaultPort } from './redirect-uri-default-port.ts';
import { redirectUriDuplicate } from './redirect-uri-duplicate.ts';
import { redirectUriEncoding } from './redirect-uri-encoding.ts';
import { redirectUriFragment } from './redirect-uri-fragment.ts';
import { redirectUriHostCase } from './redirect-uri-host-case.ts';
import { redirectUriHostNotAscii } from './redirect-uri-host-not-ascii.ts';
import { redirectUriHttp } from './redirect-uri-http.ts';
import { redirectUriLoopbackName } from './redirect-uri-loopback-name.ts';
import { redirectUriLoopbackPort } from './redirect-uri-loopback-port.ts';
import { redirectUriMissing } from './redirect-uri-missing.ts';
import { redirectUriNearDuplicate } from './redirect-uri-near-duplicate.ts';
import { redirectUriNotAbsolute } from './redirect-uri-not-absolute.ts';
import { redirectUriPathCase } from './redirect-uri-path-case.ts';
import { redirectUriPathRewritten } from './redirect-uri-path-rewritten.ts';
import { redirectUriQuery } from './redirect-uri-query.ts';
import { redirectUriScheme } from './redirect-uri-scheme.ts';
import { redirectUriSiteMissing } from './redirect-uri-site-missing.ts';
import { redirectUriTrailingSlash } from './redirect-uri-trailing-slash.ts';
import { redirectUriUserinfo } from './redirect-uri-userinfo.ts';
import { redirectUriWhitespace } from './redirect-uri-whitespace.ts';
import { redirectUriWildcard } from './redirect-uri-wildcard.ts';
import { scopeDuplicate } from './scope-duplicate.ts';
import { scopeJoined } from './scope-joined.ts';
import { scopeRefusedSomewhere } from './scope-refused-somewhere.ts';
import { scopeSpelling } from './scope-spelling.ts';
import { scopeUnknown } from './scope-unknown.ts';
import { scopeWriteWithoutRead } from './scope-write-without-read.ts';
import { secretInFile } from './secret-in-file.ts';
import { siteUnknown } from './site-unknown.ts';
import { testHost } from './test-host.ts';

/** Every rule, in the order of docs/lint.md. */
export const LINT_RULES: readonly LintRule[] = [
  jsonSyntax,
  jsonComment,
  jsonTrailingComma,
  jsonDuplicateKey,
  byteOrderMark,
  secretInFile,
  configSchema,
  defaultProfileUnknown,
  siteUnknown,
  customerSubdomain,
  manifestUnreadable,
  manifestDiffers,
  publishedWithoutManifest,
  clientIdShared,
  manifestFieldMissing,
  manifestFieldType,
  manifestUnknownKey,
  manifestSeveralClients,
  manifestNotReferenced,
  clientRole,
  clientIdNotUuid,
  placeholder,
  pkceOff,
  redirectUriMissing,
  redirectUriNotAbsolute,
  redirectUriWhitespace,
  redirectUriScheme,
  redirectUriHttp,
  datadogHost,
  testHost,
  redirectUriDefaultPort,
  redirectUriDuplicate,
  redirectUriEncoding,
  redirectUriFragment,
  redirectUriHostCase,
  redirectUriHostNotAscii,
  redirectUriLoopbackName,
  redirectUriLoopbackPort,
  redirectUriNearDuplicate,
  redirectUriPathCase,
  redirectUriPathRewritten,
  redirectUriQuery,
  redirectUriSiteMissing,
  redirectUriTrailingSlash,
  redirectUriUserinfo,
  redirectUriWildcard,
  onboardingUrlHttp,
  onboardingUrlInvalid,
  onboardingUrlIsRedirectUri,
  onboardingUrlMissing,
  onboardingUrlQuery,
  apiKeysWriteMissing,
  publicClientScope,
  scopeDuplicate,
  scopeJoined,
  scopeRefusedSomewhere,
  scopeSpelling,
  scopeUnknown,
  scopeWriteWithoutRead,
];
