#!/usr/bin/env node
// The real host meets the program here; `npm run build` makes ../dist from src/.
import module from 'node:module';

module.enableCompileCache?.();
const [{ main }, { createNodeHost, endProcess }] = await Promise.all([
  import('../dist/main.js'),
  import('../dist/host.js'),
]);
await endProcess(await main(process.argv.slice(2), createNodeHost()));
