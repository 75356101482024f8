import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { makeLoopbackCertificate } from '../../callback/loopback-certificate.ts';
import { classifyRedirectUri } from '../../callback/redirect-uri.ts';
import type { FinalPage } from '../../callback/pages.ts';
import { startCallbackServer, type CallbackServer } from '../../callback/server.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import { ToolError } from '../../errors.ts';
import type { Verdict } from '../../model/report.ts';
import { readCallbackParams } from '../../oauth/callback-params.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import { judgeOnboarding } from './authorize-onboarding.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import { requireClient, requireRedirectUri } from '../run/client.ts';
import type { Run } from '../run/run.ts';

/** The listener of one authorization, and what it learnt before the callback. */
export interface CallbackListener {
  readonly server: CallbackServer;
  /** Whether the redirect URI leads here; otherwise the final URL has to be pasted. */
  readonly receivesCallback: boolean;
  /** Trusts the listener's own certificate, for the built-in browser. */
  readonly certificate: string | undefined;
  /** The authorize URL, once it is known: with `--from tile` after Datadog's redirect. */
  authorizeUrl(): string | undefined;
  /** The site that the tile's redirect named. */
  tileSite(): SiteRow | undefined;
  verdicts(): readonly Verdict[];
  /** Ends the held page with what was found. */
  answer(verdicts: readonly Verdict[]): Promise<void>;
  close(): Promise<void>;
}

/** What the listener needs to know of the authorization. */
interface Expected {
  readonly state: string;
  /** The whole authorize URL at an authorization endpoint. */
  readonly urlAt: (authorizeUrl: string) => string;
  /** Authorization endpoint to begin at; `undefined` waits for the tile's redirect. */
  readonly startUrl: string | undefined;
}

/** Binds the listener before any URL is built and keeps it. */
export async function listenForCallback(
  run: Run,
  request: AuthorizeRequest,
  expected: Expected,
): Promise<CallbackListener> {
  const redirectUri = requireRedirectUri(run);
  const check = startCheck(run.host.clock, {
    id: 'authorize.listen',
    check: 'authorize.listen',
    title: 'Redirect URI',
    subject: request.site === undefined ? {} : { site: request.site.key },
  });
  const uri = classifyRedirectUri(redirectUri);
  const tls =
    uri.kind === 'loopback' && uri.scheme === 'https'
      ? (request.tls ?? (await makeLoopbackCertificate(uri.host)))
      : undefined;
  let authorizeUrl =
    expected.startUrl === undefined ? undefined : expected.urlAt(expected.startUrl);
  const learnt: { site?: SiteRow; onboarding?: Verdict } = {};
  const onboarding = onboardingRoute(run, request, (found) => {
    learnt.onboarding = found.verdict;
    if (found.site === undefined || found.siteParameter === undefined) return undefined;
    learnt.site = found.site;
    authorizeUrl = expected.urlAt(siteEndpoints(found.site).authorizeUrlFor(found.siteParameter));
    return toBrowser(run, authorizeUrl);
  });
  const server = await startCallbackServer({
    redirectUri,
    forwardTo: () => (authorizeUrl === undefined ? undefined : toBrowser(run, authorizeUrl)),
    accept: (query) => {
      const params = readCallbackParams(query, { state: expected.state, redirectUri });
      if (params.kind !== 'rejected') return 'accepted';
      return params.reason.startsWith('state-') ? 'wrong-state' : 'rejected';
    },
    ...(request.listen === undefined ? {} : { listen: request.listen }),
    ...(onboarding === undefined ? {} : { onboarding }),
    ...(tls === undefined ? {} : { tls }),
  });
  const judgement: Judgement =
    uri.kind === 'loopback' || request.listen !== undefined
      ? {
          grade: 'passed',
          finding: finding('authorize.listening', { redirectUri, addresses: server.addresses }),
        }
      : { grade: 'passed', finding: finding('authorize.remote-redirect', { redirectUri }) };
  const listening = check(judgement);
  return {
    server,
    receivesCallback: uri.kind === 'loopback' || request.listen !== undefined,
    certificate: tls?.cert,
    authorizeUrl: () => authorizeUrl,
    tileSite: () => learnt.site,
    verdicts: () => [listening, ...(learnt.onboarding === undefined ? [] : [learnt.onboarding])],
    answer: (verdicts) => server.finish(pageOf(run, verdicts)),
    close: () => server.close(),
  };
}

/** What the browser is given for a Datadog URL: under a simulator, the simulator's. */
export function toBrowser(run: Run, url: string): string {
  return run.simulation?.address(url) ?? url;
}

function onboardingRoute(
  run: Run,
  request: AuthorizeRequest,
  onReceived: (found: ReturnType<typeof judgeOnboarding>) => string | undefined,
):
  | {
      path: string;
      url: string;
      handle: (query: string) => { redirectTo: string } | { error: string };
    }
  | undefined {
  if (request.from !== 'tile') return undefined;
  const { onboardingUrl } = requireClient(run);
  if (onboardingUrl === undefined || classifyRedirectUri(onboardingUrl).kind !== 'loopback') {
    throw new ToolError(
      'usage.flag',
      `--from tile: the onboarding URL ${onboardingUrl ?? '(none)'} does not lead to this machine.`,
      { hint: 'Use a test client whose onboarding URL is on localhost, or --from platform' },
    );
  }
  return {
    path: new URL(onboardingUrl).pathname,
    url: onboardingUrl,
    handle: (query) => {
      const found = judgeOnboarding(run, query, request.site);
      const redirectTo = onReceived(found);
      if (redirectTo !== undefined) return { redirectTo };
      return { error: run.ui.explain(found.verdict.finding).message };
    },
  };
}

/** The page that ends the browser's part: success only when every step passed. */
function pageOf(run: Run, verdicts: readonly Verdict[]): FinalPage {
  const bad = verdicts.find(({ grade }) => grade === 'failed' || grade === 'inconclusive');
  if (bad === undefined) return { ok: true, title: 'Authorized', facts: factsOf(verdicts) };
  const { message, remedy } = run.ui.explain(bad.finding);
  return {
    ok: false,
    title: 'Not authorized',
    detail: run.redactor.redact(message),
    ...(remedy === undefined ? {} : { fix: run.redactor.redact(remedy) }),
  };
}

/** Who granted what, as the steps found it. */
function factsOf(verdicts: readonly Verdict[]): [label: string, value: string][] {
  const argOf = (check: string, name: string): string => {
    const value = verdicts.find((verdict) => verdict.check === check)?.finding.args[name] ?? '';
    return typeof value === 'object' ? value.join(', ') : String(value);
  };
  const facts: [string, string][] = [
    ['Organization', argOf('authorize.org', 'name')],
    ['Site', argOf('authorize.site', 'given')],
    ['Scopes', argOf('authorize.scopes', 'granted')],
  ];
  return facts.filter(([, value]) => value !== '');
}
