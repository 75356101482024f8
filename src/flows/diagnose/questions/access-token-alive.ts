import { probeTokenAlive } from '../../../checks/token-liveness.ts';
import type { Exchange } from '../../../model/http.ts';
import { requireClient } from '../../run/client.ts';
import { looked, type Ask } from '../live-context.ts';

/** Whether the stored access token of the site is still taken, by routes that take any token. */
export const accessTokenAlive: Ask = async ({ run, about: { site } }) => {
  const { clientId } = requireClient(run);
  const { grants } = await run.vault();
  const grant = await grants.find({ clientId, site: site.key });
  if (grant === undefined || grant.accessToken === '') {
    return looked('unknown', `no access token for ${site.key} is known here`);
  }
  run.redactor.add(grant.accessToken, grant.refreshToken);
  const exchanges: Exchange[] = [];
  const alive = await probeTokenAlive({
    apiUrl: site.api.url,
    accessToken: grant.accessToken,
    send: async (request, options) => {
      const sent = await run.send(request, options);
      exchanges.push(sent.exchange);
      return sent;
    },
  });
  if (alive === 'unknown') {
    return looked('unknown', `${site.key} does not tell whether the stored token lives`, {
      exchanges,
    });
  }
  const ends = grant.expiresAt === null ? '' : `, which ends ${grant.expiresAt}`;
  return alive
    ? looked('yes', `${site.key} takes the stored access token${ends}`, { exchanges })
    : looked('no', `${site.key} refuses the stored access token${ends}`, { exchanges });
};
