/**
 * Runs every case once in each round, one after the other (A B A B), so that what else the machine
 * does meets all of them alike. Results of the rounds for warming up are thrown away.
 * @template T
 * @param {Readonly<Record<string, () => Promise<T>>>} cases
 * @param {{ rounds: number, warmUp: number }} counts
 * @returns {Promise<Record<string, T[]>>} results by case, in order of the rounds
 */
export async function runRounds(cases, { rounds, warmUp }) {
  const results = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(cases)) {
      const result = await run();
      if (round >= 0) results[name].push(result);
    }
  }
  return results;
}

/** Rounds to run: `BENCH_ROUNDS` when it is set, else the script's own number. */
export function roundsWanted(usual) {
  const text = process.env.BENCH_ROUNDS;
  if (text === undefined || text === '') return usual;
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new RangeError(`BENCH_ROUNDS: "${text}" is no whole number above 0`);
  }
  return rounds;
}
