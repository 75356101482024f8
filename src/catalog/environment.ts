/** A variable that this program reads. */
export interface VariableRow {
  /** `<SITE>` stands for the key of a site in capitals: `US1_FED`. */
  readonly name: string;
  readonly about: string;
  /** Its value is never shown, stored only where a command says so. */
  readonly isSecret?: true;
}

/** Variables under one heading. */
export interface VariableGroup {
  readonly title: string;
  readonly rows: readonly VariableRow[];
}

/** Every variable that is read, for `help environment`; a test holds it against the sources. */
export const ENVIRONMENT: readonly VariableGroup[] = [
  {
    title: 'Client and site',
    rows: [
      { name: 'DDOAUTH_CONFIG', about: 'config to use, as --config' },
      { name: 'DDOAUTH_CLIENT_ID', about: 'client id, as --client-id' },
      {
        name: 'DDOAUTH_CLIENT_SECRET',
        about: 'client secret; comes before the store',
        isSecret: true,
      },
      { name: 'DD_SITE', about: 'site, as --site' },
      { name: 'DATADOG_SITE', about: 'the same, weaker than DD_SITE' },
    ],
  },
  {
    title: 'Tokens and keys',
    rows: [
      {
        name: 'DDOAUTH_REFRESH_TOKEN',
        about: "refresh token of the run's one site",
        isSecret: true,
      },
      {
        name: 'DDOAUTH_REFRESH_TOKEN_<SITE>',
        about: 'refresh token of one of several sites',
        isSecret: true,
      },
      {
        name: 'DD_API_KEY',
        about: 'API key, for keys whose and --read-back-with-app-key',
        isSecret: true,
      },
      {
        name: 'DD_APP_KEY',
        about: 'application key, for --read-back-with-app-key',
        isSecret: true,
      },
      {
        name: 'DDOAUTH_EMIT_API_KEY',
        about: 'API key of your own org, for --emit-to-datadog',
        isSecret: true,
      },
      { name: 'DDOAUTH_EMIT_SITE', about: 'site of that org' },
    ],
  },
  {
    title: 'Where things rest',
    rows: [
      {
        name: 'DDOAUTH_STORE',
        about: 'keychain, file or memory (default: keychain where it works, else file)',
      },
      { name: 'DDOAUTH_HOME', about: 'folder of the file store and the run journals' },
      { name: 'XDG_DATA_HOME', about: 'folder above it on Linux' },
      { name: 'LOCALAPPDATA', about: 'folder above it on Windows' },
    ],
  },
  {
    title: 'Network and browser',
    rows: [
      { name: 'HTTPS_PROXY', about: 'proxy for https; never used for loopback' },
      { name: 'HTTP_PROXY', about: 'proxy for http, and for https without HTTPS_PROXY' },
      { name: 'NO_PROXY', about: 'hosts to reach without proxy; all three in lower case too' },
      { name: 'NODE_EXTRA_CA_CERTS', about: 'CA to trust too, as --ca' },
      { name: 'NODE_USE_SYSTEM_CA', about: "1: trust the system's CAs (Node 22.15 and later)" },
      {
        name: 'NODE_OPTIONS',
        about: "Node's own; what it says of CAs counts, such as --use-system-ca",
      },
      {
        name: 'NODE_TLS_REJECT_UNAUTHORIZED',
        about: "Node's own; 0 is told of by diagnose, and not followed",
      },
      { name: 'BROWSER', about: 'browser to open; none opens none' },
      { name: 'DISPLAY', about: 'diagnose: whether there is a desktop (X)' },
      { name: 'WAYLAND_DISPLAY', about: 'the same (Wayland)' },
      { name: 'PATH', about: 'diagnose: where a browser is looked for' },
      { name: 'DDOAUTH_SIMULATOR', about: 'origin of a running simulator, as --simulator' },
    ],
  },
  {
    title: 'GitHub Actions',
    rows: [
      { name: 'GITHUB_ACTIONS', about: 'true: annotations, masks and summary, as --github' },
      { name: 'GITHUB_STEP_SUMMARY', about: 'file the summary is appended to' },
      { name: 'GITHUB_WORKSPACE', about: 'folder that files in annotations are named from' },
    ],
  },
  {
    title: 'Terminal',
    rows: [
      { name: 'CI', about: 'set: nothing is asked and nothing opened' },
      { name: 'NO_COLOR', about: 'set: no colours' },
      { name: 'TERM', about: 'dumb: neither colours nor links; linux: ASCII alone' },
      { name: 'TERM_PROGRAM', about: 'vscode: symbols on Windows' },
      { name: 'WT_SESSION', about: 'set by Windows Terminal: symbols' },
      { name: 'LC_ALL', about: 'whether the terminal shows more than ASCII' },
      { name: 'LC_CTYPE', about: 'the same, weaker' },
      { name: 'LANG', about: 'the same, weakest' },
      { name: 'DDOAUTH_DEBUG', about: 'set: a stack trace with unexpected errors' },
    ],
  },
];
