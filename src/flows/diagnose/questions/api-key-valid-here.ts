import { requireClient } from '../../run/client.ts';
import { askWhetherKnown } from '../../key/validate-key.ts';
import { looked, type Ask } from '../live-context.ts';

/** Whether the site knows the API key of the client that is stored for it. Keys of the input are not sent. */
export const apiKeyValidHere: Ask = async ({ run, about: { site } }) => {
  const { apiKeys } = await run.vault();
  const keys = await apiKeys.list(requireClient(run).clientId);
  const key = keys.find((each) => each.site === site.key);
  if (key === undefined) return looked('unknown', `no API key for ${site.key} is stored here`);
  run.redactor.add(key.value);
  const { answer, exchange, reason } = await askWhetherKnown(run, site, key.value);
  const seen = { exchanges: [exchange] };
  const named = `the stored key that ends in ${key.last4}`;
  if (answer === 'valid') return looked('yes', `${site.key} knows ${named}`, seen);
  if (answer === 'refused') return looked('no', `${site.key} refuses ${named} (${reason})`, seen);
  return looked('unknown', `${site.key} does not tell (${reason})`, seen);
};
