export function runRounds<T>(
  cases: Readonly<Record<string, () => Promise<T>>>,
  counts: { readonly rounds: number; readonly warmUp: number },
): Promise<Record<string, T[]>>;

export function roundsWanted(usual: number): number;
