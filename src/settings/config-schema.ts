import * as v from 'valibot';
import { STAGE_NAMES } from '../catalog/stages.ts';
import { PATTERNS } from './config-patterns.ts';
import { nearest } from '../sites/nearest.ts';
import { isObject } from './read-json-file.ts';

/** An object with these members and no others. Lists are objects to valibot, but not to us. */
function closed<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.pipe(
    object,
    v.strictObject(entries, ({ expected, input }) => {
      if (expected !== 'never') return 'missing key';
      const guess = nearest(String(input), Object.keys(entries));
      return `unknown key${guess === undefined ? '' : ` (did you mean ${guess}?)`}`;
    }),
  );
}

/** An object whose keys the user chooses. */
function named<
  const Key extends v.GenericSchema<string, string>,
  const Value extends v.GenericSchema,
>(key: Key, value: Value) {
  return v.pipe(object, v.record(key, value));
}

const object = v.custom<Readonly<Record<string, unknown>>>(isObject, 'must be an object');

const string = v.string('must be a string');

function matching(pattern: string, message: string) {
  return v.pipe(string, v.regex(new RegExp(pattern, 'u'), message));
}

function list<const Item extends v.GenericSchema>(item: Item) {
  return v.array(item, 'must be a list');
}

const text = v.pipe(string, v.minLength(1, 'must not be empty'));

const origin = matching(
  PATTERNS.origin,
  'must be an https origin such as https://api.lab.example.test (http on loopback only)',
);

/** @see design §4; redirect URIs are taken byte for byte, `lint` looks for traps in them */
const profile = v.pipe(
  closed({
    kind: v.exactOptional(
      v.picklist(['test', 'published', 'public'], 'must be test, published or public'),
    ),
    stage: v.exactOptional(v.picklist(STAGE_NAMES, 'must be unpublished, submitted or published')),
    clientId: v.exactOptional(
      matching(PATTERNS.clientId, 'must be a client id without spaces, as Datadog shows it'),
    ),
    name: v.exactOptional(text),
    redirectUris: v.exactOptional(list(text)),
    onboardingUrl: v.exactOptional(text),
    scopes: v.exactOptional(
      list(matching(PATTERNS.scope, 'must be the name of one scope, without spaces')),
    ),
    sites: v.exactOptional(list(text)),
    manifest: v.exactOptional(text),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed || dataset.value.manifest !== undefined) return;
    const input = dataset.value;
    for (const key of ['kind', 'clientId'] as const) {
      if (input[key] !== undefined) continue;
      const path = { type: 'object', origin: 'key', input, key, value: undefined } as const;
      const hint = key === 'kind' ? ' (test, published or public)' : ' (or name a "manifest")';
      addIssue({ message: `missing key${hint}`, path: [path] });
    }
  }),
);

const site = closed({
  domain: matching(
    PATTERNS.siteDomain,
    'must be a domain such as lab.example.test, without scheme and path (a port on loopback only)',
  ),
  app: origin,
  api: origin,
  intake: v.exactOptional(
    closed({
      logs: v.exactOptional(origin),
      events: v.exactOptional(origin),
      otlp: v.exactOptional(origin),
      spans: v.exactOptional(
        matching(PATTERNS.originOrPath, 'must be an https URL (http on loopback only)'),
      ),
    }),
  ),
});

const probe = closed({
  method: v.picklist(['GET', 'POST'], 'must be GET or POST'),
  path: matching(PATTERNS.probePath, 'must be a path such as /api/v2/some_thing, without query'),
  query: v.exactOptional(named(string, string)),
  body: v.exactOptional(object),
});

/** `ddoauth.config.json`. `schema/config.schema.json` says the same. */
export const configSchema = closed({
  $schema: v.exactOptional(string),
  defaultProfile: v.exactOptional(text),
  profiles: v.exactOptional(
    named(
      matching(PATTERNS.profileName, 'must be a profile name: printable, no space at either end'),
      profile,
    ),
  ),
  sites: v.exactOptional(
    named(
      matching(PATTERNS.siteKey, 'must be a site key: lower case letters, digits and -, up to 40'),
      site,
    ),
  ),
  probes: v.exactOptional(
    named(
      matching(PATTERNS.scope, 'must be the name of one scope, without spaces'),
      v.pipe(list(probe), v.minLength(1, 'must hold at least one probe')),
    ),
  ),
});

/** The config as written. */
export type Config = v.InferOutput<typeof configSchema>;

/** One entry of `profiles`. */
export type ConfigProfile = v.InferOutput<typeof profile>;

/** One entry of `sites`. */
export type ConfigSite = v.InferOutput<typeof site>;

/** One probe of `probes`. */
export type ConfigProbe = v.InferOutput<typeof probe>;
