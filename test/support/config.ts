import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Id of the client that tests use. */
export const CLIENT_ID = '7d3bd1d4-5b1c-4c6a-9f57-9d4f3ab0c0de';

/** A published client with its callback on this machine. */
export function writeConfig(
  folder: string,
  port: number,
  overrides: Readonly<Record<string, unknown>> = {},
): void {
  const profile = {
    kind: 'published',
    clientId: CLIENT_ID,
    redirectUris: [`http://localhost:${String(port)}/callback`],
    scopes: ['api_keys_write', 'monitors_read', 'events_read', 'timeseries_query'],
    ...overrides,
  };
  const config = { defaultProfile: 'test', profiles: { test: profile } };
  writeFileSync(join(folder, 'ddoauth.config.json'), JSON.stringify(config));
}
