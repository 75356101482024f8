import { createHash, randomBytes } from 'node:crypto';
import { startPartnerApp, type PartnerApp } from './partner-app.ts';

/** One request of the page; `{access_token}` and `{refresh_token:0}` are of the last or n-th answer. */
export interface Step {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a page knows when the callback came. */
export interface CallbackFacts {
  /** API host of the callback's domain, with `https://`. */
  readonly api: string;
  /** Fields of a right token request. */
  readonly fields: Readonly<Record<string, string>>;
  /** Verifiers of all authorizations that were begun, in order. */
  readonly verifiers: readonly string[];
}

/** How an application of a partner goes wrong; every part has a right default. */
export interface AppBehaviour {
  /** Changes the parameters of the authorize URL; `undefined` leaves one out. */
  readonly parameters?: (verifier: string) => Readonly<Record<string, string | undefined>>;
  /** Changes the finished authorize URL. */
  readonly authorizeUrl?: (url: string) => string;
  /** What the page of the callback requests, one after the other. */
  readonly steps?: (facts: CallbackFacts) => readonly Step[];
  /** Goes on after a callback with `error`. */
  readonly ignoresError?: boolean;
  /** The callback leads on to one without state. */
  readonly losesState?: boolean;
  /** The page of the callback has a link to itself that the browser fetches ahead. */
  readonly prefetches?: boolean;
}

const FORM = 'application/x-www-form-urlencoded';

/** A token request as Datadog documents it. */
export function tokenStep(
  { api, fields }: CallbackFacts,
  changes: Readonly<Record<string, string | undefined>> = {},
  host = api,
): Step {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...fields, ...changes })) {
    if (value !== undefined) form.set(name, value);
  }
  return {
    url: `${host}/oauth2/v1/token`,
    method: 'POST',
    headers: { 'content-type': FORM },
    body: form.toString(),
  };
}

/** An API call with the token granted last. */
export function apiStep({ api }: CallbackFacts, host = api): Step {
  return { url: `${host}/api/v1/monitor`, headers: { authorization: 'Bearer {access_token}' } };
}

/** A refresh with the refresh token of the last answer, or of the n-th. */
export function refreshStep(facts: CallbackFacts, which = 'refresh_token'): Step {
  const { client_id = '', client_secret = '' } = facts.fields;
  return {
    url: `${facts.api}/oauth2/v1/token`,
    method: 'POST',
    headers: { 'content-type': FORM },
    body: `grant_type=refresh_token&client_id=${client_id}&client_secret=${client_secret}&refresh_token={${which}}`,
  };
}

/** What an application without mistakes does. */
export function goodSteps(facts: CallbackFacts): readonly Step[] {
  return [tokenStep(facts), apiStep(facts), refreshStep(facts), apiStep(facts)];
}

/** Runs the steps and says so in its title when they are through. */
function callbackPage(steps: readonly Step[], head: string): string {
  return `<!doctype html><title>working</title>${head}<script>
const steps = ${JSON.stringify(steps).replaceAll('<', '\\u003c')};
const answers = [];
const fill = (text) => text?.replace(/\\{(access_token|refresh_token)(?::(\\d))?\\}/g, (_, name, index) =>
  encodeURIComponent((index === undefined ? answers.at(-1) : answers[Number(index)])?.[name] ?? 'none'));
(async () => {
  if (${String(head !== '')}) await new Promise((resolve) => setTimeout(resolve, 700));
  for (const { url, method, headers, body } of steps) {
    const filled = Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, fill(value)]));
    try {
      const answer = await fetch(fill(url), { method, headers: filled, body: fill(body) });
      const json = await answer.json();
      if (json.access_token) answers.push(json);
    } catch {}
  }
  document.title = 'done';
})();
</script>`;
}

/** An application of a partner whose page makes its own requests, so that a browser records them. */
export interface BrokenApp extends PartnerApp {
  /** What the next flows do. */
  behave(behaviour: AppBehaviour): void;
  readonly startUrl: string;
}

/** Starts one on loopback. */
export async function startBrokenApp(client: {
  readonly clientId: string;
  readonly secret: string;
}): Promise<BrokenApp> {
  let behaviour: AppBehaviour = {};
  let verifiers: string[] = [];
  const begun = new Map<string, string>();
  const app: PartnerApp = await startPartnerApp({
    '/start': () => {
      const verifier = randomBytes(32).toString('base64url');
      const state = randomBytes(24).toString('base64url');
      verifiers.push(verifier);
      begun.set(state, verifier);
      const parameters: Readonly<Record<string, string | undefined>> = {
        response_type: 'code',
        client_id: client.clientId,
        redirect_uri: `${app.origin}/callback`,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        state,
        ...behaviour.parameters?.(verifier),
      };
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(parameters)) {
        if (value !== undefined) query.set(name, value);
      }
      const url = `https://app.datadoghq.com/oauth2/v1/authorize?${query.toString()}`;
      return { location: behaviour.authorizeUrl?.(url) ?? url };
    },
    '/callback': ({ query }) => {
      const state = query.get('state');
      if (behaviour.losesState === true && state !== null) {
        const rest = new URLSearchParams(query);
        rest.delete('state');
        return { location: `/callback?${rest.toString()}` };
      }
      const facts: CallbackFacts = {
        api: `https://api.${query.get('domain') ?? 'datadoghq.com'}`,
        fields: {
          grant_type: 'authorization_code',
          client_id: client.clientId,
          client_secret: client.secret,
          redirect_uri: `${app.origin}/callback`,
          code: query.get('code') ?? '',
          code_verifier: begun.get(state ?? '') ?? verifiers.at(-1) ?? '',
        },
        verifiers,
      };
      const head =
        behaviour.prefetches === true
          ? `<script>document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: location.href }))</script>`
          : '';
      const goesOn = !query.has('error') || behaviour.ignoresError === true;
      const steps = goesOn ? (behaviour.steps ?? goodSteps)(facts) : [];
      return { page: callbackPage(steps, head) };
    },
  });
  return {
    ...app,
    startUrl: `${app.origin}/start`,
    behave: (next) => {
      behaviour = next;
      verifiers = [];
    },
  };
}
