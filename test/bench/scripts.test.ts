import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runNode } from '../../bench/support/run-node.mjs';

const FOLDER = fileURLToPath(new URL('../../bench', import.meta.url));
const SCRIPTS = readdirSync(FOLDER, { recursive: true })
  .map(String)
  .filter((name) => /\.[cm]js$/.test(name));

// They are run by hand: what they measure says nothing on a machine that does other things as well.
it.each(SCRIPTS)('bench/%s parses', (name) => {
  const { status, stderr } = spawnSync(process.execPath, ['--check', join(FOLDER, name)]);
  expect(stderr.toString()).toBe('');
  expect(status).toBe(0);
});

describe('runNode', () => {
  it('measures time and memory of a process', async () => {
    const script = "setTimeout(() => console.log('done'), 100); Buffer.alloc(50_000_000, 1)";
    const small = await runNode(['-e', "console.log('done')"], { memory: true });
    const large = await runNode(['-e', script], { memory: true });
    expect(large.stdout).toBe('done\n');
    expect(large.ms).toBeGreaterThan(100);
    expect(small.peakKiB).toBeGreaterThan(10_000);
    expect((large.peakKiB ?? 0) - (small.peakKiB ?? 0)).toBeGreaterThan(45_000);
    expect(Math.abs(large.startedAt + large.ms - Date.now())).toBeLessThan(5_000);
  });

  it('takes no process for measured that ended otherwise than expected', async () => {
    await expect(runNode(['-e', 'console.error("why"); process.exit(3)'])).rejects.toThrow(
      /ended with code 3:[^]*why/,
    );
    await expect(runNode(['-e', 'process.exit(3)'], { codes: [3] })).resolves.toMatchObject({
      stdout: '',
    });
    await expect(runNode(['-e', 'process.kill(process.pid, "SIGKILL")'])).rejects.toThrow(
      /SIGKILL/,
    );
  });
});
