import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** What the user of a foreign server does when asked. */
export type UserDecision = 'consent' | 'deny';

/** How a foreign server is wanted. */
export interface ForeignServerOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  /** Scopes the client may ask for. */
  readonly scopes: readonly string[];
  /** Scopes the server knows and the client may not ask for. */
  readonly otherScopes: readonly string[];
}

/** A request that reached the server. */
export interface ForeignRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly status: number;
}

/** An OAuth server that nobody of this project wrote, at Datadog's paths. */
export interface ForeignServer {
  readonly origin: string;
  /** What the next user does; `consent` at first. */
  decide(decision: UserDecision): void;
  readonly requests: readonly ForeignRequest[];
  close(): Promise<void>;
}

/**
 * Starts `oidc-provider`: PKCE required, refresh tokens rotated with an eye on reuse (a second use of
 * one revokes the grant), revocation. Its user is logged in and decides at once.
 */
export async function startForeignServer(options: ForeignServerOptions): Promise<ForeignServer> {
  let decision: UserDecision = 'consent';
  let handle = (_request: IncomingMessage, response: ServerResponse): void => void response.end();
  const requests: ForeignRequest[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://any');
    response.on('finish', () => {
      const method = request.method ?? '';
      requests.push({ method, path: pathname, query: searchParams, status: response.statusCode });
    });
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${String(port)}`;
  const provider = new Provider(origin, configurationOf(options));
  const serve = provider.callback();
  handle = (request, response) => {
    const isInteraction = request.url?.startsWith('/interaction/') === true;
    const work = isInteraction
      ? interact(provider, decision, request, response)
      : serve(request, response);
    work.catch(() => response.writeHead(500).end());
  };
  return {
    origin,
    requests,
    decide: (next) => void (decision = next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configurationOf(options: ForeignServerOptions): object {
  return {
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        redirect_uris: [options.redirectUri],
        application_type: 'native',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
        scope: options.scopes.join(' '),
      },
    ],
    scopes: [...options.scopes, ...options.otherScopes],
    routes: {
      authorization: '/oauth2/v1/authorize',
      token: '/oauth2/v1/token',
      revocation: '/oauth2/v1/revoke',
    },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: () => true },
    },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: () => true,
    cookies: { keys: ['a key that signs the cookies of a test'] },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      RefreshToken: 3600,
      Grant: 3600,
      Session: 3600,
      Interaction: 600,
    },
    renderError: (ctx: { type: string; body: string }, out: Record<string, string>) => {
      ctx.type = 'text';
      ctx.body = `${out['error'] ?? ''} - ${out['error_description'] ?? ''}`;
    },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId }),
    }),
  };
}

/** Logs the user in and consents to everything that was asked, or denies it. */
async function interact(
  provider: Provider,
  decision: UserDecision,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  if (decision === 'deny') {
    const denied = { error: 'access_denied', error_description: 'The user said no' };
    await provider.interactionFinished(request, response, denied, {
      mergeWithLastSubmission: false,
    });
    return;
  }
  const accountId = 'ada';
  const grant = new provider.Grant({ accountId, clientId: params['client_id'] ?? '' });
  if (params['scope'] !== undefined) grant.addOIDCScope(params['scope']);
  const result = { login: { accountId }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}
