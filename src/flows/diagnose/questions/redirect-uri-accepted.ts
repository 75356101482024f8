import { readOAuthError } from '../../../oauth/oauth-error.ts';
import type { PreflightAnswer } from '../../../oauth/preflight-answer.ts';
import { askWithoutLogin, type WithoutLogin } from '../../authorization/ask-without-login.ts';
import { looked, type Ask, type LiveContext } from '../live-context.ts';

/**
 * Whether the site's authorize page takes the redirect URI. It is asked without a login, and once more
 * with one that nobody registered: only a site that refuses that one has looked.
 */
export const redirectUriAccepted: Ask = async (ctx) => {
  const { redirectUri, site } = ctx.about;
  if (redirectUri === undefined) {
    return looked('unknown', 'neither the input nor the profile has a redirect URI');
  }
  const [ours, control] = await Promise.all([
    askWithoutLogin(ctx.run, site, { redirectUri }),
    askWithoutLogin(ctx.run, site, { redirectUri: madeUpRedirectUri(ctx) }),
  ]);
  const seen = { exchanges: [ours.exchange, control.exchange] };
  const words = refusalOf(ours);
  if (words !== undefined && /redirect/i.test(words)) {
    return looked('no', `${site.key} refuses ${redirectUri} (${words})`, seen);
  }
  if (words !== undefined && /client[_ ]?id/i.test(words)) {
    return looked('unknown', `${site.key} does not know the client, and looks no further`, seen);
  }
  if (ours.answer?.kind === 'other-error') {
    return looked('yes', `${site.key} sends its answer to ${redirectUri}`, seen);
  }
  const taken: readonly (PreflightAnswer['kind'] | undefined)[] = ['not-refused', 'refused'];
  if (!taken.includes(ours.answer?.kind)) {
    return looked(
      'unknown',
      `${site.key} gave no clear answer${ours.failure === undefined ? '' : ` (${ours.failure.code})`}`,
      seen,
    );
  }
  return /redirect/i.test(refusalOf(control) ?? '')
    ? looked(
        'yes',
        `${site.key} takes ${redirectUri}, and refuses one that nobody registered`,
        seen,
      )
    : looked('unknown', `${site.key} wants a login before it looks at the redirect URI`, seen);
};

/** What an error page says, or an error without a redirect. */
function refusalOf({ answer }: WithoutLogin): string | undefined {
  if (answer?.kind !== 'error-page') return undefined;
  const { error, description, raw } = readOAuthError(answer.status, answer.text);
  return [error, description ?? raw]
    .filter((part) => part !== undefined)
    .join(' - ')
    .slice(0, 200);
}

function madeUpRedirectUri({ run }: LiveContext): string {
  const name = Buffer.from(run.host.random.bytes(8)).toString('hex');
  return `https://${name}.ddoauth.invalid/callback`;
}
