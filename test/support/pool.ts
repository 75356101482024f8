/** Things that are used by one at a time, made when they are first needed. */
export interface Pool<Item> {
  /** Waits for one that is free, and gives it back afterwards, whatever happens. */
  use<Value>(work: (item: Item) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

/** A pool of at most `size`. */
export function poolOf<Item>(
  size: number,
  open: () => Promise<Item>,
  close: (item: Item) => Promise<void>,
): Pool<Item> {
  const made: Promise<Item>[] = [];
  const free: Promise<Item>[] = [];
  const waiting: ((item: Promise<Item>) => void)[] = [];
  const take = (): Promise<Item> => {
    const item = free.pop();
    if (item !== undefined) return item;
    if (made.length < size) {
      const next = open();
      made.push(next);
      return next;
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  return {
    use: async (work) => {
      const item = await take();
      try {
        return await work(item);
      } finally {
        const next = waiting.shift();
        if (next) next(Promise.resolve(item));
        else free.push(Promise.resolve(item));
      }
    },
    close: async () => {
      await Promise.all(made.map(async (item) => close(await item)));
    },
  };
}
