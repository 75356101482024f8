import { ToolError } from '../../errors.ts';
import type { GlobalOptions } from './global-options.ts';

/**
 * The one redirect URI of a run.
 * @throws ToolError `usage.flag` when several were given
 */
export function onlyRedirectUri({ redirectUri = [] }: GlobalOptions): string | undefined {
  const [only, second] = redirectUri;
  if (second === undefined) return only;
  throw new ToolError('usage.flag', '--redirect-uri: this command uses one; give it once.');
}
