import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import type { Exchange, Sent } from '../../model/http.ts';
import type { Verdict } from '../../model/report.ts';
import {
  readRegistrationResponse,
  registrationRequest,
  type ClientMetadata,
  type RegistrationAnswer,
} from '../../oauth/client-registration.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import type { Registration } from '../../storage/registrations.ts';
import type { Run } from '../run/run.ts';

/** What registering came to; without a client, the verdict says why. */
export interface Registered {
  readonly verdict: Verdict;
  readonly registration?: Registration;
}

/** Where registrations count: Datadog, or one simulator. */
function targetOf(run: Run): string {
  return run.simulation?.origin ?? 'datadog';
}

/**
 * Registers a public client on a site, or takes the one that was registered there before with the same
 * redirect URIs and scopes: the site makes a new client each time it is asked, and forgets none.
 * @param again register another one all the same
 * @see https://docs.datadoghq.com/api/latest/oauth2-client-public/
 */
export async function registerClient(
  run: Run,
  site: SiteRow,
  metadata: ClientMetadata,
  again: boolean,
): Promise<Registered> {
  const check = startCheck(run.host.clock, {
    id: 'init.register',
    check: 'init.register',
    title: 'Registration',
    subject: { site: site.key },
  });
  const target = targetOf(run);
  const { registrations } = await run.vault();
  const before = await remembered(run, site, metadata);
  if (before !== undefined && !again) {
    const args = { clientId: before.clientId, registeredAt: before.registeredAt.slice(0, 10) };
    const known = finding('init.registered-before', { site: site.key, ...args });
    return { verdict: check({ grade: 'passed', finding: known }), registration: before };
  }
  // The answer is the only place that has the id: it is saved even after Ctrl-C.
  return run.critical(async () => {
    const request = registrationRequest(siteEndpoints(site).registerUrl, metadata);
    const sent = await run.sendThrough(request);
    const answer =
      sent.response === undefined ? undefined : readRegistrationResponse(sent.response, metadata);
    if (answer?.kind !== 'registered') {
      return {
        verdict: check({ ...judgeRefusal(answer, sent, site), exchanges: [sent.exchange] }),
      };
    }
    const { clientId, redirectUris, scopes, clientSecret } = answer;
    run.redactor.add(clientSecret);
    const registeredAt = new Date(run.host.clock.now()).toISOString();
    const registration = { clientId, site: site.key, target, redirectUris, scopes, registeredAt };
    await registrations.save({ ...registration, ...asked(metadata) });
    return {
      verdict: check(judgeRegistration(answer, metadata, site, [sent.exchange])),
      registration,
    };
  });
}

/** Whether a client with these redirect URIs and scopes was registered there before. */
export async function isRemembered(
  run: Run,
  site: SiteRow,
  metadata: ClientMetadata,
): Promise<boolean> {
  return (await remembered(run, site, metadata)) !== undefined;
}

/** The newest that fits. */
async function remembered(
  run: Run,
  site: SiteRow,
  metadata: ClientMetadata,
): Promise<Registration | undefined> {
  const { registrations } = await run.vault();
  const all = await registrations.list(targetOf(run), site.key);
  return all.findLast((each) => fits(each, metadata));
}

/** What was asked for is what a later run asks for again, whatever the server made of it. */
function asked({ redirectUris, scopes }: ClientMetadata) {
  return { redirectUris, scopes };
}

function fits(registration: Registration, metadata: ClientMetadata): boolean {
  return (
    sameSet(registration.redirectUris, metadata.redirectUris) &&
    sameSet(registration.scopes, metadata.scopes)
  );
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  const all = new Set(one);
  return all.size === new Set(other).size && other.every((each) => all.has(each));
}

function judgeRegistration(
  answer: RegistrationAnswer & { readonly kind: 'registered' },
  metadata: ClientMetadata,
  site: SiteRow,
  exchanges: readonly Exchange[],
): Judgement {
  const { clientId, redirectUris, clientSecret } = answer;
  const missing = metadata.redirectUris.filter((uri) => !redirectUris.includes(uri));
  const args = { site: site.key, clientId };
  if (missing.length > 0) {
    const found = finding('init.registered-otherwise', { ...args, missing, redirectUris });
    return { grade: 'warning', finding: found, exchanges };
  }
  if (clientSecret !== undefined) {
    return { grade: 'warning', finding: finding('init.registered-with-secret', args), exchanges };
  }
  return { grade: 'passed', finding: finding('init.registered', args), exchanges };
}

function judgeRefusal(
  answer: RegistrationAnswer | undefined,
  { failure }: Sent,
  site: SiteRow,
): Judgement {
  const args = { site: site.key };
  if (answer === undefined || answer.kind === 'registered') {
    const found = { ...args, code: failure?.code, detail: failure?.message };
    return { grade: 'inconclusive', finding: finding('init.register-unreachable', found) };
  }
  switch (answer.kind) {
    case 'absent':
      return {
        grade: 'failed',
        finding: finding('init.register-absent', { ...args, status: answer.status }),
      };
    case 'limited':
      return {
        grade: 'inconclusive',
        finding: finding('init.register-limited', { ...args, retryAfter: answer.retryAfter }),
      };
    case 'unclear':
      return {
        grade: 'inconclusive',
        finding: finding('init.register-unclear', { ...args, status: answer.status }),
      };
    case 'refused': {
      const { status, error, description } = answer.error;
      return {
        grade: 'failed',
        finding: finding('init.register-refused', {
          ...args,
          status,
          error,
          description: description?.slice(0, 300),
        }),
      };
    }
  }
}
