import { ToolError } from '../../errors.ts';
import type { ClientCredentials } from '../../oauth/token-request.ts';
import type { ReportClient } from '../../model/report.ts';
import { readSecretFromEnvironment } from '../../settings/secrets.ts';
import type { ClientSettings } from '../../settings/profile.ts';
import type { Run } from './run.ts';

/** The client this run is about. */
export function requireClient(run: Run): ClientSettings {
  const { client } = run.settings;
  if (client === null) {
    throw new ToolError('usage.profile', 'No client to test: there is no profile here.', {
      hint: 'Give --from-manifest assets/oauth_clients.json, or write ddoauth.config.json, or try --simulate',
    });
  }
  return client;
}

/** The redirect URI this run uses, byte for byte as registered. */
export function requireRedirectUri(run: Run): string {
  const { redirectUri } = run.settings;
  if (redirectUri === undefined) {
    throw new ToolError('usage.redirect-uri', 'The client has no redirect URI.', {
      hint: 'Give the registered one with --redirect-uri or in the profile',
    });
  }
  return redirectUri;
}

/** How the client stands in a report. */
export function reportClient(client: ClientSettings | null): ReportClient | null {
  if (client === null) return null;
  const { kind, clientId, manifest } = client;
  return { kind, clientId, ...(manifest === undefined ? {} : { manifest }) };
}

/**
 * The client's credentials: the secret comes from the environment, the store or a prompt, in this
 * order; public clients have none.
 * @throws ToolError `usage.secret-missing` when nobody can be asked
 */
export async function clientCredentials(run: Run): Promise<ClientCredentials> {
  const client = requireClient(run);
  if (client.kind === 'public') return { clientId: client.clientId };
  const clientSecret = (await secretAtHand(run)) ?? (await askedSecret(run, client.clientId));
  run.redactor.add(clientSecret);
  return { clientId: client.clientId, clientSecret };
}

/** The client's secret as far as it is known without asking anybody; public clients have none. */
export async function secretAtHand(run: Run): Promise<string | undefined> {
  const { clientId, kind } = requireClient(run);
  if (kind === 'public') return undefined;
  const secret =
    run.simulation?.clientSecret ??
    readSecretFromEnvironment(run.host.env) ??
    (await storedSecret(run, clientId));
  run.redactor.add(secret);
  return secret;
}

async function storedSecret(run: Run, clientId: string): Promise<string | undefined> {
  return (await run.vault()).clientSecrets.get(clientId);
}

async function askedSecret(run: Run, clientId: string): Promise<string> {
  if (!run.interactive) {
    throw new ToolError('usage.secret-missing', `The secret of client ${clientId} is not known.`, {
      hint: 'Set DDOAUTH_CLIENT_SECRET; at a terminal ddoauth asks for it',
    });
  }
  const secret = (
    await run.host.prompter.password(`Client secret of ${clientId}`, run.signal)
  ).trim();
  if (secret === '') {
    throw new ToolError('usage.secret-missing', 'No client secret was given.');
  }
  run.redactor.add(secret);
  const { clientSecrets, store } = await run.vault();
  if (await run.host.prompter.confirm(`Keep it in the ${store.where}?`, run.signal)) {
    await clientSecrets.set(clientId, secret);
  }
  return secret;
}
