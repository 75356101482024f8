import { readFileSync } from 'node:fs';
import { startSimulatorProcess, type SimulatorProcess } from './simulator.ts';

/** A `ddoauth simulate --proxy` that runs as a process of its own. */
export interface ProxiedSimulatorProcess extends SimulatorProcess {
  /** `http://127.0.0.1:PORT`. */
  readonly proxyUrl: string;
  readonly caFile: string;
  readonly caCertificate: string;
  readonly spkiHash: string;
  /** What its lines tell a shell to export. */
  readonly exports: Readonly<Record<string, string>>;
  /** Everything it printed until it listened. */
  readonly printed: string;
  connections(): Promise<readonly ProxyConnection[]>;
}

/** A row of `connections` in the state. */
export interface ProxyConnection {
  readonly target: string;
  readonly verdict: string;
  readonly why: string | null;
  readonly handshake: string | null;
  readonly requests: number;
}

/** Starts one on free ports and waits until it has said everything. */
export async function startProxiedSimulator(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<ProxiedSimulatorProcess> {
  const simulator = await startSimulatorProcess(['--proxy', '--proxy-port', '0', ...args], options);
  const [printed] = await simulator.waitFor(/^[\s\S]*Ctrl-C stops it/);
  const find = (pattern: RegExp): string => {
    const found = pattern.exec(printed)?.[1];
    if (found === undefined) throw new Error(`nothing like ${String(pattern)} in ${printed}`);
    return found;
  };
  const exported = [...printed.matchAll(/^ +export (\w+)=(\S+)$/gm)];
  const caFile = find(/gone with it: (.+)$/m);
  return {
    ...simulator,
    proxyUrl: find(/proxy (http:\/\/127\.0\.0\.1:\d+)/),
    caFile,
    caCertificate: readFileSync(caFile, 'utf8'),
    spkiHash: find(/spki-list=(\S+)/),
    exports: Object.fromEntries(exported.map(([, name = '', value = '']) => [name, value])),
    printed,
    connections: async () => {
      const answer = await fetch(`${simulator.origin}/__simulator/state`);
      const state = (await answer.json()) as { readonly connections: readonly ProxyConnection[] };
      return state.connections;
    },
  };
}
