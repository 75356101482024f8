import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SUPPORTED_NODE } from '../../../../src/catalog/supported-node.ts';
import { judgeNode } from '../../../../src/flows/diagnose/environment/node.ts';
import { surroundings } from '../../../../src/flows/diagnose/environment/system.ts';
import { fakeHost } from '../../../support/fake-host.ts';

const host = fakeHost();

describe('Node', () => {
  it('is held against what the package says of itself', () => {
    const { engines } = JSON.parse(
      readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
    ) as { engines: { node: string } };
    const named = [...engines.node.matchAll(/(\d+)\.(\d+)\.0/g)].map(([, major, minor]) => ({
      major: Number(major),
      minor: Number(minor),
    }));
    expect(SUPPORTED_NODE).toEqual(named);
    expect(engines.node).toMatch(/^\^[\d.]+ \|\| >=[\d.]+$/);
  });

  it.each([
    ['20.19.0', 'passed'],
    ['20.18.3', 'failed'],
    ['21.7.0', 'failed'],
    ['22.12.0', 'failed'],
    ['22.13.1', 'passed'],
    ['24.0.0', 'passed'],
    ['18.20.0', 'failed'],
    ['nonsense', 'failed'],
  ])('%s: %s', (nodeVersion, grade) => {
    const judged = judgeNode({ ...host, platform: { ...host.platform, nodeVersion } });
    expect(judged.grade).toBe(grade);
  });
});

describe('surroundings', () => {
  const at = (files: Readonly<Record<string, string>>, env = {}, os = 'linux') => {
    const root = mkdtempSync(join(tmpdir(), 'ddoauth-root-'));
    onTestFinished(() => rmSync(root, { recursive: true }));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return surroundings({ env, platform: { ...host.platform, os } }, root);
  };

  it.each([
    ['a bare machine', {}, {}, []],
    ['WSL by its kernel', { 'proc/version': 'Linux 5.15-microsoft-standard-WSL2' }, {}, ['wsl']],
    ['Docker by its file', { '.dockerenv': '' }, {}, ['container']],
    ['Podman by its file', { 'run/.containerenv': '' }, {}, ['container']],
    ['Kubernetes by its groups', { 'proc/1/cgroup': '0::/kubepods/x' }, {}, ['container']],
    ['SSH', {}, { SSH_CONNECTION: '1 2 3 4' }, ['ssh']],
    ['an empty variable is none', {}, { SSH_TTY: '', CI: ' ' }, []],
    [
      'CI in a container over SSH',
      { '.dockerenv': '' },
      { CI: '1', SSH_TTY: '/dev/pts/0' },
      ['ssh', 'container', 'ci'],
    ],
  ])('%s', async (_, files, env, found) => {
    expect(await at(files, env)).toEqual(found);
  });

  it('files of Linux mean nothing elsewhere', async () => {
    expect(await at({ '.dockerenv': '' }, {}, 'darwin')).toEqual([]);
  });
});
