import type { Host } from '../../host/host.ts';
import type { GlobalOptions } from '../options/global-options.ts';
import { isGithub } from './is-github.ts';
import type { Github } from './open-github.ts';

/** What is different about a command in a log of GitHub Actions, which is loaded only there. */
export async function githubOf(
  host: Host,
  { github, json }: Pick<GlobalOptions, 'github' | 'json'>,
): Promise<Github | undefined> {
  if (!isGithub(host.env, github)) return undefined;
  const { openGithub } = await import('./open-github.ts');
  return openGithub(host, json === true);
}
