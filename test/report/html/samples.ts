import type { Exchange } from '../../../src/model/http.ts';
import type { Report } from '../../../src/model/report.ts';
import { MIXED, report, scopesOn, type VerdictSketch } from '../samples.ts';

const SITES = ['us1', 'eu1', 'us1-fed'];

function asked(site: string, durationMs: number, status: number): Exchange {
  return {
    method: 'GET',
    url: `https://api.${site}.example/api/v1/validate`,
    status,
    durationMs,
    requestId: `${site}-${String(durationMs)}`,
    responseBody: '{"valid":true}',
  };
}

/** Sites by columns, as `check-regions` has them. */
function regions(): VerdictSketch[] {
  return SITES.flatMap((site, index) =>
    ['dns', 'token', 'intake.logs', 'intake.otlp'].map((column, place) => ({
      id: `region.${site}.${column}`,
      check: `region.${column}`,
      grade: site === 'us1-fed' && column === 'token' ? ('failed' as const) : ('passed' as const),
      proof: 'reachable' as const,
      subject: { site },
      durationMs: 20 * (index + 1) + place,
      exchanges:
        place === 0 ? [] : [asked(site, 20 * (index + 1) + place, place === 3 ? 503 : 200)],
      message: `${column} of ${site}.`,
    })),
  );
}

/** Small reports of every shape: one of everything, two grids, nothing. */
export const SMALL: Readonly<Record<string, Report>> = {
  mixed: report(MIXED),
  grids: report([...scopesOn(SITES), ...regions()], { command: 'checklist', target: 'simulator' }),
  nothing: report([], { profile: null, client: null }),
};

const SCRIPT = '<script>globalThis.hit = 1</script>';
const BREAK_OUT = `"'><img src=x onerror="globalThis.hit=1">${SCRIPT}</style></title></pre>`;
const BIDI = '\u202eevil\u2066\u200b\u0000\u001b[31m\ud800';

/** A report in which every text comes from an enemy. */
export function hostileReport(bodyLength: number): Report {
  const evil = `${BREAK_OUT} ${BIDI}`;
  const made = report(
    [
      { site: evil, url: 'javascript:globalThis.hit=1' },
      { site: 'us1', url: 'JaVaScRiPt:globalThis.hit=1//https://example.com' },
      { site: 'eu1', url: ' javascript:globalThis.hit=1' },
    ].map(({ site, url }) => ({
      id: `region.${site}.${evil}`,
      check: evil,
      title: evil,
      grade: 'failed' as const,
      subject: { site, scope: evil, host: evil, dataType: evil },
      message: `${evil}\nsecond line ${evil}`,
      remedy: evil,
      next: evil,
      exchanges: [
        {
          method: evil,
          url,
          error: evil,
          durationMs: 5,
          requestId: evil,
          requestHeaders: { [evil]: evil },
          responseBody: evil + 'A'.repeat(bodyLength),
        },
      ],
    })),
    { runId: evil, startedAt: evil, profile: evil, client: { kind: 'test', clientId: evil } },
  );
  const urls = [
    'javascript:globalThis.hit=1',
    'data:text/html,<script>globalThis.hit=1</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//example.com/x',
    '\\\\example.com\\x',
    'java\nscript:globalThis.hit=1',
    `https://example.com/"onmouseover="globalThis.hit=1`,
  ];
  return {
    ...made,
    tool: { name: evil, version: evil },
    command: evil,
    results: made.results.map((result) => ({
      ...result,
      links: urls.map((url) => ({ title: evil, url })),
    })),
  };
}
