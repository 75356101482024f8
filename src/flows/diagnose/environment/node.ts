import { finding } from '../../../catalog/findings.ts';
import { SUPPORTED_NODE } from '../../../catalog/supported-node.ts';
import type { Host } from '../../../host/host.ts';
import type { Verdict } from '../../../model/report.ts';
import { startEnvironmentCheck } from './environment-check.ts';

/** Whether this Node is one that the package supports. */
export function judgeNode({ clock, platform }: Host): Verdict {
  const check = startEnvironmentCheck(clock, 'node', 'Node');
  const args = { version: platform.nodeVersion, supported: SUPPORTED_NODE.map(nameOf) };
  return isSupported(platform.nodeVersion)
    ? check({ grade: 'passed', finding: finding('environment.node-supported', args) })
    : check({ grade: 'failed', finding: finding('environment.node-unsupported', args) });
}

/** `^20.19` or, for the last line, everything from it on. */
function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const last = SUPPORTED_NODE.at(-1);
  if (last !== undefined && major > last.major) return true;
  return SUPPORTED_NODE.some((line) => line.major === major && minor >= line.minor);
}

function nameOf({ major, minor }: (typeof SUPPORTED_NODE)[number], index: number): string {
  const onwards = index === SUPPORTED_NODE.length - 1 ? ' or newer' : '';
  return `${String(major)}.${String(minor)}${onwards}`;
}
