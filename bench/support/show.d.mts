export interface Series {
  readonly what: string;
  readonly numbers: readonly number[];
  readonly unit: string;
  readonly digits?: number;
}

export interface Target {
  readonly what: string;
  readonly measured: number;
  readonly bound?: number;
  readonly atLeast?: boolean;
}

export function printSeries(title: string, series: readonly Series[]): void;

export function isMet(target: Target): boolean;

export function printTargets(targets: readonly Target[]): void;
