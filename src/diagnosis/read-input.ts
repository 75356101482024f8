import { cleanText, cutText } from './text/clean-text.ts';
import { credentialsIn, type Credential } from './text/credentials.ts';
import { readErrorEntries, type ErrorEntry } from './text/error-entries.ts';
import { namesForeignConnection } from './text/foreign-connections.ts';
import { namesDatadogInPassing, namesForeignProvider } from './text/foreign-providers.ts';
import { readSecrets } from './text/input-secrets.ts';
import { comparePkce, type PkceComparison } from './text/pkce-pair.ts';
import { readExchanges, type ExchangeReading } from './exchange/read-exchanges.ts';
import { datadogStatuses, statusesIn, type NamedStatus } from './text/statuses.ts';
import { hostsIn, type NamedHost } from './text/text-hosts.ts';
import { plainSigns, unwrap } from './text/views.ts';

/** An input as the rules see it: without secrets, in every way it can be read. */
export interface Reading extends Pick<ExchangeReading, 'exchanges' | 'flows' | 'forms'> {
  /** The input, cleaned, redacted, cut. */
  readonly redacted: string;
  /** The redacted text as it stands, then with one wrapping after the other taken off. */
  readonly views: readonly string[];
  /** What servers said in an error envelope, duplicates left out. */
  readonly errors: readonly ErrorEntry[];
  readonly statuses: readonly NamedStatus[];
  /** Hosts below Datadog's domains. */
  readonly hosts: readonly NamedHost[];
  /** The text points at Datadog: a host, the name, or its `errors` list with an OAuth code. */
  readonly namesDatadog: boolean;
  /** The text points at another OAuth provider and nowhere at Datadog. */
  readonly foreign: boolean;
  /** It is a connection of another program, or to a server of another kind, that failed. */
  readonly foreignConnection: boolean;
  /** Computed from the raw text; holds no secret. */
  readonly pkce: PkceComparison;
  /** Likewise: keys and tokens, by place and shape. */
  readonly credentials: readonly Credential[];
  /** Masks the input's secrets in text made from it. */
  readonly redact: (text: string) => string;
}

/** Characters of the redacted input that are handed on. */
const REDACTED_LIMIT = 64 * 1024;

function distinct(entries: readonly ErrorEntry[]): ErrorEntry[] {
  const seen = new Map(
    entries.map((entry) => [`${entry.code ?? ''}\n${entry.text.toLowerCase()}`, entry]),
  );
  return [...seen.values()];
}

/**
 * Reads an input of any kind: plain text, a page, JSON, a URL, a log, a HAR, a curl line. Never
 * throws; long input is cut to what looks like an error, a HAR is read whole.
 * @param input Several texts are read as one case: two recordings of one flow.
 */
export function readInput(input: string | readonly string[]): Reading {
  const wholes = (typeof input === 'string' ? [input] : input).map(cleanText);
  const cuts = wholes.map(cutText);
  const text = cuts.join('\n');
  const raw = unwrap(text);
  const {
    exchanges,
    flows,
    forms,
    secrets: sealed,
  } = readExchanges(
    wholes.map((whole, index) => ({
      whole,
      views: wholes.length === 1 ? raw : unwrap(cuts[index] ?? ''),
    })),
  );
  const secrets = readSecrets([...new Set([...wholes, ...raw])], sealed);
  const plainMethod = raw.some((view) => /code_challenge_method["'\s:=]{1,8}plain\b/i.test(view));
  const views = [...new Set(raw.map((view) => plainSigns(secrets.redact(view))))].filter(
    (view) => view !== '',
  );
  const errors = distinct(views.flatMap(readErrorEntries));
  const hosts = [...new Map(views.flatMap(hostsIn).map((named) => [named.host, named])).values()];
  const named =
    hosts.length > 0 ||
    exchanges.some(({ target }) => target.place.kind !== 'outside') ||
    views.some((view) =>
      /datadog|\bddog\b|\bdd_(?:oid|org_name)\b|\bdd-(?:api|application)-key\b/i.test(view),
    ) ||
    errors.some((entry) => entry.envelope === 'datadog' && entry.code !== undefined);
  const namesDatadog = named && !namesDatadogInPassing(views);
  const redacted = secrets.redact(text);
  return {
    redacted:
      redacted.length > REDACTED_LIMIT
        ? `${redacted.slice(0, REDACTED_LIMIT)}\n[… cut …]`
        : redacted,
    views,
    errors,
    statuses: datadogStatuses(statusesIn(views), exchanges),
    hosts,
    namesDatadog,
    foreign: !namesDatadog && namesForeignProvider(views),
    foreignConnection: namesForeignConnection(views),
    pkce: comparePkce(secrets, plainMethod),
    credentials: credentialsIn(raw, namesDatadog),
    exchanges,
    flows,
    forms,
    redact: secrets.redact,
  };
}
