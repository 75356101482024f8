import { CONFIG_FILE_NAME } from '../../src/settings/find-config.ts';
import {
  resolveProfile,
  type ResolvedSettings,
  type SettingsFlags,
} from '../../src/settings/profile.ts';
import { folderWith, type Files } from './folder.ts';

/** Environment variables of one resolution. */
export type Env = Readonly<Record<string, string>>;

/** Settings of a run in `cwd`. */
export function resolve(cwd: string, flags: SettingsFlags = {}, env: Env = {}): ResolvedSettings {
  return resolveProfile({ flags, env, cwd });
}

/** A new folder with this config and these files. */
export function withConfig(config: unknown, files: Files = {}): string {
  return folderWith({ [CONFIG_FILE_NAME]: config, ...files });
}

/** A profile with every key but `name` and `manifest`. */
export const testProfile = {
  kind: 'test',
  clientId: 'test-id',
  redirectUris: ['https://kettle.example/cb', 'http://localhost:8085/callback'],
  onboardingUrl: 'http://localhost:8085/onboarding',
  scopes: ['api_keys_write', 'monitors_read'],
  sites: ['eu1', 'us1'],
};
