import { dirname } from 'node:path';
import { leniently } from '../../errors.ts';
import { readConfig } from '../../settings/read-config.ts';
import { resolveClient } from '../../settings/resolve-client.ts';
import type { OtherProfile } from '../../settings/stage.ts';
import type { Run } from '../run/run.ts';

/** The other profiles of the config; one whose manifest cannot be read is left out: lint tells why. */
export function otherProfiles(run: Run): readonly OtherProfile[] {
  const { configFile, profileName } = run.settings;
  if (configFile === undefined) return [];
  const others = leniently(() =>
    Object.entries(readConfig(configFile, configFile).profiles ?? {}).flatMap(([name, content]) => {
      if (name === profileName) return [];
      const profile = { name, content };
      const resolved = leniently(() =>
        resolveClient({
          clientIdFlag: undefined,
          clientIdVariable: undefined,
          fromManifest: undefined,
          cwd: dirname(configFile),
          profile,
          configPath: configFile,
        }),
      );
      if (!resolved?.client) return [];
      const { kind, clientId, stage } = resolved.client;
      return [{ name, kind, clientId, ...(stage === undefined ? {} : { stage }) }];
    }),
  );
  return others ?? [];
}

/** Name of another profile for whose client the same secret is stored. */
export async function sharesSecretWith(
  run: Run,
  secret: string | undefined,
  others: readonly OtherProfile[],
): Promise<string | undefined> {
  if (secret === undefined) return undefined;
  const { clientSecrets } = await run.vault();
  const own = run.settings.client?.clientId;
  for (const { name, clientId } of others) {
    if (clientId === own) continue;
    const other = await clientSecrets.get(clientId);
    run.redactor.add(other);
    if (other === secret) return name;
  }
  return undefined;
}
