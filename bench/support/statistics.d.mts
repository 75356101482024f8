export function median(numbers: readonly number[]): number;

export function spread(numbers: readonly number[]): {
  readonly min: number;
  readonly median: number;
  readonly max: number;
};

export function ratio(numbers: readonly number[], others: readonly number[]): number;
