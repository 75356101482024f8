import { requireClient } from '../../run/client.ts';
import { environmentToken } from '../../grant/environment-grant.ts';
import { obtainGrant } from '../../grant/obtain-grant.ts';
import { looked, type Ask, type LiveContext } from '../live-context.ts';

/**
 * Whether the stored grant of the site, or the environment's refresh token, can be refreshed. What the
 * server rotates is saved as any command does it; where it could not be kept, nothing is sent.
 */
export const grantRefreshes: Ask = async (ctx) => {
  const { run, about, region } = ctx;
  const { clientId, kind } = requireClient(run);
  const { grants, store } = await run.vault();
  const stored = await grants.find({ clientId, site: about.site.key });
  const fromEnvironment = environmentToken(run, about.site) !== undefined;
  if (!fromEnvironment && stored?.refreshToken === undefined) {
    return looked('unknown', `no refresh token for ${about.site.key} is known here`);
  }
  if (kind !== 'public' && region.secret === undefined) {
    return looked('unknown', 'the client secret is not known here: set DDOAUTH_CLIENT_SECRET');
  }
  if (fromEnvironment && store.kind === 'memory' && run.refreshTokenOut === undefined) {
    return looked('unknown', 'not tried: a rotated refresh token could not be kept');
  }
  if (store.kind !== 'memory') await store.assertWritable();
  const { judgement } = await obtainGrant(run, about.site, { refresh: true, onlyStored: true });
  return looked(answerOf(judgement), because(ctx, judgement.finding), {
    exchanges: judgement.exchanges ?? [],
  });
};

type Judged = Awaited<ReturnType<typeof obtainGrant>>['judgement'];

function answerOf({ grade, finding }: Judged): 'yes' | 'no' | 'unknown' {
  if (finding.code === 'grant.refreshed' || finding.code === 'grant.fresh') return 'yes';
  const refused = ['grant.revoked', 'grant.refresh-refused'];
  return grade === 'failed' && refused.includes(finding.code) ? 'no' : 'unknown';
}

function because({ about: { site } }: LiveContext, { code, args }: Judged['finding']): string {
  const said = ['status', 'error', 'description', 'reason']
    .flatMap((name) => (args[name] === undefined ? [] : [String(args[name])]))
    .join(' ');
  switch (code) {
    case 'grant.refreshed':
      return `${site.key} gave a new access token`;
    case 'grant.fresh':
      return `another process has just refreshed the grant of ${site.key}`;
    case 'grant.revoked':
    case 'grant.refresh-refused':
      return `${site.key} refuses the refresh token (${said})`;
    default:
      return `the refresh at ${site.key} came to no end (${said === '' ? code : said})`;
  }
}
