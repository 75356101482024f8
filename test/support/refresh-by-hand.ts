/** The secret under which a simulator started without one knows its client. */
const SIMULATED_SECRET = 'simulated-client-secret';

/**
 * Spends a refresh token at a site of a simulator, US1 if none is named, as a program of somebody else would.
 * @returns the status: 200 when the token lived
 */
export async function refreshByHand(
  origin: string,
  clientId: string,
  refreshToken: string,
  domain = 'datadoghq.com',
): Promise<number> {
  const answer = await fetch(`${origin}/api.${domain}/oauth2/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: SIMULATED_SECRET,
      refresh_token: refreshToken,
    }),
  });
  return answer.status;
}
