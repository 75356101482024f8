/**
 * Hosts, codes and words by which the errors of other OAuth providers are told apart from Datadog's.
 * A text that has one of these and names Datadog nowhere is not ours to explain.
 */
export const FOREIGN_SIGNS: readonly RegExp[] = [
  // Google
  /\bredirect_uri_mismatch\b/i,
  /\b(?:accounts|oauth2|developers)\.google(?:apis)?\.com\b/i,
  /\bgoogleapis\.com\b/i,
  // GitHub, GitLab, Bitbucket, Atlassian
  /redirect_uri must match the registered callback/i,
  /\bgithub\.com\/login\/oauth|\bapi\.github\.com\b|\bdocs\.github\.com\b/i,
  /\b(?:bad_verification_code|incorrect_client_credentials|application_suspended)\b/i,
  /\bgitlab\.com\/oauth|\bbitbucket\.org\b|\b(?:auth|api)\.atlassian\.com\b/i,
  // Okta, Auth0, OneLogin, Ping, Cognito, Keycloak
  /\bokta(?:preview|-emea)?\.com\b|\bE0000\d{3}\b|login redirect uri/i,
  /\bauth0\.com\b|callback url mismatch|not in the list of allowed callback urls/i,
  /\bonelogin\.com\b|\bpingone\.(?:com|eu)\b|\bamazoncognito\.com\b|\bcognito-idp\./i,
  /\/realms\/[\w-]{1,60}\/protocol\/|invalid parameter: redirect_uri/i,
  // Microsoft
  /\bAADSTS\d{4,}\b|\blogin\.(?:microsoftonline|windows|live)\.(?:com|net)\b/i,
  // Slack, Meta, X, LinkedIn, Spotify, Discord, Twitch, Zoom, Dropbox, Salesforce, Stripe, Shopify
  /\b(?:slack|zoom|dropboxapi|dropbox|salesforce|stripe|myshopify|hubspot)\.com\b/i,
  /\b(?:bad_redirect_uri|invalid_team_for_non_distributed_app|OAuthException)\b/,
  /\bgraph\.facebook\.com\b|\bapi\.(?:twitter|x|linkedin)\.com\b|\blinkedin\.com\/oauth/i,
  /\baccounts\.spotify\.com\b|INVALID_CLIENT: /,
  /\bdiscord(?:app)?\.com\/|\bid\.twitch\.tv\b/i,
  // Doorkeeper's own sentences (GitLab, many Rails sites)
  /redirect uri included is not valid|does not match the redirection uri used in the authorization request/i,
  /client authentication failed due to unknown client/i,
  // Peers in monitoring
  /\b(?:newrelic|splunk|dynatrace|pagerduty|grafana)\.(?:com|net)\b/i,
];

/** Whether a text is another provider's. */
export function namesForeignProvider(views: readonly string[]): boolean {
  return views.some((view) => FOREIGN_SIGNS.some((sign) => sign.test(view)));
}
