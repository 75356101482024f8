import { dataTypeRow, type DataType } from '../../catalog/data-types.ts';
import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck } from '../../checks/verdict.ts';
import { validateKeyRequest } from '../../datadog/api-keys.ts';
import {
  clockOffset,
  dateOf,
  judgeOffset,
  type ClockLimits,
  type ClockOffset,
  type ClockSample,
} from '../../datadog/clock-offset.ts';
import type { ApiKey } from '../../model/grant.ts';
import type { Exchange, HttpRequest, SendOptions, Sent } from '../../model/http.ts';
import type { Verdict } from '../../model/report.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import type { Run } from '../run/run.ts';
import { requestGate } from './request-gate.ts';

/** Requests of its own with which the clock is looked at, beside the answers of the intakes. */
const LOOKS = 3;
/** A look is not worth a longer wait, in milliseconds. */
const LOOK_TIMEOUT_MS = 5_000;

/** What a site's answers say about this machine's clock, while they come in. */
export interface SiteClock {
  /**
   * As `run.send`, at most `--concurrency` at once, and takes note of the answer's `Date`.
   */
  send(request: HttpRequest, options?: SendOptions): Promise<Sent>;
  /** What is known by now. */
  offset(): ClockOffset | undefined;
  /** Looks at it a few times and judges it for these kinds of data. */
  check(key: ApiKey, types: readonly DataType[]): Promise<Verdict>;
}

/** Watches the clock of one site. */
export function watchSiteClock(run: Run, site: SiteRow): SiteClock {
  const samples: ClockSample[] = [];
  const { clock } = run.host;
  const gate = requestGate(run.concurrency);
  const send: SiteClock['send'] = (request, options) =>
    gate(async () => {
      const sentAtMs = clock.now();
      const sent = await run.send(request, options);
      const receivedAtMs = clock.now();
      const dateMs = sent.response === undefined ? undefined : dateOf(sent.response);
      if (dateMs !== undefined) samples.push({ sentAtMs, receivedAtMs, dateMs });
      return sent;
    });
  return {
    send,
    offset: () => clockOffset(samples),
    check: async (key, types) => {
      const check = startCheck(clock, {
        id: 'key.clock',
        check: 'key.clock',
        title: 'Clock of this machine',
        subject: { site: site.key },
      });
      const exchanges: Exchange[] = [];
      const { validateUrl } = siteEndpoints(site);
      for (let look = 0; look < LOOKS; look += 1) {
        const request = validateKeyRequest(validateUrl, key.value);
        const sent = await send(request, { timeoutMs: LOOK_TIMEOUT_MS });
        exchanges.push(sent.exchange);
        if (sent.response === undefined) break;
      }
      return check({ ...judge(site, clockOffset(samples), limitsOf(types)), exchanges });
    },
  };
}

function judge(site: SiteRow, offset: ClockOffset | undefined, limits: ClockLimits) {
  if (offset === undefined) {
    const grade = 'skipped' as const;
    return { grade, finding: finding('data.clock-unknown', { site: site.key }) };
  }
  const { lowMs, highMs, samples } = offset;
  const args = {
    site: site.key,
    offsetMs: Math.round((lowMs + highMs) / 2),
    uncertaintyMs: Math.round((highMs - lowMs) / 2),
    samples,
    ...finite(limits),
  };
  switch (judgeOffset(offset, limits)) {
    case 'fine':
      return { grade: 'passed' as const, finding: finding('data.clock-fine', args) };
    case 'off':
      return { grade: 'warning' as const, finding: finding('data.clock-off', args) };
    case 'outside':
      return { grade: 'failed' as const, finding: finding('data.clock-outside', args) };
  }
}

function finite({ aheadMs, behindMs }: ClockLimits): Record<string, number> {
  const rows = Object.entries({ aheadMs, behindMs });
  return Object.fromEntries(rows.filter(([, limit]) => Number.isFinite(limit)));
}

/** The tightest limits of several kinds of data. */
export function limitsOf(types: readonly DataType[]): ClockLimits {
  const windows = types.flatMap((type) => dataTypeRow(type).window ?? []);
  return {
    aheadMs: Math.min(...windows.map(({ futureMs = Number.POSITIVE_INFINITY }) => futureMs)),
    behindMs: Math.min(...windows.map(({ pastMs }) => pastMs)),
  };
}
