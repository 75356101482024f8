import { finding } from '../../catalog/findings.ts';
import type { Judgement } from '../../checks/verdict.ts';
import { judgeHost } from '../../lint/test-hosts.ts';
import type { Grade, Verdict } from '../../model/report.ts';
import { requireClient } from '../run/client.ts';
import type { Run } from '../run/run.ts';
import { startStepCheck } from './step-context.ts';

type Code =
  'checklist.no-test-urls' | 'checklist.test-urls' | 'checklist.all-https' | 'checklist.not-https';

/** URLs that customers' browsers go to: none is for tests, each is https, and there is an onboarding URL. */
export function urlVerdicts(run: Run): Verdict[] {
  const { redirectUris, onboardingUrl, kind } = requireClient(run);
  const urls = [...(onboardingUrl === undefined ? [] : [onboardingUrl]), ...redirectUris];
  if (urls.length === 0) {
    const none = finding('checklist.no-urls');
    return [startStepCheck(run, 'submit.urls', 'URLs')({ grade: 'warning', finding: none })];
  }
  const hosts = urls.flatMap((url) => hostOf(url) ?? []);
  const judged = urls.map((url) => ({ url, test: testHost(url, hosts) }));
  const tests = judged.filter(({ test }) => test !== 'no').map(({ url }) => url);
  const plain = urls.filter((url) => !/^https:/i.test(url));
  // A test client may have them now; they go when the integration is submitted.
  const late = kind === 'published' && run.simulation?.ownProcess !== true ? 'failed' : 'warning';
  const sure = judged.some(({ test }) => test === 'yes');
  const said = (bad: readonly string[], good: Code, wrong: Code, grade: Grade): Judgement => {
    const args = { count: urls.length, urls: bad, kind };
    return bad.length === 0
      ? { grade: 'passed', finding: finding(good, args) }
      : { grade, finding: finding(wrong, args) };
  };
  const onboarding: Judgement =
    onboardingUrl === undefined
      ? { grade: 'warning', finding: finding('checklist.onboarding-url-missing', { kind }) }
      : { grade: 'passed', finding: finding('checklist.onboarding-url', { url: onboardingUrl }) };
  return [
    startStepCheck(
      run,
      'submit.test-urls',
      'Testing URLs removed',
    )(said(tests, 'checklist.no-test-urls', 'checklist.test-urls', sure ? late : 'warning')),
    startStepCheck(
      run,
      'submit.https',
      'URLs are https',
    )(said(plain, 'checklist.all-https', 'checklist.not-https', late)),
    startStepCheck(run, 'submit.onboarding-url', 'Onboarding URL')(onboarding),
  ];
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : undefined;
}

/** Places that customers cannot reach are for tests; a word such as `staging` may be meant otherwise. */
function testHost(url: string, hosts: readonly string[]): 'yes' | 'maybe' | 'no' {
  const host = hostOf(url);
  const judged = host === undefined ? undefined : judgeHost(host, hosts);
  if (judged === undefined) return 'no';
  if (judged.kind === 'certain') return judged.why === 'preview' ? 'maybe' : 'yes';
  return judged.strong ? 'maybe' : 'no';
}
