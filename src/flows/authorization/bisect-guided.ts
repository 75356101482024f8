import { makeLoopbackCertificate } from '../../callback/loopback-certificate.ts';
import type { FinalPage } from '../../callback/pages.ts';
import { classifyRedirectUri } from '../../callback/redirect-uri.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { authorizationUrl } from '../../oauth/authorization-request.ts';
import { bisectScopes } from '../../oauth/bisect-scopes.ts';
import { readOAuthError } from '../../oauth/oauth-error.ts';
import { codeChallengeOf, drawAuthorizationSecrets } from '../../oauth/pkce.ts';
import { scopesNamedIn } from '../../oauth/preflight-answer.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import { requireClient, requireRedirectUri } from '../run/client.ts';
import type { Run } from '../run/run.ts';
import { listenForCallback } from './authorize-listen.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import { DEFAULT_WAIT_MS } from './authorize-site.ts';
import { usesBuiltInBrowser, waitForBrowser } from './authorize-wait.ts';
import type { Waited } from './authorize-waited.ts';
import {
  countScopes,
  errorPage,
  otherError,
  troubleWith,
  type Asked,
  type SiteBisection,
  type Trouble,
} from './bisect-question.ts';

/** Questions that a person has the patience for; enough for three refused scopes of a hundred. */
const MOST_QUESTIONS = 32;

/**
 * Asks a site through the browser, one subset after the other, as somebody who has logged in. Each
 * question ends at its callback: a code that comes back is thrown away, so no grant is made, and none
 * that is stored is touched.
 */
export async function bisectInBrowser(
  run: Run,
  request: Omit<AuthorizeRequest, 'site'>,
  site: SiteRow,
  scopes: readonly string[],
): Promise<SiteBisection> {
  const asked: (Asked & { readonly scopes: readonly string[] })[] = [];
  const tls = request.tls ?? (await certificateFor(requireRedirectUri(run)));
  const wanted = { ...request, site, ...(tls === undefined ? {} : { tls }) };
  if (!usesBuiltInBrowser(run)) announce(run, site);
  const found = await bisectScopes(
    scopes,
    async (group) => {
      const number = asked.length + 1;
      const say = (line: string): void => {
        if (!usesBuiltInBrowser(run)) run.ui.notice(`Question ${String(number)}${line}`);
      };
      say(`, ${countScopes(group)}: ${brief(group)}`);
      const wasDenied = asked.some(({ ended }) => ended === 'denied');
      const answered = await askInBrowser(run, wanted, { site, scopes: group, number });
      const one = wasDenied ? answered : await confirmDenial(run, site, answered);
      say(one.answer.verdict === 'unknown' ? ' has no answer.' : `: ${one.answer.verdict}.`);
      asked.push({ ...one, scopes: group });
      return one.answer;
    },
    { maxQuestions: MOST_QUESTIONS },
  );
  const { trouble } = asked.at(-1) ?? {};
  return { site, how: 'guided', found, asked, ...(trouble === undefined ? {} : { trouble }) };
}

/**
 * Whoever could press Deny was shown the consent page, and with it all of the scopes. Access may be
 * denied without a page too, so the first time the person is asked.
 */
async function confirmDenial(run: Run, site: SiteRow, asked: Asked): Promise<Asked> {
  if (asked.ended !== 'denied' || usesBuiltInBrowser(run)) return asked;
  const question = 'Access was denied. Did you see the consent page and press Deny there?';
  if (await run.host.prompter.confirm(question, run.signal)) return asked;
  return { answer: { verdict: 'unknown' }, trouble: otherError(site, 'access_denied', asked.said) };
}

/** One certificate for all questions: the browser warns of each new one. */
async function certificateFor(redirectUri: string): Promise<AuthorizeRequest['tls']> {
  const uri = classifyRedirectUri(redirectUri);
  return uri.kind === 'loopback' && uri.scheme === 'https'
    ? makeLoopbackCertificate(uri.host)
    : undefined;
}

function announce(run: Run, site: SiteRow): void {
  run.ui.notice(
    `Asking ${site.key} through the browser, at most ${String(MOST_QUESTIONS)} times and mostly far fewer. When the consent page appears, press Deny: that answers the question and grants nothing. (Authorize answers it too; its code is thrown away.) Ctrl-C stops.`,
  );
}

/** So many names fit on a line. */
const NAMES_SHOWN = 6;

function brief(scopes: readonly string[]): string {
  const more = scopes.length - NAMES_SHOWN;
  const shown = scopes.slice(0, NAMES_SHOWN).join(', ');
  return more > 0 ? `${shown} and ${String(more)} more` : shown;
}

interface Question {
  readonly site: SiteRow;
  readonly scopes: readonly string[];
  readonly number: number;
}

async function askInBrowser(
  run: Run,
  request: AuthorizeRequest,
  question: Question,
): Promise<Asked> {
  const { site, scopes } = question;
  const { state, codeVerifier } = drawAuthorizationSecrets(run.host.random);
  run.redactor.add(codeVerifier);
  const codeChallenge = await codeChallengeOf(codeVerifier);
  const redirectUri = requireRedirectUri(run);
  const { clientId } = requireClient(run);
  const listener = await listenForCallback(run, request, {
    state,
    urlAt: (authorizeUrl) =>
      authorizationUrl({ authorizeUrl, clientId, redirectUri, state, codeChallenge, scopes }),
    startUrl: siteEndpoints(site).authorizeUrl,
  });
  try {
    const waitMs = Math.min(request.waitMs ?? DEFAULT_WAIT_MS, run.remainingMs());
    const waited = await waitForBrowser(run, request, listener, { state, began: site, waitMs });
    const asked = askedOf(run, site, scopes, waited);
    await listener.server.finish(pageOf(run, question, asked));
    return asked;
  } finally {
    await listener.close();
  }
}

function askedOf(run: Run, site: SiteRow, scopes: readonly string[], waited: Waited): Asked {
  const refusal = (said: string | undefined): Asked => ({
    answer: { verdict: 'refused', named: scopesNamedIn(said ?? '', scopes) },
    said,
  });
  const unknown = (trouble: Trouble): Asked => ({ answer: { verdict: 'unknown' }, trouble });
  switch (waited.kind) {
    case 'callback': {
      const { params } = waited;
      if (params.kind === 'code') {
        run.redactor.add(params.code);
        return { answer: { verdict: 'accepted' }, ended: 'code' };
      }
      if (params.error === 'access_denied') {
        return { answer: { verdict: 'accepted' }, ended: 'denied', said: params.description };
      }
      if (params.error === 'invalid_scope') return refusal(params.description);
      return unknown(otherError(site, params.error, params.description));
    }
    case 'error-text': {
      const { error, description } = readOAuthError(400, waited.text);
      if (error === 'invalid_scope') return refusal(description);
      return unknown(errorPage(run, site, 400, waited.text));
    }
    case 'timeout': {
      const seconds = Math.round(waited.waitMs / 1000);
      return unknown(troubleWith(site, 'inconclusive', 'bisect.no-callback', { seconds }));
    }
    case 'no-page':
      return unknown(
        troubleWith(site, 'inconclusive', 'bisect.unreachable', { reason: waited.reason }),
      );
    case 'bad-paste':
      return unknown(
        troubleWith(site, 'inconclusive', 'bisect.unclear', {
          why: 'paste',
          reason: waited.reason,
        }),
      );
  }
}

/** The page that ends the browser's part of a question. */
function pageOf(run: Run, { number, scopes }: Question, asked: Asked): FinalPage {
  const { verdict } = asked.answer;
  const facts: FinalPage['facts'] = [['Scopes', scopes.join(', ')]];
  const title = `Question ${String(number)}: ${verdict === 'unknown' ? 'no answer' : verdict}`;
  const next = 'The terminal goes on with the next question, if there is one.';
  if (verdict !== 'unknown') {
    const unused = asked.ended === 'code' ? 'The code was thrown away; nothing was stored. ' : '';
    return { ok: true, title, facts, detail: `${unused}${next}` };
  }
  const { args } = asked.trouble ?? {};
  const said = [args?.['error'], args?.['description']].filter((part) => part !== undefined);
  return { ok: false, title, facts, detail: run.redactor.redact(said.join(': ')) };
}
