import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { finding } from '../../../catalog/findings.ts';
import type { Host } from '../../../host/host.ts';
import type { Verdict } from '../../../model/report.ts';
import { startEnvironmentCheck } from './environment-check.ts';

/** Where a browser may be elsewhere than this program's callback. */
export type Surroundings = 'wsl' | 'ssh' | 'container' | 'codespace' | 'ci';

/**
 * The system, and whether this is WSL, an SSH session, a container or CI, where browser and callback
 * are not on one machine.
 */
export async function judgeSystem(host: Host): Promise<Verdict> {
  const check = startEnvironmentCheck(host.clock, 'system', 'System');
  const where = await surroundings(host);
  return check({
    grade: where.some((each) => each !== 'ci') ? 'review' : 'passed',
    finding: finding('environment.system', { os: host.platform.os, where }),
  });
}

/** What this machine says about itself. @param root where the files of the system are; `/` */
export async function surroundings(
  { env, platform }: Pick<Host, 'env' | 'platform'>,
  root = '/',
): Promise<Surroundings[]> {
  const set = (...names: readonly string[]): boolean =>
    names.some((name) => (env[name]?.trim() ?? '') !== '');
  const linux = platform.os === 'linux';
  const [version, cgroup, dockerenv, containerenv] = linux
    ? await Promise.all([
        readSmall(join(root, 'proc/version')),
        readSmall(join(root, 'proc/1/cgroup')),
        isThere(join(root, '.dockerenv')),
        isThere(join(root, 'run/.containerenv')),
      ])
    : ['', '', false, false];
  const isContainer =
    dockerenv ||
    containerenv ||
    /docker|containerd|kubepods|libpod|lxc/.test(cgroup) ||
    set('KUBERNETES_SERVICE_HOST') ||
    set('container');
  const found: readonly (readonly [Surroundings, boolean])[] = [
    ['wsl', linux && (set('WSL_DISTRO_NAME', 'WSL_INTEROP') || /microsoft/i.test(version))],
    ['ssh', set('SSH_CONNECTION', 'SSH_CLIENT', 'SSH_TTY')],
    ['container', linux && isContainer],
    ['codespace', set('CODESPACES', 'GITPOD_WORKSPACE_ID')],
    ['ci', set('CI')],
  ];
  return found.flatMap(([name, holds]) => (holds ? [name] : []));
}

async function readSmall(path: string): Promise<string> {
  return readFile(path, 'utf8').then(
    (text) => text.slice(0, 4096),
    () => '',
  );
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
