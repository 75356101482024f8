import { refusalWords } from '../refusal-words.ts';
import { looked, type Ask } from '../live-context.ts';

/**
 * Whether the site knows the client id, by comparing how its token endpoint refuses a made-up code of
 * this client and of one that cannot exist.
 */
export const clientKnownHere: Ask = async ({ tokenLook, about: { site } }) => {
  const found = await tokenLook();
  switch (found.standing) {
    case 'known':
      return looked('yes', `${site.key} lets client and secret in`, found);
    case 'id-known':
      return looked(
        'yes',
        `${site.key} answers this client otherwise than one that nobody has`,
        found,
      );
    case 'secret-wrong':
    case 'not-allowed':
      return looked('yes', `${site.key} knows the id (${refusalWords(found.ours)})`, found);
    case 'unknown':
      return looked('no', `${site.key} does not know the id (${refusalWords(found.ours)})`, found);
    case 'unknown-or-secret-wrong': {
      const words = refusalWords(found.ours);
      const because = `${site.key} answers as to a client that nobody has (${words}): the id or the secret is wrong`;
      return looked('unknown', because, found);
    }
    default:
      return looked(
        'unknown',
        `${site.key} does not tell (${refusalWords(found.ours, found.first)})`,
        found,
      );
  }
};
