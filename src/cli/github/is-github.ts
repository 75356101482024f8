import type { Host } from '../../host/host.ts';

/**
 * Whether what is said goes to a log of GitHub Actions: `--github`, or `GITHUB_ACTIONS=true`, which its
 * runner sets for every step, unless `--no-github`.
 */
export function isGithub(env: Host['env'], flag: boolean | undefined): boolean {
  return flag ?? env['GITHUB_ACTIONS'] === 'true';
}
