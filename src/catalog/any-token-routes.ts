/**
 * GET routes that take any living access token: Datadog's API specification asks for OAuth there but
 * names no scope and no permission. They tell a dead token from a missing scope.
 * @see api-facts §2; scopes.json, `any_token_operations`
 */
export const ANY_TOKEN_ROUTES: readonly string[] = [
  '/api/v1/tags/hosts',
  '/api/v2/containers?page[size]=1',
  '/api/v2/processes?page[limit]=1',
  '/api/v2/container_images?page[size]=1',
  '/api/v2/rum/replay/playlists',
  '/api/v2/reference-tables/tables',
];
