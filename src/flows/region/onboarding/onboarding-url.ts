import { ToolError } from '../../../errors.ts';
import { isLoopbackHost } from '../../../sites/host-name.ts';
import type { Run } from '../../run/run.ts';
import { requireClient } from '../../run/client.ts';
import { leadsToDatadog } from './walk.ts';

/**
 * The onboarding URL to ask: as given, or the profile's.
 * @param given `true` when the flag had no value
 * @throws ToolError `usage.flag` for one that cannot be asked
 */
export function readOnboardingUrl(run: Run, given: string | true): URL {
  const text = given === true ? requireClient(run).onboardingUrl : given;
  if (text === undefined) {
    throw new ToolError('usage.flag', '--onboarding-url: the profile has none.', {
      hint: 'Give it: --onboarding-url https://…',
    });
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const refuse = (why: string): ToolError =>
    new ToolError('usage.flag', `--onboarding-url: ${JSON.stringify(text)} ${why}.`);
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw refuse('is no URL');
  if (url.username !== '' || url.password !== '') throw refuse('has user info');
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    throw refuse('is plain http, which is for this machine only');
  }
  if (leadsToDatadog(url, run.settings.siteTable)) throw refuse("is Datadog's, not the partner's");
  url.hash = '';
  return url;
}
