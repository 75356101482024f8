import type { FindingInfo } from '../../src/catalog/finding-info.ts';
import type { Exchange } from '../../src/model/http.ts';
import type { Draft, Finding, Grade, Proof, Report, Verdict } from '../../src/model/report.ts';
import { finishReport } from '../../src/report/finish.ts';
import { arg, type Words } from '../../src/report/words.ts';

/** Findings made up for these tests, so that new wording elsewhere leaves them alone. */
const INFOS: Readonly<Record<string, FindingInfo>> = {
  'sample.ok': { links: ['scopes'] },
  'sample.denied': { links: ['scopes', 'testingGuide'] },
  'sample.revoked': { about: 'authorization', links: ['oauthInDatadog'] },
  'sample.offline': { about: 'network', links: ['sites'] },
  'sample.slow': { links: [] },
};

export const infoOf = (code: string): FindingInfo | undefined => INFOS[code];

/** Words of a made-up finding: its arguments are its sentences. */
export function wordsOf({ args }: Finding): Words {
  return {
    message: arg(args, 'message'),
    ...('remedy' in args ? { remedy: arg(args, 'remedy') } : {}),
    ...('next' in args ? { nextCommand: arg(args, 'next') } : {}),
  };
}

/** What a test says about a verdict; the rest has harmless values. */
export interface VerdictSketch extends Partial<Omit<Verdict, 'finding'>> {
  readonly id: string;
  readonly grade: Grade;
  readonly code?: string;
  readonly proof?: Proof;
  readonly message?: string;
  readonly remedy?: string;
  readonly next?: string;
}

export function verdict(sketch: VerdictSketch): Verdict {
  const { code, message = 'All as it should be.', remedy, next, ...rest } = sketch;
  return {
    check: sketch.id,
    title: 'Something that is checked',
    subject: {},
    exchanges: [],
    durationMs: 12,
    ...rest,
    finding: {
      code: code ?? 'sample.ok',
      args: {
        message,
        ...(remedy === undefined ? {} : { remedy }),
        ...(next === undefined ? {} : { next }),
      },
    },
  };
}

export function draft(verdicts: readonly Verdict[], rest: Partial<Draft> = {}): Draft {
  return {
    command: 'check-scopes',
    runId: '3f9a1c2b7d',
    target: 'datadog',
    startedAt: '2026-03-01T10:00:00.000Z',
    durationMs: 2345,
    profile: 'test',
    client: { kind: 'test', clientId: '0b6fd5b2-7d0e-11ee-9c3f-da7ad0900002' },
    verdicts,
    ...rest,
  };
}

export function report(
  sketches: readonly VerdictSketch[],
  rest: Partial<Draft> = {},
  failOn: readonly Grade[] = [],
): Report {
  return finishReport(draft(sketches.map(verdict), rest), {
    tool: { name: 'ddoauth', version: '1.2.3' },
    failOn,
    infoOf,
    wordsOf,
  });
}

export const DENIED: Exchange = {
  method: 'GET',
  url: 'https://api.datadoghq.eu/api/v1/monitor?page_size=1',
  status: 403,
  durationMs: 84,
  requestId: '7a1f0c55',
  requestHeaders: { authorization: 'Bearer [redacted]', accept: 'application/json' },
  responseBody: '{"errors":["Forbidden"]}',
};

export const UNANSWERED: Exchange = {
  method: 'POST',
  url: 'https://api.us3.datadoghq.com/oauth2/v1/token',
  error: 'ENOTFOUND: getaddrinfo ENOTFOUND api.us3.datadoghq.com',
  durationMs: 9,
};

/** One of everything, on one site. */
export const MIXED: readonly VerdictSketch[] = [
  {
    id: 'authorize.callback.state',
    grade: 'passed',
    title: 'The callback carries the state that was sent',
    subject: { site: 'eu1' },
    message: 'The state came back unchanged.',
  },
  {
    id: 'authorize.scopes',
    grade: 'warning',
    title: 'Granted scopes against the profile',
    subject: { site: 'eu1' },
    message: 'The grant has scopes that the profile does not list: dashboards_read, events_read.',
    remedy: 'Add them to "scopes" in ddoauth.config.json, or take them off the client.',
  },
  {
    id: 'scope.monitors_read',
    check: 'scope.read',
    grade: 'passed',
    proof: 'observed',
    title: 'The grant opens monitors_read',
    subject: { site: 'eu1', scope: 'monitors_read' },
    message: 'The answer held data.',
  },
  {
    id: 'scope.dashboards_read',
    check: 'scope.read',
    grade: 'failed',
    proof: 'authenticated',
    code: 'sample.denied',
    title: 'The grant opens dashboards_read',
    subject: { site: 'eu1', scope: 'dashboards_read' },
    message: 'Datadog refused with 403 though other scopes of the same grant work.',
    remedy:
      'Add dashboards_read to the client in the Developer Platform, publish the change and authorize again: a grant keeps the scopes it was made with.',
    next: 'ddoauth authorize --profile test --site eu1 --scope dashboards_read --scope monitors_read --no-browser',
    exchanges: [DENIED],
  },
  {
    id: 'scope.usage_read',
    check: 'scope.read',
    grade: 'inconclusive',
    code: 'sample.slow',
    title: 'The grant opens usage_read',
    subject: { site: 'eu1', scope: 'usage_read' },
    message: 'No answer within 15 s.',
    exchanges: [UNANSWERED],
  },
  {
    id: 'scope.workflows_run',
    check: 'scope.write',
    grade: 'skipped',
    title: 'The grant opens workflows_run',
    subject: { site: 'eu1', scope: 'workflows_run' },
    message: 'It would start a workflow; pass --allow-writes.',
  },
  {
    id: 'key.submit.logs',
    check: 'key.submit',
    grade: 'review',
    proof: 'accepted',
    title: 'A log line is accepted',
    subject: { site: 'eu1', dataType: 'logs' },
    message: 'The intake took it; the grant cannot read logs.',
    remedy: '1. Open the Log Explorer.\n2. Search for ddoauth_run:3f9a1c2b7d.',
  },
];

const STATES: readonly { readonly grade: Grade; readonly proof?: Proof }[] = [
  { grade: 'passed', proof: 'observed' },
  { grade: 'passed', proof: 'authorized' },
  { grade: 'failed', proof: 'authenticated' },
  { grade: 'inconclusive' },
];

/** Three scopes on each of these sites, the states turning from cell to cell. */
export function scopesOn(sites: readonly string[]): VerdictSketch[] {
  const scopes = ['monitors_read', 'dashboards_read', 'apm_service_catalog_read'];
  return sites.flatMap((site, column) =>
    scopes.map((scope, row) => ({
      id: `scope.${scope}`,
      check: 'scope.read',
      title: `The grant opens ${scope}`,
      subject: { site, scope },
      ...(STATES[(column + row) % STATES.length] ?? { grade: 'passed' as const }),
      message: `Scope ${scope} on ${site}.`,
    })),
  );
}
