import { finding } from '../../../catalog/findings.ts';
import type { SiteRow } from '../../../catalog/site-row.ts';
import type { Verdict } from '../../../model/report.ts';
import type { Run } from '../../run/run.ts';
import { startEnvironmentCheck } from './environment-check.ts';

/** Variables that lead requests through a proxy, or keep them from it. */
const NAMES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy'];
/** Read by other programs only: a proxy there alone is not used here. */
const NOT_READ = ['ALL_PROXY', 'all_proxy'];

/** Which proxy variables are set: their names, and of values no more than the proxy's host. */
export function judgeProxyVariables(run: Run, sites: readonly SiteRow[]): Verdict {
  const check = startEnvironmentCheck(run.host.clock, 'proxy', 'Proxy');
  const { env } = run.host;
  const isSet = (name: string): boolean => (env[name]?.trim() ?? '') !== '';
  const names = NAMES.filter(isSet);
  const ignored = NOT_READ.filter(isSet);
  const unusable = names.filter((name) => /^https?_proxy$/i.test(name) && !isProxy(env[name]));
  const shown = names.flatMap((name) => shownProxy(name, env[name]));
  const exempt = exemptSites(env, sites);
  const args = { names, ignored, shown, exempt };
  if (unusable.length > 0) {
    return check({
      grade: 'failed',
      finding: finding('environment.proxy-unusable', { ...args, unusable }),
    });
  }
  if (names.length === 0 && ignored.length === 0) {
    return check({ grade: 'passed', finding: finding('environment.proxy-none') });
  }
  const misleads = names.length === 0;
  return check({
    grade: misleads ? 'warning' : 'passed',
    finding: finding(misleads ? 'environment.proxy-ignored' : 'environment.proxy', args),
  });
}

function isProxy(value = ''): boolean {
  const url = proxyUrl(value);
  return url !== undefined && (url.protocol === 'http:' || url.protocol === 'https:');
}

/** `HTTPS_PROXY=http://proxy.example:3128`, never with user or password. */
function shownProxy(name: string, value = ''): string[] {
  if (/^no_proxy$/i.test(name)) return [];
  const url = proxyUrl(value);
  return url === undefined ? [] : [`${name}=${url.protocol}//${url.host}`];
}

function proxyUrl(value: string): URL | undefined {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value.trim())
    ? value.trim()
    : `http://${value.trim()}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Sites of the run that `NO_PROXY` keeps from the proxy, by its plain rules. */
function exemptSites(env: Run['host']['env'], sites: readonly SiteRow[]): string[] {
  const entries = (env['no_proxy'] ?? env['NO_PROXY'] ?? '')
    .toLowerCase()
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .map((entry) => entry.replace(/^\*?\./, ''));
  return sites.flatMap(({ key, api }) => {
    const host = new URL(api.url).hostname;
    const isExempt = entries.some((e) => e === '*' || host === e || host.endsWith(`.${e}`));
    return isExempt ? [key] : [];
  });
}
