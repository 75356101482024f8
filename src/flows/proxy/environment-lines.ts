/** What programs have to be told of a proxy. */
export interface ProxyFacts {
  readonly url: string;
  /** Path of the CA's certificate. */
  readonly caFile: string;
  /** SHA-256 of the CA's public key in base64. */
  readonly spkiHash: string;
  /** `linux`, `darwin`, `win32`, … */
  readonly os: string;
}

/** Never asked of the proxy: callbacks of apps on this machine. */
const DIRECT = 'localhost,127.0.0.1,::1';

/** Variables by who reads them; the shell they are set in sees no other certificates. */
function variables({ url, caFile }: ProxyFacts): readonly (readonly [string, string])[] {
  return [
    // A lower-case name that is already set would win in many programs.
    ['HTTPS_PROXY', url],
    ['https_proxy', url],
    ['NO_PROXY', DIRECT],
    ['no_proxy', DIRECT],
    ['NODE_EXTRA_CA_CERTS', caFile],
    ['NODE_USE_ENV_PROXY', '1'],
    ['SSL_CERT_FILE', caFile],
    ['REQUESTS_CA_BUNDLE', caFile],
    ['CURL_CA_BUNDLE', caFile],
  ];
}

/** Lines to paste into a terminal before an app is started in it, and two commands to try. */
export function environmentLines(facts: ProxyFacts): readonly string[] {
  const { url, caFile, spkiHash, os } = facts;
  const windows = os === 'win32';
  const quote = windows ? quotePowerShell : quoteShell;
  const profile = windows ? '$env:TEMP\\ddoauth-chromium' : '"$(mktemp -d)"';
  return [
    'Paste this where your app is started; most programs there will trust this CA alone:',
    ...variables(facts).map(([name, value]) =>
      windows ? `  $env:${name} = ${quote(value)}` : `  export ${name}=${quote(value)}`,
    ),
    'Or for one command:',
    `  curl --proxy ${url} --cacert ${quote(caFile)} https://api.datadoghq.eu/api/v1/validate`,
    `  chromium --proxy-server=${url} --ignore-certificate-errors-spki-list=${spkiHash} --user-data-dir=${profile} https://app.datadoghq.eu/`,
  ];
}

function quoteShell(text: string): string {
  return /^[\w@%+=:,./[\]-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function quotePowerShell(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
