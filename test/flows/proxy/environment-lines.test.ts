import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { environmentLines } from '../../../src/flows/proxy/environment-lines.ts';

const FACTS = { url: 'http://127.0.0.1:4401', spkiHash: 'aGFzaA==', os: 'linux' };

describe('environmentLines', () => {
  it.each(['/tmp/ca.pem', '/tmp/a folder/ca.pem', "/tmp/o'clock/$HOME/`x`/ca.pem"])(
    'a shell gets %s as it is',
    (caFile) => {
      const lines = environmentLines({ ...FACTS, caFile });
      const script = `${lines.filter((line) => line.startsWith('  export')).join('\n')}\nprintf %s "$SSL_CERT_FILE"`;
      const { stdout } = spawnSync('/bin/sh', ['-c', script], { encoding: 'utf8', env: {} });
      expect(stdout).toBe(caFile);
      const curl = lines
        .find((line) => line.startsWith('  curl'))
        ?.replace('curl', 'printf "%s\\n"');
      const words = spawnSync('/bin/sh', ['-c', curl ?? ''], { encoding: 'utf8', env: {} });
      expect(words.stdout.split('\n')).toContain(caFile);
    },
  );

  it('PowerShell gets its own form', () => {
    const lines = environmentLines({ ...FACTS, os: 'win32', caFile: "C:\\o'clock\\ca.pem" });
    expect(lines).toContain("  $env:SSL_CERT_FILE = 'C:\\o''clock\\ca.pem'");
    expect(lines).toContain("  $env:HTTPS_PROXY = 'http://127.0.0.1:4401'");
    expect(lines.join('\n')).not.toMatch(/export|mktemp/);
  });
});
