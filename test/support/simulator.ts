import { startCli, type RunningCli } from './cli.ts';

/** A `ddoauth simulate` that runs as a process of its own. */
export interface SimulatorProcess extends RunningCli {
  readonly origin: string;
  state(): Promise<SimulatorState>;
  control(path: string, body?: unknown): Promise<void>;
  stop(): Promise<void>;
}

/** The part of `GET /__simulator/state` that tests look at. */
export interface SimulatorState {
  readonly requests: readonly { method: string; host: string; path: string; status: number }[];
  readonly keys: readonly unknown[];
  readonly grants: readonly unknown[];
  /** `left`: how many requests a fault still meets, `null` for all. */
  readonly faults: readonly { readonly left: number | null }[];
}

/** Starts `ddoauth simulate` on a free port and waits until it listens. */
export async function startSimulatorProcess(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<SimulatorProcess> {
  const cli = startCli(['simulate', '--port', '0', ...args], { ...options, timeoutMs: 900_000 });
  const [, origin = ''] = await cli.waitFor(/sites: (http:\/\/127\.0\.0\.1:\d+)/);
  return {
    ...cli,
    origin,
    state: async () =>
      (await (await fetch(`${origin}/__simulator/state`)).json()) as SimulatorState,
    control: async (path, body) => {
      const answer = await fetch(`${origin}/__simulator/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
    },
    stop: async () => {
      cli.child.kill('SIGINT');
      await cli.ended;
    },
  };
}
