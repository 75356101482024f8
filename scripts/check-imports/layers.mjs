/** Layers that everything from the base row up may import. */
const GROUND = ['model', 'catalog', 'errors', 'redact', 'html', 'host', 'sites'];

/** Layers that stand side by side on the ground and never import each other. */
const BASE = [
  'oauth',
  'callback',
  'storage',
  'simulator',
  'diagnosis',
  'report',
  'settings',
  'transport',
];

const SENDING = [...GROUND, 'oauth', 'datadog'];
const FLOWS = [
  ...GROUND,
  ...BASE.filter((layer) => layer !== 'report'),
  'lint',
  'datadog',
  'checks',
];

/**
 * What each layer may import, besides itself. A folder of src/ that has no row here is an error.
 * `host` is src/host/host.ts; `errors`, `redact`, `secret-spellings` and `html` are single files.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const MAY_IMPORT = {
  model: [],
  host: [],
  html: [],
  catalog: ['model'],
  errors: ['model', 'catalog'],
  redact: ['model', 'catalog', 'secret-spellings'],
  'secret-spellings': [],
  sites: ['model', 'catalog', 'errors'],
  ...Object.fromEntries(BASE.map((layer) => [layer, GROUND])),
  'host/node': GROUND,
  lint: [...GROUND, 'settings'],
  datadog: [...GROUND, 'oauth'],
  checks: SENDING,
  flows: FLOWS,
  cli: [...FLOWS, 'report', 'flows'],
};

/**
 * Rooms within a layer, its folders and the files at its top, in rows: each may import those of the
 * rows above it, and itself. What is not named here stands above all rows, where only its like may
 * import it.
 * @type {Readonly<Record<string, readonly (readonly string[])[]>>}
 */
export const ROOMS = {
  simulator: [
    ['http'],
    ['faults'],
    ['world'],
    ['access'],
    ['oauth', 'intake', 'control', 'proxy', 'browser'],
    ['read-back'],
    ['api'],
  ],
  diagnosis: [
    ['text', 'words'],
    ['exchange'],
    ['read-input'],
    ['define-rule'],
    ['facts', 'answers', 'causes', 'next-command', 'recognise', 'describe-rule'],
    ['requests'],
    ['rules'],
  ],
  cli: [
    ['cli', 'tool-version', 'options', 'completion'],
    ['output', 'help'],
    ['github'],
    ['run', 'saved'],
    ['commands'],
  ],
};

/** Layers of plain data: not even Node's own modules. */
export const PLAIN_DATA = ['model', 'host', 'catalog'];

const IN_BASE = { layers: [...BASE, 'host/node'], single: false };
const ONE_FILE = { layers: ['host/node'], single: true };

/**
 * By which layers each package comes in, and whether by a single file. The simulator must not share
 * the library with which the client side speaks OAuth: one bug on both sides would cancel out.
 * @type {Readonly<Record<string, { layers: readonly string[], file?: string, single: boolean }>>}
 */
export const DOORS = {
  commander: { layers: ['cli'], single: false },
  chalk: { layers: ['report'], file: 'src/report/style.ts', single: true },
  '@inquirer/prompts': ONE_FILE,
  open: ONE_FILE,
  undici: ONE_FILE,
  keytar: ONE_FILE,
  valibot: { ...IN_BASE, layers: [...IN_BASE.layers, 'datadog'] },
  oauth4webapi: { ...IN_BASE, layers: IN_BASE.layers.filter((layer) => layer !== 'simulator') },
  'jsonc-parser': { layers: ['lint'], single: true },
  selfsigned: IN_BASE,
  '@peculiar/x509': { layers: ['simulator'], single: true },
};

/** What bin/ may load: the built program and the built host. */
export const BIN_MAY_IMPORT = ['dist/main.js', 'dist/host.js'];

/** The only places where `process` may stand. */
export const MAY_TOUCH_PROCESS = /^(?:src\/host\/node|bin)\//;

/** Most lines of a file in src/ that is neither a table of the catalog nor generated. */
export const MOST_LINES = 250;

/** The layer of a file, from its path below the root with forward slashes; `undefined` outside. */
export function layerOf(file) {
  if (file.startsWith('src/host/node/')) return 'host/node';
  const match = /^src\/([^/]+)(?:\/|\.ts$)/.exec(file);
  return match?.[1];
}

/** The room of a file within its layer: a folder, or the name of a file at the top without its end. */
export function roomOf(file) {
  return /^src\/[^/]+\/([^/]+?)(?:\/|\.ts$)/.exec(file)?.[1];
}
