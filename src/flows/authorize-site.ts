import type { SiteRow } from '../catalog/site-row.ts';
import type { Grant } from '../model/grant.ts';
import type { Verdict } from '../model/report.ts';
import { authorizationUrl } from '../oauth/authorization-request.ts';
import { codeChallengeOf, drawAuthorizationSecrets } from '../oauth/pkce.ts';
import { siteEndpoints } from '../sites/endpoints.ts';
import { judgeCallback } from './authorize-callback.ts';
import { exchangeCode } from './authorize-exchange.ts';
import { listenForCallback, type TlsFiles } from './authorize-listen.ts';
import { judgeEnding } from './authorize-ending.ts';
import { waitForBrowser } from './authorize-wait.ts';
import { requireClient, requireRedirectUri } from './client.ts';
import type { Run } from './run.ts';

/** How one authorization is wanted. */
export interface AuthorizeRequest {
  /** Where to begin; without it at US1, where the user may pick a region. */
  readonly site: SiteRow | undefined;
  /** `tile`: Datadog sends the browser to the onboarding URL first. */
  readonly from: 'platform' | 'tile';
  /** Sent as `scope` when given. */
  readonly scopes?: readonly string[];
  /** Name or UUID of the org that must consent. */
  readonly expectOrg?: string;
  /** Take an unknown site below a Datadog domain without asking. */
  readonly trustSite?: boolean;
  /** Listen here instead of at the redirect URI's own host and port. */
  readonly listen?: { readonly host: string; readonly port: number };
  /** For https redirect URIs on loopback; a throw-away certificate without it. */
  readonly tls?: TlsFiles;
  /** Browser to open; `false` opens none. */
  readonly browser?: string | false;
  /** How long to wait for the callback, in milliseconds. Default ten minutes. */
  readonly waitMs?: number;
  /** Read the final URL from standard input. */
  readonly pasteFromStdin?: boolean;
}

/** What an authorization came to. */
export interface Authorized {
  readonly verdicts: readonly Verdict[];
  /** Set when the grant is stored and usable. */
  readonly grant?: Grant;
}

/** How long to wait for the callback unless told otherwise, in milliseconds. */
const DEFAULT_WAIT_MS = 10 * 60_000;

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
    const exchanged = await exchangeCode(run, request, { ...judged, credentials, secrets });
    const all = [...callbackVerdicts, ...exchanged.verdicts];
    await listener.answer(all);
    return { verdicts: all, ...(exchanged.grant === undefined ? {} : { grant: exchanged.grant }) };
  } finally {
    await listener.close();
  }
}
