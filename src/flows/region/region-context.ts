import type { DestinationName } from '../../catalog/destinations.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import { dateOf, type ClockSample } from '../../datadog/clock-offset.ts';
import { ToolError } from '../../errors.ts';
import type { NetworkProbe } from '../../host/host.ts';
import type { Verdict } from '../../model/report.ts';
import { deadlineSignal } from '../../transport/deadline-signal.ts';
import type { Run } from '../run/run.ts';
import type { ColumnName } from './columns.ts';
import { createGate, type Gate } from './gate.ts';

/** How `check-regions` is wanted. */
export interface RegionOptions {
  readonly columns: ReadonlySet<ColumnName>;
  readonly destinations: readonly DestinationName[];
  /** Requests and look-ups under way at once. */
  readonly atOnce: number;
}

/** What all cells of a run work with. */
export interface RegionContext extends RegionOptions {
  /** Its `send` keeps to the limit and the deadline of this command. */
  readonly run: Run;
  /** Names and certificates; none under a simulator without proxy, which has neither. */
  readonly probe: NetworkProbe | undefined;
  /** The client secret, if the client has one and it is known without failing. */
  readonly secret: string | undefined;
  /** Sites that the user or the profile named; `undefined` for the whole table. */
  readonly named: readonly SiteRow[] | undefined;
  /** What the answers said of the time. */
  readonly clockSamples: ClockSample[];
  /** Does something of the network that is no request, with a deadline. */
  within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** Deadline of one request, in milliseconds; one that may be repeated takes twice as long at most. */
const REQUEST_MS = 6_000;

/** Columns for which the client's secret is of use. */
const WITH_SECRET: readonly ColumnName[] = ['token', 'client', 'grant', 'api'];

/** Opens what the cells share. A secret that somebody can be asked for is asked for now, once. */
export async function openRegionContext(run: Run, options: RegionOptions): Promise<RegionContext> {
  const gate = createGate(options.atOnce);
  const clockSamples: ClockSample[] = [];
  const asksForSecret =
    run.settings.client !== null && WITH_SECRET.some((n) => options.columns.has(n));
  return {
    ...options,
    run: { ...run, send: gatedSend(run, gate, clockSamples) },
    probe: run.simulation === undefined ? await run.networkProbe() : undefined,
    secret: asksForSecret ? await secretAtHand(run) : undefined,
    named: run.settings.sites,
    clockSamples,
    within: (ms, work) =>
      gate(async () => {
        run.signal.throwIfAborted();
        const { signal, settle } = deadlineSignal(run.signal, Math.min(ms, run.remainingMs()));
        try {
          return await work(signal);
        } finally {
          settle();
        }
      }),
  };
}

function gatedSend(run: Run, gate: Gate, clockSamples: ClockSample[]): Run['send'] {
  const { clock } = run.host;
  return (request, options) =>
    gate(async () => {
      const sentAtMs = clock.now();
      const sent = await run.send(request, { timeoutMs: REQUEST_MS, ...options });
      const dateMs = sent.response === undefined ? undefined : dateOf(sent.response);
      if (dateMs !== undefined) {
        clockSamples.push({ sentAtMs, receivedAtMs: clock.now(), dateMs });
      }
      return sent;
    });
}

/** The secret, or nothing where the client has none or nobody can be asked for it. */
async function secretAtHand(run: Run): Promise<string | undefined> {
  try {
    return (await run.credentials()).clientSecret;
  } catch (error) {
    if (error instanceof ToolError && error.code === 'usage.secret-missing') return undefined;
    throw error;
  }
}

/** Starts a check of one site: `region.eu1.token`. */
export function startRegionCheck(
  run: Run,
  site: SiteRow,
  column: string,
  title: string,
  host?: string,
): (judgement: Judgement) => Verdict {
  return startCheck(run.host.clock, {
    id: `region.${site.key}.${column}`,
    check: `region.${column}`,
    title,
    subject: { site: site.key, ...(host === undefined ? {} : { host }) },
  });
}
