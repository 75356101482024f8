// Every benchmark, one after the other: `npm run bench`. Exits with 1 if one of them missed a target.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

for (const name of ['start-up', 'check-scopes', 'check-regions']) {
  console.log(`\n=== bench/${name}.mjs`);
  const file = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
  const [code] = await once(spawn(process.execPath, [file], { stdio: 'inherit' }), 'exit');
  if (code !== 0) process.exitCode = 1;
}
