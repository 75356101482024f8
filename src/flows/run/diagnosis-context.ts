import type { SiteRow } from '../../catalog/site-row.ts';
import type { DiagnosisContext } from '../../model/diagnosis.ts';
import type { Run } from './run.ts';

/** What the rules of `diagnose` may know of the client in use. */
export function diagnosisContext(run: Run, site: SiteRow | undefined): DiagnosisContext {
  const { client, redirectUri } = run.settings;
  return {
    ...(client === null
      ? {}
      : {
          clientId: client.clientId,
          kind: client.kind,
          registeredRedirectUris: client.redirectUris,
          requestedScopes: client.scopes,
        }),
    ...(redirectUri === undefined ? {} : { redirectUri }),
    ...(site === undefined ? {} : { site: site.key }),
    command: run.command,
  };
}
