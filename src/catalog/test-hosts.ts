/** Names below these lead to a machine of the developer's, for as long as a tunnel stands. */
export const TUNNELS: readonly string[] = [
  'bore.pub',
  'devtunnels.ms',
  'expose.dev',
  'lhr.life',
  'lhr.rocks',
  'lhrtunnel.link',
  'loca.lt',
  'localhost.run',
  'localtunnel.me',
  'localxpose.io',
  'loclx.io',
  'ngrok-free.app',
  'ngrok-free.dev',
  'ngrok.app',
  'ngrok.dev',
  'ngrok.io',
  'ngrok.pizza',
  'pagekite.me',
  'pinggy.io',
  'pinggy.link',
  'playit.gg',
  'serveo.net',
  'telebit.io',
  'trycloudflare.com',
  'ts.net',
  'tunnelmole.net',
  'zrok.io',
];

/** Names below these answer with a local address. */
export const LOCAL_NAMES: readonly string[] = [
  'localtest.me',
  'lvh.me',
  'nip.io',
  'sslip.io',
  'vcap.me',
  'xip.io',
];

/** Workspaces in which a developer's unfinished program runs. */
export const WORKSPACES: readonly string[] = [
  'app.github.dev',
  'csb.app',
  'githubpreview.dev',
  'preview.app.github.dev',
  'repl.co',
  'replit.dev',
  'webcontainer.io',
];

/** Pages that show or record what is sent to them: a code that lands there is somebody else's. */
export const DEBUG_PAGES: readonly string[] = [
  'beeceptor.com',
  'hookbin.com',
  'httpbin.org',
  'oauth.pstmn.io',
  'oauth.tools',
  'oauthdebugger.com',
  'oidcdebugger.com',
  'pipedream.net',
  'requestbin.com',
  'webhook.site',
];

/** Ends of names that no public name server knows. @see RFC 6761, RFC 6762, RFC 8375 */
export const LOCAL_ENDS: readonly string[] = [
  'corp',
  'docker',
  'home',
  'home.arpa',
  'internal',
  'intranet',
  'invalid',
  'lan',
  'local',
  'localdomain',
  'localhost',
  'private',
  'test',
];

/** Names that documents use and nobody owns. @see RFC 2606 */
export const EXAMPLE_ENDS: readonly string[] = [
  'example',
  'example.com',
  'example.net',
  'example.org',
];

/** Ends under which each customer of a hosting service has a name of its own. */
export const HOSTING: readonly string[] = [
  'amplifyapp.com',
  'appspot.com',
  'azurestaticapps.net',
  'azurewebsites.net',
  'cloudfunctions.net',
  'cloudfront.net',
  'deno.dev',
  'firebaseapp.com',
  'fly.dev',
  'github.io',
  'gitlab.io',
  'glitch.me',
  'herokuapp.com',
  'netlify.app',
  'now.sh',
  'onporter.run',
  'onrender.com',
  'pages.dev',
  'railway.app',
  'run.app',
  'up.railway.app',
  'vercel.app',
  'web.app',
  'workers.dev',
];

/** What hosting services put into the name of a preview of one branch or change. */
export const PREVIEWS: readonly RegExp[] = [
  /^[0-9]+-[a-z0-9-]+\.[a-z0-9-]+\.gitpod\.io$/,
  /^deploy-preview-[0-9]+--[a-z0-9-]+\.netlify\.app$/,
  /^[a-z0-9-]+--[a-z0-9-]+\.(?:netlify\.app|web\.app)$/,
  /^[a-z0-9-]+-git-[a-z0-9-]+\.vercel\.app$/,
  /^[a-z0-9-]+-(?=[a-z0-9]*[0-9])[a-z0-9]{9}-[a-z0-9-]+\.vercel\.app$/,
  /^[0-9a-f]{8}\.[a-z0-9-]+\.pages\.dev$/,
  /^[a-z0-9-]+-pr-[0-9]+\.(?:herokuapp\.com|onrender\.com|up\.railway\.app)$/,
];

/** Labels before the country in names such as `acme.co.uk`. */
export const SECOND_LEVELS: readonly string[] = [
  'ac',
  'co',
  'com',
  'edu',
  'gob',
  'gov',
  'ltd',
  'ne',
  'net',
  'or',
  'org',
  'plc',
];

/** Words that hardly anything but a place for tests has in its name. */
export const STRONG_WORDS: readonly string[] = [
  'nonprod',
  'preprod',
  'qa',
  'staging',
  'stg',
  'test',
  'testing',
  'tst',
  'uat',
];

/** Words that places for tests have in their names, and products, too. */
export const WEAK_WORDS: readonly string[] = [
  'dev',
  'devel',
  'develop',
  'development',
  'e2e',
  'local',
  'prev',
  'preview',
  'sandbox',
  'sbx',
  'stag',
  'stage',
];

/** Words for places that are for tests of the customers as well. */
export const SHARED_WORDS: readonly string[] = ['sandbox', 'sbx'];

/** What follows such a word in the name of a product: `dev-portal`, `test-drive`. */
export const PRODUCT_WORDS: readonly string[] = [
  'automation',
  'box',
  'cases',
  'center',
  'centre',
  'cloud',
  'community',
  'docs',
  'drive',
  'experience',
  'flow',
  'guide',
  'hub',
  'insights',
  'kit',
  'lab',
  'labs',
  'management',
  'manager',
  'ops',
  'platform',
  'portal',
  'rail',
  'rel',
  'results',
  'runner',
  'secops',
  'store',
  'studio',
  'suite',
  'tools',
  'zone',
];

/** What stands before such a word in the name of a product: `load-test`, `ab-testing`. */
export const TESTED_THINGS: readonly string[] = [
  'ab',
  'accessibility',
  'load',
  'mobile',
  'pen',
  'penetration',
  'performance',
  'security',
  'speed',
  'stress',
  'unit',
  'visual',
];

/** Hosts that have such a word in their name and are what everybody uses. */
export const NO_TEST_HOSTS: readonly string[] = ['dev.azure.com', 'dev.mysql.com'];
