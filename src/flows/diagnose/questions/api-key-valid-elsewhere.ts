import { requireClient } from '../../run/client.ts';
import { askWhetherKnown } from '../../key/validate-key.ts';
import { looked, type Ask } from '../live-context.ts';

/**
 * Whether the client has a stored API key that works on another site: each is asked of its own site, and
 * no key goes to a site it is not of.
 */
export const apiKeyValidElsewhere: Ask = async ({ run, about }) => {
  const { apiKeys } = await run.vault();
  const keys = await apiKeys.list(requireClient(run).clientId);
  const elsewhere = keys.filter((key) => key.site !== about.site.key);
  run.redactor.add(...elsewhere.map(({ value }) => value));
  const asked = await Promise.all(
    elsewhere.flatMap((key) => {
      const site = run.settings.siteTable.find(key.site);
      if (site === undefined) return [];
      return [askWhetherKnown(run, site, key.value).then((answer) => ({ ...answer, site, key }))];
    }),
  );
  if (asked.length === 0) {
    const how = 'ddoauth keys whose asks all sites about a key';
    return looked('unknown', `no API key of another site is stored here; ${how}`);
  }
  const exchanges = asked.map(({ exchange }) => exchange);
  const valid = asked.filter(({ answer }) => answer === 'valid');
  if (valid.length > 0) {
    const named = valid.map(({ site, key }) => `${key.last4} of ${site.key}`).join(', ');
    return looked('yes', `a stored key of another site works there: ${named}`, { exchanges });
  }
  return asked.every(({ answer }) => answer === 'refused')
    ? looked('no', 'no stored key of another site works on its own', { exchanges })
    : looked('unknown', 'not every site told whether it knows its stored key', { exchanges });
};
