import type { SiteHost, SiteRow } from '../../catalog/site-row.ts';
import type { Reading } from '../../diagnosis/read-input.ts';
import { valuesOf } from '../../diagnosis/facts/input-values.ts';
import { siteOf } from '../../diagnosis/next-command.ts';
import { datadogDomainOf, hostOf } from '../../sites/datadog-hosts.ts';
import { sitesWereNamed } from '../key/select-keys.ts';
import type { Run } from '../run/run.ts';
import { sitesInUse } from '../run/sites-in-use.ts';

/** What the live questions are about, as far as the input says it. */
export interface LiveCase {
  readonly site: SiteRow;
  /** The host whose name, way and certificate are looked at. */
  readonly host: SiteHost;
  /** A host of the error that is not Datadog's; nobody goes there. */
  readonly foreignHost?: string | undefined;
  /** The redirect URI of the input, else of the profile. */
  readonly redirectUri: string | undefined;
  /** The client id of the input, where it is not that of the client in use. */
  readonly otherClient?: string | undefined;
  /** Whether the input holds a secret that is known here, to tell which of several it is. */
  readonly holds: (secret: string) => boolean;
}

/**
 * Settles what an input is about: the site from `--site`, else the only one the input names, else the
 * client's own.
 * @param input.evidence the pieces of it that rules recognised, best first
 */
export async function caseOf(
  run: Run,
  input: { readonly text: string; readonly reading: Reading; readonly evidence: readonly string[] },
): Promise<LiveCase> {
  const { text, reading, evidence } = input;
  const site = await siteOfCase(run, reading);
  const { clientId } = run.settings.client ?? {};
  const named = valuesOf(reading, 'client_id').filter((value) => /^[\w.-]{1,200}$/.test(value));
  const isOurs = named.length === 0 || (clientId !== undefined && named.includes(clientId));
  return {
    site,
    ...hostOfCase(reading, evidence, site),
    redirectUri: redirectUriOf(reading) ?? run.settings.redirectUri,
    ...(isOurs ? {} : { otherClient: named[0] }),
    holds: (secret) => secret.length >= 8 && text.includes(secret),
  };
}

/** Where a client is looked at when there is no input. */
export function caseWithoutInput(run: Run, site: SiteRow): LiveCase {
  const { redirectUri } = run.settings;
  return { site, host: site.api, redirectUri, holds: () => false };
}

async function siteOfCase(run: Run, reading: Reading): Promise<SiteRow> {
  const { siteTable, sites } = run.settings;
  const said = sitesWereNamed(run) ? sites?.[0] : undefined;
  if (said !== undefined) return said;
  const key = siteOf(reading, {}) ?? onlyDomain(run, reading);
  const named = key === undefined ? undefined : siteTable.find(key);
  return named ?? sites?.[0] ?? (await firstInUse(run));
}

function onlyDomain(run: Run, reading: Reading): string | undefined {
  const keys = new Set(
    ['domain', 'site']
      .flatMap((name) => valuesOf(reading, name))
      .flatMap((value) => run.settings.siteTable.find(value)?.key ?? []),
  );
  return keys.size === 1 ? [...keys][0] : undefined;
}

async function firstInUse(run: Run): Promise<SiteRow> {
  const [first] = await sitesInUse(run);
  if (first === undefined) throw new TypeError('the table of sites is empty');
  return first;
}

/** An absolute URI, as the input has it. */
function redirectUriOf(reading: Reading): string | undefined {
  return valuesOf(reading, 'redirect_uri').find((value) => URL.canParse(value));
}

/** Names with a dot, as errors of the system and of TLS have them. */
const HOST_NAME =
  /(?<![\w@/.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?![\w-])/gi;
/** What looks like a host and is a file or a call. */
const NO_HOST = /\.(?:js|mjs|cjs|ts|py|go|java|rb|php|json|pem|crt|log|txt|html?)$/i;

function hostOfCase(
  reading: Reading,
  evidence: readonly string[],
  site: SiteRow,
): Pick<LiveCase, 'host' | 'foreignHost'> {
  const at = (host: string): SiteHost =>
    [site.api, site.app].find(({ url }) => hostOf(url) === host) ?? {
      url: `https://${host}`,
      status: 'inferred',
      source: 'the input',
    };
  const shown = evidence.flatMap((text) => text.toLowerCase().match(HOST_NAME) ?? []);
  const ofDatadog = shown.find((host) => datadogDomainOf(host) !== undefined);
  if (ofDatadog !== undefined) return { host: at(ofDatadog) };
  const foreign = shown.find((host) => !NO_HOST.test(host));
  const [first] = reading.hosts;
  if (first !== undefined && 'form' in first.place && first.place.form === 'domain') {
    return { host: site.api, foreignHost: foreign };
  }
  return { host: first === undefined ? site.api : at(first.host), foreignHost: foreign };
}
