import * as v from 'valibot';
import { SITES } from '../../catalog/sites.ts';

const siteKey = v.picklist(
  SITES.map((site) => site.key),
  `must be one of ${SITES.map((site) => site.key).join(', ')}`,
);
const text = v.pipe(v.string('must be a string'), v.nonEmpty('must not be empty'));
const texts = v.array(text, 'must be a list');
const seconds = v.pipe(v.number('must be a number'), v.minValue(1, 'must be at least 1'));
const flag = v.boolean('must be true or false');

const client = v.strictObject({
  clientId: text,
  kind: v.picklist(['test', 'published', 'public'], 'must be test, published or public'),
  name: text,
  /** When a confidential client has none, any secret that is not empty is taken for the right one. */
  clientSecret: v.exactOptional(text),
  redirectUris: texts,
  onboardingUrl: v.exactOptional(text),
  /** Registered scopes; all of them are granted when the request names none. */
  scopes: texts,
  /** `dd_oid` of the org a test client was made in; nobody else can authorize it. */
  orgId: v.exactOptional(text),
  /** Keys of the sites that know the client. Default: the org's site for a test client, else all. */
  sites: v.exactOptional(v.array(siteKey, 'must be a list')),
});

const org = v.strictObject({
  /** `dd_oid`. */
  id: text,
  name: text,
  site: siteKey,
  /** The customer's own subdomain, `acme` in `acme.datadoghq.com`. */
  subdomain: v.exactOptional(text),
  /** Products (words of the scope catalog) that the org has not enabled. */
  disabledProducts: v.optional(texts, []),
});

const user = v.strictObject({
  id: text,
  name: text,
  /** An email address. */
  handle: text,
  orgId: text,
  /** Permissions (named like scopes) that the user's role lacks; all others it has. */
  missingPermissions: v.optional(texts, []),
});

const printable = v.pipe(text, v.regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces'));

/** An API key that is there from the start, such as one a person made. */
const apiKey = v.strictObject({ value: printable, orgId: text });

/** An application key; with an API key of the same org it opens what its user may do. */
const applicationKey = v.strictObject({ value: printable, userId: text });

/** A key that an org has of a client from the start. Its value was shown once, to nobody we know. */
const existingKey = v.strictObject({ clientId: text, orgId: text });

const wholeFromOne = v.pipe(
  v.number('must be a number'),
  v.integer('must be a whole number'),
  v.minValue(1, 'must be at least 1'),
);

const rateLimit = v.strictObject({
  /** Default: every method. */
  method: v.exactOptional(v.pipe(text, v.toUpperCase())),
  /** What the path begins with, `/api/v2/spans`. Default: every path. */
  path: v.exactOptional(v.pipe(text, v.startsWith('/', 'must begin with /'))),
  /** Requests in one period, of one org. */
  limit: v.pipe(
    v.number('must be a number'),
    v.integer('must be a whole number'),
    v.minValue(0, 'must not be negative'),
  ),
  periodSeconds: wholeFromOne,
  /** As in `X-RateLimit-Name`. */
  name: v.pipe(text, v.regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces')),
});

const settings = v.strictObject({
  /** Catalog routes answer empty lists. */
  emptyData: v.optional(flag, false),
  /** Routes that refuse every token, as `GET /api/v1/monitor`. */
  routesWithoutOAuth: v.optional(
    v.array(
      v.pipe(text, v.regex(/^[A-Z]+ \/\S*$/, 'must look like "GET /api/v1/monitor"')),
      'must be a list',
    ),
    [],
  ),
  /** Scopes a site has not heard of yet, by site key: catalogues differ by site. */
  unknownScopes: v.optional(v.record(siteKey, texts), {}),
  /** The authorize page wants a login before it looks at scopes and the rest of the request. */
  loginFirst: v.optional(flag, false),
  rotateRefreshTokens: v.optional(flag, true),
  accessTokenLifetimeSeconds: v.optional(seconds, 3600),
  codeLifetimeSeconds: v.optional(seconds, 60),
  /** Milliseconds until data that was accepted can be read back. */
  ingestionDelayMs: v.optional(
    v.pipe(v.number('must be a number'), v.minValue(0, 'must not be negative')),
    300,
  ),
  /** Requests with a token that an org may send; the first row that fits a request counts it. */
  rateLimits: v.optional(v.array(rateLimit, 'must be a list'), []),
  /** Seconds that every site's clock is ahead of this machine's; negative: behind. */
  clockOffsetSeconds: v.optional(v.number('must be a number'), 0),
});

/** What `parseSeed` accepts; a key that is not here is an error. */
export const SEED_SCHEMA = v.strictObject({
  clients: v.array(client, 'must be a list'),
  orgs: v.array(org, 'must be a list'),
  users: v.array(user, 'must be a list'),
  apiKeys: v.optional(v.array(apiKey, 'must be a list'), []),
  applicationKeys: v.optional(v.array(applicationKey, 'must be a list'), []),
  keys: v.optional(v.array(existingKey, 'must be a list'), []),
  settings: v.optional(settings, {}),
});

/** An OAuth client as the Developer Platform has it. */
export type SeedClient = Readonly<v.InferOutput<typeof client>>;
/** A Datadog organisation. */
export type SeedOrg = Readonly<v.InferOutput<typeof org>>;
/** How many requests an org may send in a period. */
export type SeedRateLimit = Readonly<v.InferOutput<typeof rateLimit>>;
/** A user of one organisation. */
export type SeedUser = Readonly<v.InferOutput<typeof user>>;
/** Everything the simulator knows at its start. */
export type SimulatorSeed = Readonly<v.InferOutput<typeof SEED_SCHEMA>>;
