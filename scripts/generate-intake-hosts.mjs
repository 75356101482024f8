// Writes src/catalog/intake-hosts.ts: `node scripts/generate-intake-hosts.mjs PATH/TO/sites.json`.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { writeTable } from './generate-intake-hosts/write-table.mjs';
import { hostsOfSite, leftOut } from './generate-intake-hosts/hosts.mjs';

const [input] = process.argv.slice(2);
if (input === undefined) {
  console.error('usage: node scripts/generate-intake-hosts.mjs PATH/TO/sites.json');
  process.exit(2);
}
const { sites } = JSON.parse(await readFile(input, 'utf8'));
const table = Object.fromEntries(sites.map((site) => [site.key, hostsOfSite(site)]));
await writeTable(
  fileURLToPath(new URL('../src/catalog/intake-hosts.ts', import.meta.url)),
  table,
  leftOut(sites),
);
const count = Object.values(table).reduce((sum, hosts) => sum + Object.keys(hosts).length, 0);
console.log(`${String(count)} hosts of ${String(sites.length)} sites`);
