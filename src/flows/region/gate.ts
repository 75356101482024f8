/** Lets work begin, at most so many pieces at once, in the order in which they came. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** Makes a gate. @param limit `Infinity` lets everything through */
export function createGate(limit: number): Gate {
  let inside = 0;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) inside -= 1;
    else next();
  };
  return async (work) => {
    if (inside < limit) inside += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
