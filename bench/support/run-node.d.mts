export interface Measured {
  readonly ms: number;
  readonly startedAt: number;
  readonly peakKiB: number | undefined;
  readonly stdout: string;
}

export function runNode(
  args: readonly string[],
  options?: {
    readonly env?: Readonly<Record<string, string>>;
    readonly cwd?: string;
    readonly codes?: readonly number[];
    readonly memory?: boolean;
  },
): Promise<Measured>;
