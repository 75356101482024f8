import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PROGRAM } from './cli.ts';

/** How a script of a job ended. */
export interface ScriptEnd {
  readonly code: number | null;
  /** Standard output and error, as a log has them. */
  readonly log: string;
}

/** A machine on which a job runs: a workspace, a home, and the tools of the platform. */
export interface CiMachine {
  readonly workspace: string;
  readonly home: string;
  /** For a runner's own files; outside the workspace. */
  readonly temp: string;
  /** Runs a script as a platform does. */
  bash(
    script: string,
    env: Readonly<Record<string, string>>,
    flags?: readonly string[],
  ): Promise<ScriptEnd>;
  /** What was stored through `gh secret set` or GitLab's API, by name. */
  stored(): Readonly<Record<string, string>>;
  /** Lets storing fail from now on, or work again. */
  refuseStoring(refuse: boolean): void;
  remove(): void;
}

const NPX = `#!/bin/sh
[ "$1" = --yes ] && shift
case "$1" in ddoauth|ddoauth@*) ;; *) echo "npx: no $1 here" >&2; exit 127;; esac
shift
exec "$CI_NODE" "$CI_PROGRAM" "$@"
`;

/** Takes nothing but what the job may use, and says what a real one would be given. */
const GH = `#!/bin/sh
[ -f "$CI_STORED.refuse" ] && { echo "HTTP 403: Resource not accessible" >&2; exit 1; }
[ -n "$GH_TOKEN" ] && [ "$1 $2" = "secret set" ] || { echo "gh: bad call: $*" >&2; exit 1; }
printf '%s\\t%s\\n' "$3" "$(cat)" >> "$CI_STORED"
`;

/** Answers with the value, as GitLab does. */
const CURL = `#!/bin/sh
[ -f "$CI_STORED.refuse" ] && { echo "curl: (22) The requested URL returned error: 403" >&2; exit 22; }
grep -q '^header = "PRIVATE-TOKEN: .\\{5,\\}"$' || { echo "curl: no token" >&2; exit 22; }
out=/dev/stdout
while [ $# -gt 0 ]; do
  case "$1" in
    --output) out="$2"; shift;;
    --form) case "$2" in 'value=<'*) value="$(cat "\${2#value=<}")";; esac; shift;;
    */variables/*) name="\${1##*/}";;
  esac
  shift
done
printf '%s\\t%s\\n' "$name" "$value" >> "$CI_STORED"
printf '{"key":"%s","value":"%s"}' "$name" "$value" > "$out"
`;

/** A fresh machine with a repository checked out. Its `npm` installs nothing: the program is there. */
export function ciMachine(
  files: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>>,
): CiMachine {
  const root = mkdtempSync(join(tmpdir(), 'ddoauth-ci-'));
  const [workspace, home, temp, tools] = ['workspace', 'home', 'temp', 'tools'].map((name) => {
    mkdirSync(join(root, name));
    return join(root, name);
  }) as [string, string, string, string];
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace, name), text);
  const scripts = { npx: NPX, gh: GH, curl: CURL, npm: '#!/bin/sh\nexit 0\n' };
  for (const [name, text] of Object.entries(scripts)) {
    writeFileSync(join(tools, name), text);
    chmodSync(join(tools, name), 0o755);
  }
  const stored = join(root, 'stored');
  writeFileSync(stored, '');
  const base = {
    PATH: `${tools}:${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    HOME: home,
    LANG: 'C.UTF-8',
    CI_NODE: process.execPath,
    CI_PROGRAM: PROGRAM,
    CI_STORED: stored,
    ...environment,
  };
  return {
    workspace,
    home,
    temp,
    bash: (script, env, flags = ['-e']) => {
      const file = join(root, 'script.sh');
      writeFileSync(file, script);
      return ended(['--noprofile', '--norc', ...flags, file], workspace, { ...base, ...env });
    },
    stored: () =>
      Object.fromEntries(
        readFileSync(stored, 'utf8')
          .split('\n')
          .filter(Boolean)
          .map((line) => line.split('\t') as [string, string]),
      ),
    refuseStoring: (refuse) => {
      if (refuse) writeFileSync(`${stored}.refuse`, '');
      else rmSync(`${stored}.refuse`, { force: true });
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function ended(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<ScriptEnd> {
  const child = spawn('bash', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, log }));
  });
}
