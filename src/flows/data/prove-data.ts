import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import { DATA_TYPES, type DataTypeRow } from '../../datadog/data-types.ts';
import type { ApiKey, Grant } from '../../model/grant.ts';
import type { Exchange, Sent } from '../../model/http.ts';
import type { Verdict } from '../../model/report.ts';
import type { Run } from '../run/run.ts';

/** Pauses between looks for data, in milliseconds; the last one repeats. */
const PAUSES_MS = [250, 500, 1_000, 2_000, 4_000, 8_000, 10_000];

/** Submits each kind of data with the key and reads it back where the grant allows. */
export async function proveData(
  run: Run,
  site: SiteRow,
  key: ApiKey,
  grant: Grant,
  options: { readonly readBackMs: number },
): Promise<Verdict[]> {
  const verdicts = await Promise.all(
    DATA_TYPES.map((row) => proveDataType(run, site, key, grant, row, options.readBackMs)),
  );
  run.ui.progress(undefined);
  return verdicts;
}

async function proveDataType(
  run: Run,
  site: SiteRow,
  key: ApiKey,
  grant: Grant,
  row: DataTypeRow,
  readBackMs: number,
): Promise<Verdict> {
  const { dataType } = row;
  const sentAtMs = run.host.clock.now();
  const request = row.submit({ site, apiKey: key.value, runId: run.runId, nowMs: sentAtMs });
  const { host } = new URL(request.url);
  const check = startCheck(run.host.clock, {
    id: `key.data.${dataType}`,
    check: 'key.data',
    title: row.title,
    subject: { site: site.key, host, dataType },
  });
  const args = { site: site.key, host, dataType };
  const sent = await run.send(request);
  const refused = judgeSubmission(sent, args);
  if (refused !== undefined) return check(refused);
  const lookAt = row.lookAt(site, run.runId);
  const scope = row.readScopes.find((name) => grant.scopes === null || grant.scopes.includes(name));
  if (scope === undefined) {
    return check({
      grade: 'review',
      proof: 'accepted',
      finding: finding('data.no-read-scope', { ...args, scopes: row.readScopes, lookAt }),
      exchanges: [sent.exchange],
    });
  }
  const seen = await readBack(run, site, grant, row, sentAtMs, readBackMs);
  return check(judgeReadBack(seen, { ...args, scope, lookAt }, sent.exchange));
}

/** A judgement when the intake did not accept the data; a 2xx is not judged yet. */
function judgeSubmission(
  sent: Sent,
  args: Readonly<Record<string, string>>,
): Judgement | undefined {
  const exchanges = [sent.exchange];
  if (sent.response === undefined) {
    const reason = sent.failure.message;
    return {
      grade: 'inconclusive',
      finding: finding('data.unavailable', { ...args, reason }),
      exchanges,
    };
  }
  const { status, body } = sent.response;
  if (status >= 200 && status < 300) return undefined;
  if (status >= 500 || status === 429 || status === 408) {
    const reason = `status ${String(status)}`;
    return {
      grade: 'inconclusive',
      proof: 'reachable',
      finding: finding('data.unavailable', { ...args, reason }),
      exchanges,
    };
  }
  const text = body.replace(/\s+/g, ' ').slice(0, 200);
  return {
    grade: 'failed',
    proof: 'reachable',
    finding: finding('data.refused', { ...args, status, text }),
    exchanges,
  };
}

interface Seen {
  readonly found: boolean;
  /** From submission to the first sight, milliseconds. */
  readonly delayMs: number;
  /** Set when the read itself is refused, so that looking again is of no use. */
  readonly refusedStatus?: number;
  readonly exchange: Exchange | undefined;
}

/** Looks again and again, with growing pauses, until the data is there or the time is over. */
async function readBack(
  run: Run,
  site: SiteRow,
  grant: Grant,
  row: DataTypeRow,
  sentAtMs: number,
  readBackMs: number,
): Promise<Seen> {
  const began = run.host.clock.monotonic();
  const elapsed = (): number => run.host.clock.monotonic() - began;
  const limitMs = Math.min(readBackMs, run.remainingMs());
  let exchange: Exchange | undefined;
  for (let look = 0; ; look += 1) {
    const nowMs = run.host.clock.now();
    const sent = await run.send(
      row.search({ site, accessToken: grant.accessToken, runId: run.runId, sentAtMs, nowMs }),
    );
    exchange = sent.exchange;
    const delayMs = Math.round(elapsed());
    if (sent.response !== undefined) {
      const { status, body } = sent.response;
      if (status === 200 && hasData(body, row.foundAt)) return { found: true, delayMs, exchange };
      if (status >= 400 && status < 500 && status !== 404 && status !== 408 && status !== 429) {
        return { found: false, delayMs, refusedStatus: status, exchange };
      }
    }
    const pause = PAUSES_MS[Math.min(look, PAUSES_MS.length - 1)] ?? 0;
    if (elapsed() + pause > limitMs) return { found: false, delayMs, exchange };
    run.ui.progress(
      `Waiting for ${row.dataType} to arrive on ${site.key} (${String(Math.round(delayMs / 1000))} s of ${String(Math.round(limitMs / 1000))} s)`,
    );
    await run.host.clock.sleep(pause, run.signal);
  }
}

function judgeReadBack(
  seen: Seen,
  args: Readonly<Record<string, string>>,
  submission: Exchange,
): Judgement {
  const exchanges = [submission, ...(seen.exchange === undefined ? [] : [seen.exchange])];
  if (seen.found) {
    return {
      grade: 'passed',
      proof: 'observed',
      finding: finding('data.observed', { ...args, delayMs: seen.delayMs }),
      exchanges,
    };
  }
  if (seen.refusedStatus !== undefined) {
    return {
      grade: 'review',
      proof: 'accepted',
      finding: finding('data.read-refused', { ...args, status: seen.refusedStatus }),
      exchanges,
    };
  }
  return {
    grade: 'review',
    proof: 'accepted',
    finding: finding('data.not-seen-yet', { ...args, waitedMs: seen.delayMs }),
    exchanges,
  };
}

/** Whether the list at a dotted path has something in it. */
function hasData(body: string, path: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return false;
  }
  for (const name of path.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  }
  return Array.isArray(value) && value.length > 0;
}
