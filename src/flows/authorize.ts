import type { SiteRow } from '../catalog/site-row.ts';
import type { Verdict } from '../model/report.ts';
import { ToolError } from '../errors.ts';
import type { AuthorizeRequest } from './authorization/authorize-request.ts';
import { usesBuiltInBrowser } from './authorization/authorize-wait.ts';
import { authorizeSite } from './authorization/authorize-site.ts';
import type { Run } from './run/run.ts';

/** `authorize`: one authorization per site, one after the other; without a site, one that begins at US1. */
export async function runAuthorize(
  run: Run,
  request: Omit<AuthorizeRequest, 'site'>,
): Promise<Verdict[]> {
  if (run.unattended && !usesBuiltInBrowser(run) && request.pasteFromStdin !== true) {
    throw new ToolError(
      'grant.missing',
      'authorize needs a person at a browser, and nobody is here.',
      {
        hint: 'In CI give a refresh token: DDOAUTH_REFRESH_TOKEN or DDOAUTH_REFRESH_TOKEN_<SITE>',
      },
    );
  }
  const sites: readonly (SiteRow | undefined)[] = run.settings.sites ?? [undefined];
  const verdicts: Verdict[] = [];
  for (const site of sites) {
    const authorized = await authorizeSite(run, { ...request, site });
    verdicts.push(...authorized.verdicts);
  }
  return verdicts;
}
