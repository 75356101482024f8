/** Lets at most so many pieces of work run at once; the others wait in the order in which they came. */
export type RequestGate = <T>(work: () => Promise<T>) => Promise<T>;

/** Makes a gate. */
export function requestGate(limit: number): RequestGate {
  let running = 0;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => queue.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place goes to the next in the queue, or is free again.
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
