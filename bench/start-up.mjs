// How long the program takes to start, beside bare Node: `node bench/start-up.mjs`.
import { roundsWanted, runRounds } from './support/rounds.mjs';
import { PROGRAM, runNode } from './support/run-node.mjs';
import { printSeries, printTargets } from './support/show.mjs';
import { ratio } from './support/statistics.mjs';

const CASES = {
  'node -e 0': ['-e', '0'],
  'ddoauth --version': [PROGRAM, '--version'],
  'ddoauth --help': [PROGRAM, '--help'],
  'ddoauth check-scopes --help': [PROGRAM, 'check-scopes', '--help'],
  'ddoauth sites': [PROGRAM, 'sites'],
};

const runs = await runRounds(
  Object.fromEntries(Object.entries(CASES).map(([name, args]) => [name, () => runNode(args)])),
  { rounds: roundsWanted(40), warmUp: 3 },
);
const times = Object.fromEntries(
  Object.entries(runs).map(([name, results]) => [name, results.map(({ ms }) => ms)]),
);

console.log('Start-up: whole processes, from their start to their end, one after the other.');
printSeries(
  `Node ${process.versions.node}, ${String(roundsWanted(40))} rounds`,
  Object.entries(times).map(([what, numbers]) => ({ what, numbers, unit: 'ms', digits: 1 })),
);
const toBare = (what, bound) => ({
  what: `${what} / node -e 0`,
  measured: ratio(times[what], times['node -e 0']),
  ...(bound === undefined ? {} : { bound }),
});
printTargets([
  toBare('ddoauth --version', 1.25),
  toBare('ddoauth --help', 1.6),
  toBare('ddoauth check-scopes --help'),
  toBare('ddoauth sites'),
]);
