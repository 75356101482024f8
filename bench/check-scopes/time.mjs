import { openLabClient } from '../support/lab-client.mjs';
import { roundsWanted, runRounds } from '../support/rounds.mjs';
import { printSeries } from '../support/show.mjs';
import { median, ratio } from '../support/statistics.mjs';
import { openNewman } from './newman.mjs';

const PROBES = 100;
const LATENCY_MS = 100;
const CONCURRENCY = 10;
/** What the latency alone takes: ten rounds of ten requests. */
const IDEAL_MS = Math.ceil(PROBES / CONCURRENCY) * LATENCY_MS;

const ABOUT = `
Time of ${PROBES} probes, ${LATENCY_MS} ms latency, concurrency ${CONCURRENCY}.
A server on loopback answers each request after the latency; the client is the built program, run as
a process, with a config that names one probe for each of ${PROBES} scopes and a stored grant that is fresh,
so that the probes are the only requests. The server counts them.
"Start-up" ends when the first probe reaches the server; "above start-up" is all that comes after it,
to the end of the process: waiting, judging, report, exit. For comparison, the same command for one
scope without latency, as a whole.`;

const ABOUT_NEWMAN = `
Newman (the command-line runner of Postman) sends the same ${PROBES} requests from a collection without
tests. It has no setting for concurrency: it asks one after the other, and that is most of the difference.`;

/** Time of 100 probes above start-up, and of the same requests in Newman. */
export async function measureTime() {
  const client = await openLabClient(PROBES);
  const prove = (count) => () => client.prove(count, ['--concurrency', String(CONCURRENCY)]);
  const counted = (latencyMs, requests, run) => async () =>
    countRequests(client.lab, latencyMs, requests, run);
  try {
    const newman = await openNewman(client.workspace, client.urls);
    const runs = await runRounds(
      {
        oneProbe: counted(0, 1, prove(1)),
        probes: counted(LATENCY_MS, PROBES, prove(PROBES)),
        ...(newman === undefined ? {} : { newman: counted(LATENCY_MS, PROBES, newman) }),
      },
      { rounds: roundsWanted(7), warmUp: 1 },
    );
    return report(runs);
  } finally {
    await client.close();
  }
}

/** One run, and what the server saw of it. Any other number of requests than expected is an error. */
async function countRequests(lab, latencyMs, requests, run) {
  await lab.begin({ latencyMs });
  const { ms, startedAt, stdout } = await run();
  const seen = await lab.seen();
  if (seen.requests !== requests) {
    throw new Error(`${seen.requests} requests came, not ${requests}:\n${stdout}`);
  }
  const startUpMs = seen.firstAt - startedAt;
  return { ms, mostAtOnce: seen.mostAtOnce, startUpMs, aboveMs: ms - startUpMs };
}

function report({ oneProbe, probes, newman }) {
  const of = (name, runs) => runs.map((run) => run[name]);
  const partsOf = (what, runs) => [
    { what, numbers: of('ms', runs), unit: 'ms' },
    { what: '  start-up', numbers: of('startUpMs', runs), unit: 'ms' },
    { what: '  above start-up', numbers: of('aboveMs', runs), unit: 'ms' },
  ];
  const atOnce = Math.max(...of('mostAtOnce', probes));
  console.log(newman === undefined ? ABOUT : ABOUT + ABOUT_NEWMAN);
  printSeries(`${probes.length} rounds; at most ${atOnce} probes under way at once`, [
    { what: '1 probe, no latency', numbers: of('ms', oneProbe), unit: 'ms' },
    ...partsOf(`${PROBES} probes`, probes),
    ...(newman === undefined ? [] : partsOf('Newman', newman)),
  ]);
  const target = {
    what: `${PROBES} probes above start-up / ${IDEAL_MS} ms`,
    measured: median(of('aboveMs', probes)) / IDEAL_MS,
    bound: 1.15,
  };
  if (newman === undefined) return [target];
  const measured = ratio(of('ms', newman), of('ms', probes));
  const comparison = { what: 'Newman / check-scopes, whole processes', measured };
  return [target, { ...comparison, bound: 5, atLeast: true }];
}
