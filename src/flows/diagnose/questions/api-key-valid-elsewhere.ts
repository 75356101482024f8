import { requireClient } from '../../run/client.ts';
import { askWhetherKnown } from '../../key/validate-key.ts';
import { looked, type Ask } from '../live-context.ts';

/**
 * Whether the API key of the input is one of another site. That is known of a stored key only, which is
 * asked of its own site: no key goes to a site that it is not of.
 */
export const apiKeyValidElsewhere: Ask = async ({ run, about: { site, holds } }) => {
  const { apiKeys } = await run.vault();
  const keys = await apiKeys.list(requireClient(run).clientId);
  run.redactor.add(...keys.map(({ value }) => value));
  const used = keys.find(({ value }) => holds(value));
  if (used?.site === site.key) {
    return looked('no', `the key of the input is the stored one of ${site.key} (${used.last4})`);
  }
  if (used === undefined) {
    const others = keys.filter((key) => key.site !== site.key);
    const hint = others.map(({ site: key, last4 }) => `${last4} of ${key}`).join(', ');
    return looked(
      'unknown',
      hint === ''
        ? 'no API key of another site is stored here; ddoauth keys whose asks all sites about a key'
        : `the input does not show which key was used; stored for other sites: ${hint}`,
    );
  }
  const own = run.settings.siteTable.find(used.site);
  if (own === undefined) return looked('unknown', `${used.site} is no site that is known here`);
  const { answer, exchange, reason } = await askWhetherKnown(run, own, used.value);
  const seen = { exchanges: [exchange] };
  const named = `the key of the input is the stored one of ${own.key} (${used.last4})`;
  if (answer === 'valid') return looked('yes', `${named}, and works there`, seen);
  return answer === 'refused'
    ? looked('no', `${named}, which refuses it (${reason})`, seen)
    : looked('unknown', `${named}, which does not tell (${reason})`, seen);
};
