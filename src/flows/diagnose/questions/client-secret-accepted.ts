import { requireClient } from '../../run/client.ts';
import { refusalWords } from '../refusal-words.ts';
import { looked, type Ask } from '../live-context.ts';

/** Whether the site lets the client in with the secret that is known here. */
export const clientSecretAccepted: Ask = async ({ run, region, tokenLook, about: { site } }) => {
  if (requireClient(run).kind === 'public') {
    return looked('unknown', 'a public client has no secret');
  }
  if (region.secret === undefined) {
    return looked('unknown', 'the client secret is not known here: set DDOAUTH_CLIENT_SECRET');
  }
  const found = await tokenLook();
  switch (found.standing) {
    case 'known':
      return looked(
        'yes',
        `${site.key} lets client and secret in, and refuses the made-up code only`,
        found,
      );
    case 'secret-wrong':
      return looked('no', `${site.key} refuses the secret (${refusalWords(found.ours)})`, found);
    case 'unknown':
    case 'id-known':
      return looked(
        'unknown',
        `the secret was not shown to ${site.key} (${refusalWords(found.ours)})`,
        found,
      );
    default:
      return looked(
        'unknown',
        `${site.key} does not tell (${refusalWords(found.ours, found.first)})`,
        found,
      );
  }
};
