import { fileURLToPath } from 'node:url';
import { openFullCatalog } from '../support/full-catalog.mjs';
import { openLabClient } from '../support/lab-client.mjs';
import { roundsWanted, runRounds } from '../support/rounds.mjs';
import { runNode } from '../support/run-node.mjs';
import { printSeries } from '../support/show.mjs';
import { ratio } from '../support/statistics.mjs';

const UNDICI_ALONE = fileURLToPath(new URL('undici-alone.cjs', import.meta.url));
/** About the requests of the full run, and as many of them at once: ten for each of nine sites. */
const REQUESTS = 900;
const AT_ONCE = 90;

/** Scopes of the case with large answers, and entries in each: 1,000 are a quarter of a megabyte. */
const LARGE_ANSWERS = 100;
const LARGE_THINGS = 1000;

const ABOUT = `
Peak memory of check-scopes --scope all --site all: every scope of the catalog on nine sites, against the
simulator in another process (--simulator), which does not count. The grants are stored and fresh.
Memory is the peak resident set of the process, as the kernel has it at its end; bare Node is
measured the same way. "Undici alone" sends as many requests, as many at once, with that package as
everybody loads it, and throws the answers away.`;

const NAMES = {
  bare: 'node -e 0',
  undici: `undici alone, ${REQUESTS} requests`,
  oneSite: '1 site, --json',
  terminal: '9 sites',
  json: '9 sites, --json',
  writes: '9 sites, --json --allow-writes',
  large: `${LARGE_ANSWERS} answers of 250 kB, --json`,
};

/** Peak memory of a full check-scopes over all sites, beside bare Node. */
export async function measureMemory() {
  const catalog = await openFullCatalog();
  const client = await openLabClient(LARGE_ANSWERS);
  const memory = true;
  const node = (...args) => runNode(args, { ...client.workspace.options, memory });
  try {
    const [url] = client.urls;
    const runs = await runRounds(
      {
        bare: () => node('-e', '0'),
        undici: async () => {
          await client.lab.begin();
          return node(UNDICI_ALONE, url, String(REQUESTS), String(AT_ONCE));
        },
        oneSite: () => catalog.check(['--site', 'us1', '--json'], { memory }),
        terminal: () => catalog.check(['--site', 'all'], { memory }),
        json: () => catalog.check(['--site', 'all', '--json'], { memory }),
        writes: () => catalog.check(['--site', 'all', '--json', '--allow-writes'], { memory }),
        large: async () => {
          await client.lab.begin({ things: LARGE_THINGS });
          return client.prove(LARGE_ANSWERS, [], { memory });
        },
      },
      { rounds: roundsWanted(7), warmUp: 1 },
    );
    return report(runs);
  } finally {
    await Promise.all([catalog.close(), client.close()]);
  }
}

function report(runs) {
  const { results } = JSON.parse(runs.json[0].stdout);
  const scopes = results.filter(({ subject }) => subject.scope !== undefined).length;
  const requests = results.reduce((sum, { exchanges }) => sum + exchanges.length, 0);
  const peaks = Object.fromEntries(
    Object.entries(runs).map(([name, all]) => [name, all.map(({ peakKiB }) => peakKiB / 1024)]),
  );
  console.log(ABOUT);
  printSeries(
    `${runs.bare.length} rounds; 9 sites are ${scopes} scopes and ${requests} requests`,
    Object.entries(NAMES).map(([name, what]) => ({
      ...{ what, numbers: peaks[name] },
      ...{ unit: 'MiB', digits: 1 },
    })),
  );
  const toBare = (name, bound) => ({
    what: `peak memory, ${NAMES[name]} / node -e 0`,
    measured: ratio(peaks[name], peaks.bare),
    ...(bound === undefined ? {} : { bound }),
  });
  const forInformation = ['undici', 'writes', 'large'].map((name) => toBare(name));
  return [toBare('terminal', 2), toBare('json', 2), ...forInformation];
}
