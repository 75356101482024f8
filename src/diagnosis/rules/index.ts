import { accessDenied } from './access-denied.ts';
import { apiKeyAsApplicationKey } from './api-key-as-application-key.ts';
import { apiKeyExists } from './api-key-exists.ts';
import { apiKeyRefused } from './api-key-refused.ts';
import { apiRequest } from './api-request.ts';
import { applicationKeyAsApiKey } from './application-key-as-api-key.ts';
import { authorizeUrl } from './authorize-url.ts';
import { callbackUrl } from './callback-url.ts';
import { certificateExpired } from './certificate-expired.ts';
import { clientAuthentication } from './client-authentication.ts';
import { clientDisabled } from './client-disabled.ts';
import { clientIdInvalid } from './client-id-invalid.ts';
import { clientIdMissing } from './client-id-missing.ts';
import { codeOrVerifierInvalid } from './code-or-verifier-invalid.ts';
import { connectionBroken } from './connection-broken.ts';
import { connectionRefused } from './connection-refused.ts';
import { corsBlocked } from './cors-blocked.ts';
import { customerSubdomainHost } from './customer-subdomain-host.ts';
import { dataNotVisible } from './data-not-visible.ts';
import { dnsFailure } from './dns-failure.ts';
import { eventTime } from './event-time.ts';
import { flow } from './flow.ts';
import { forbidden } from './forbidden.ts';
import { hostNotInCertificate } from './host-not-in-certificate.ts';
import { invalidToken } from './invalid-token.ts';
import { keyAsToken } from './key-as-token.ts';
import { keyInUrl } from './key-in-url.ts';
import { keysBesideToken } from './keys-beside-token.ts';
import { loginOrConsentRequired } from './login-or-consent-required.ts';
import { missingCode } from './missing-code.ts';
import { networkUnreachable } from './network-unreachable.ts';
import { onboardingUrl } from './onboarding-url.ts';
import { parameterDuplicate } from './parameter-duplicate.ts';
import { parameterMissing } from './parameter-missing.ts';
import { payloadRefused } from './payload-refused.ts';
import { permissionCheckFailed } from './permission-check-failed.ts';
import { permissionNamed } from './permission-named.ts';
import { pkceMethod } from './pkce-method.ts';
import { pkceRequired } from './pkce-required.ts';
import { portBusy } from './port-busy.ts';
import { portForbidden } from './port-forbidden.ts';
import { productNotEnabled } from './product-not-enabled.ts';
import { proxyRefused } from './proxy-refused.ts';
import { queryUnreadable } from './query-unreadable.ts';
import { rateLimited } from './rate-limited.ts';
import { redirectUriInvalid } from './redirect-uri-invalid.ts';
import { redirectUriMismatch } from './redirect-uri-mismatch.ts';
import { redirectUriMissing } from './redirect-uri-missing.ts';
import { refreshTokenRefused } from './refresh-token-refused.ts';
import { registrationRefused } from './registration-refused.ts';
import { requestInvalid } from './request-invalid.ts';
import { requestTimeout } from './request-timeout.ts';
import { routeNotFound } from './route-not-found.ts';
import { runtimeFault } from './runtime-fault.ts';
import { scopeInsufficient } from './scope-insufficient.ts';
import { scopeNotRecognized } from './scope-not-recognized.ts';
import { sendScopeMissing } from './send-scope-missing.ts';
import { serverTrouble } from './server-trouble.ts';
import { stateMismatch } from './state-mismatch.ts';
import { tlsHandshake } from './tls-handshake.ts';
import { tlsInterception } from './tls-interception.ts';
import { tokenAsApiKey } from './token-as-api-key.ts';
import { tokenRequest } from './token-request.ts';
import { tokenToIntake } from './token-to-intake.ts';
import { transportInsecure } from './transport-insecure.ts';
import { unauthorized } from './unauthorized.ts';
import { unsupportedType } from './unsupported-type.ts';

/** Every rule, the more telling first: among equally sure ones this order decides. */
export const RULES = [
  flow,
  hostNotInCertificate,
  customerSubdomainHost,
  redirectUriMismatch,
  clientIdInvalid,
  redirectUriMissing,
  redirectUriInvalid,
  clientIdMissing,
  codeOrVerifierInvalid,
  refreshTokenRefused,
  clientAuthentication,
  scopeNotRecognized,
  accessDenied,
  clientDisabled,
  missingCode,
  registrationRefused,
  pkceRequired,
  pkceMethod,
  parameterMissing,
  parameterDuplicate,
  queryUnreadable,
  unsupportedType,
  permissionNamed,
  permissionCheckFailed,
  scopeInsufficient,
  productNotEnabled,
  apiKeyExists,
  applicationKeyAsApiKey,
  apiKeyAsApplicationKey,
  tokenAsApiKey,
  keyAsToken,
  tokenToIntake,
  keysBesideToken,
  keyInUrl,
  apiKeyRefused,
  invalidToken,
  forbidden,
  unauthorized,
  payloadRefused,
  routeNotFound,
  dataNotVisible,
  sendScopeMissing,
  stateMismatch,
  rateLimited,
  eventTime,
  corsBlocked,
  proxyRefused,
  portBusy,
  portForbidden,
  connectionRefused,
  dnsFailure,
  networkUnreachable,
  tlsInterception,
  certificateExpired,
  tlsHandshake,
  tokenRequest,
  authorizeUrl,
  callbackUrl,
  onboardingUrl,
  apiRequest,
  transportInsecure,
  loginOrConsentRequired,
  requestTimeout,
  connectionBroken,
  serverTrouble,
  requestInvalid,
  runtimeFault,
] as const;

/** Ids of the rules. */
export type RuleId = (typeof RULES)[number]['id'];
