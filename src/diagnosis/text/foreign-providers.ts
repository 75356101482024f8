/**
 * Hosts, codes and words by which the errors of other OAuth providers are told apart from Datadog's.
 * A text that has one of these and names Datadog nowhere is not ours to explain.
 */
export const FOREIGN_SIGNS: readonly RegExp[] = [
  // Google
  /\bredirect_uri_mismatch\b|\bgoogle\.auth\b|\bgoogle-auth-library\b|token has been expired or revoked/i,
  /\b(?:accounts|oauth2|developers)\.google(?:apis)?\.com\b/i,
  /\bgoogleapis\.com\b/i,
  // GitHub, GitLab, Bitbucket, Atlassian
  /redirect_uri must match the registered callback/i,
  /\bgithub\.com\/login\/oauth|\bapi\.github\.com\b|\bdocs\.github\.com\b/i,
  /\b(?:bad_verification_code|incorrect_client_credentials|application_suspended)\b/i,
  /\bgitlab\.com\/oauth|\bbitbucket\.org\b|\b(?:auth|api)\.atlassian\.com\b/i,
  // Okta, Auth0, OneLogin, Ping, Cognito, Keycloak
  /\bokta(?:preview|-emea)?\.com\b|\bE0000\d{3}\b|login redirect uri|user is not assigned to the client application/i,
  /\bauth0\.com\b|callback url mismatch|not in the list of allowed callback urls/i,
  /\bonelogin\.com\b|\bpingone\.(?:com|eu)\b|\bamazoncognito\.com\b|\bcognito-idp\./i,
  /\/realms\/[\w-]{1,60}\/protocol\/|invalid parameter: redirect_uri/i,
  // Microsoft
  /\bAADSTS\d{4,}\b|\blogin\.(?:microsoftonline|windows|live)\.(?:com|net)\b/i,
  // Slack, Meta, X, LinkedIn, Spotify, Discord, Twitch, Zoom, Dropbox, Salesforce, Stripe, Shopify
  /\b(?:slack|zoom|dropboxapi|dropbox|salesforce|stripe|myshopify|hubspot)\.com\b/i,
  /\b(?:bad_redirect_uri|invalid_team_for_non_distributed_app|OAuthException)\b|did not match any configured uris/i,
  /\bgraph\.facebook\.com\b|\bapi\.(?:twitter|x|linkedin)\.com\b|\blinkedin\.com\/oauth|\bexternal member binding exists\b|redirect uri\/code verifier does not match authorization code/i,
  /\baccounts\.spotify\.com\b|INVALID_CLIENT: /,
  /\bdiscord(?:app)?\.com\/|\bid\.twitch\.tv\b/i,
  // Doorkeeper's own sentences (GitLab, many Rails sites)
  /redirect uri included is not valid|does not match the redirection uri used in the authorization request/i,
  /client authentication failed due to unknown client/i,
  /\b(?:zendesk|appleid\.apple|xero|intuit|asana|box|figma|intercom|docusign|webex|ringcentral|service-now|opsgenie|reddit|tiktok|heroku|digitalocean|pinterest)\.com\b|\b(?:terraform|sentry|vercel|intercom)\.io\b/i,
  // The token or authorize endpoint of whoever else, at another path than Datadog's
  /https?:\/\/(?!localhost|127\.|\[)[\w.-]{1,253}(?::\d{1,5})?(?!\/oauth2\/v1\/)(?:\/[\w.-]{1,60}){0,6}\/(?:token|authorize|access_token)(?![\w/-])/i,
  // Package registries and web frameworks, where nothing is authorized by OAuth
  /\bcould not transfer artifact\b|\bNU1301\b|\bdenied: requested access to the resource\b/i,
  /\bnpm (?:ERR!|error) |\bCSRF verification failed\b/,
  // Clouds, whose tokens are signed requests
  /\bamazonaws\.com\b|\ban error occurred \(\w{3,60}\) when calling the \w{3,80} operation/i,
  // A notification of a monitor, which tells of the service it watches
  /\[Monitor Status\]|\bthe monitor was last triggered at\b/i,
  // Search engines, whose errors have a type of their own
  /\bes_rejected_execution_exception\b|"type"\s?:\s?"[a-z_]{3,60}_exception"/i,
  // Peers in monitoring
  /\b(?:newrelic|splunk|dynatrace|pagerduty|grafana)\.(?:com|net)\b/i,
];

/** Another provider's endpoint or code: what failed, and not merely a link or a name. */
const FOREIGN_ANSWER =
  /\bAADSTS\d{4,}|\bE0000\d{3}\b|\b(?:okta(?:preview|-emea)?|auth0|salesforce|slack|hubapi|hubspot|zoom|pagerduty|atlassian|linkedin|amazoncognito|googleapis|microsoftonline|gitlab)\.com\/[\w./-]{0,60}(?:token|oauth|authorize)|\bgithub\.com\/login\/oauth|\/realms\/[\w-]{1,60}\/protocol\/|\[Monitor Status\]|\bthe monitor was last triggered at\b/i;
/** Datadog's own endpoints, parameters and way to write an error. */
const DATADOGS_ANSWER =
  /\b(?:api|intake|mcp|otlp)[\w.-]{0,40}(?:datadoghq\.(?:com|eu)|ddog-gov\.com)|(?:datadoghq\.(?:com|eu)|ddog-gov\.com)\/(?:oauth2|api)\/|\bdd_(?:oid|org_name)\b|\bdd-(?:api|application)-key\b|["']errors["']\s?(?::|=>)|\b(?:invalid|unauthorized|unsupported|access|server)_[a-z_]{3,30} - /i;

/**
 * Whether Datadog is named in passing only, by a link into its web app or a frame of its tracer,
 * while it is another provider that answered.
 */
export function namesDatadogInPassing(views: readonly string[]): boolean {
  return (
    views.some((view) => FOREIGN_ANSWER.test(view)) &&
    !views.some((view) => DATADOGS_ANSWER.test(view))
  );
}

/** Whether a text is another provider's. */
export function namesForeignProvider(views: readonly string[]): boolean {
  return views.some((view) => FOREIGN_SIGNS.some((sign) => sign.test(view)));
}
