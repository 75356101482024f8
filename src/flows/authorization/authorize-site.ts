import { authorizationUrl } from '../../oauth/authorization-request.ts';
import { codeChallengeOf, drawAuthorizationSecrets } from '../../oauth/pkce.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import type { Authorized, AuthorizeRequest } from './authorize-request.ts';
import { judgeCallback } from './authorize-callback.ts';
import { exchangeCode } from './authorize-exchange.ts';
import { listenForCallback } from './authorize-listen.ts';
import { judgeEnding } from './authorize-ending.ts';
import { waitForBrowser } from './authorize-wait.ts';
import { requireClient, requireRedirectUri } from '../run/client.ts';
import type { Run } from '../run/run.ts';

/** How long to wait for the callback unless told otherwise, in milliseconds. */
export const DEFAULT_WAIT_MS = 10 * 60_000;

/**
 * One authorization code grant with PKCE, from the listener to the stored grant. Everything it opens
 * is closed again, whatever happens.
 * @see RFC 6749 §4.1, RFC 7636, RFC 8252
 */
export async function authorizeSite(run: Run, request: AuthorizeRequest): Promise<Authorized> {
  const client = requireClient(run);
  const credentials = await run.credentials();
  await (await run.vault()).store.assertWritable();
  const secrets = drawAuthorizationSecrets(run.host.random);
  run.redactor.add(secrets.codeVerifier);
  const codeChallenge = await codeChallengeOf(secrets.codeVerifier);
  const began = request.site ?? run.settings.siteTable.all[0];
  if (began === undefined) throw new Error('the table of sites is empty');

  const listener = await listenForCallback(run, request, {
    state: secrets.state,
    urlAt: (authorizeUrl) =>
      authorizationUrl({
        authorizeUrl,
        clientId: client.clientId,
        redirectUri: requireRedirectUri(run),
        state: secrets.state,
        codeChallenge,
        ...(request.scopes === undefined ? {} : { scopes: request.scopes }),
      }),
    startUrl: request.from === 'tile' ? undefined : siteEndpoints(began).authorizeUrl,
  });
  try {
    const waited = await waitForBrowser(run, request, listener, {
      state: secrets.state,
      began,
      waitMs: Math.min(request.waitMs ?? DEFAULT_WAIT_MS, run.remainingMs()),
    });
    // The tile's redirect decides where the authorize request went, whatever was thought before.
    const asked = listener.tileSite() ?? began;
    const verdicts = [...listener.verdicts(), ...judgeEnding(run, waited, asked)];
    if (waited.kind !== 'callback') return { verdicts };
    const judged = await judgeCallback(run, request, waited.params, asked);
    const callbackVerdicts = [...verdicts, ...judged.verdicts];
    if (judged.code === undefined) {
      await listener.answer(callbackVerdicts);
      return { verdicts: callbackVerdicts };
    }
    const exchanged = await run.critical(() =>
      exchangeCode(run, request, { ...judged, credentials, secrets }),
    );
    const all = [...callbackVerdicts, ...exchanged.verdicts];
    await listener.answer(all);
    return { verdicts: all, ...(exchanged.grant === undefined ? {} : { grant: exchanged.grant }) };
  } finally {
    await listener.close();
  }
}
