import type { ScopeContext } from './scope-context.ts';

type Alive = boolean | 'unknown';

/**
 * Lets many ask whether the token lives at the price of few questions: what was once dead stays so,
 * and those who want an answer of now share the next one that begins after they asked.
 */
export function askTogether(ask: () => Promise<Alive>): ScopeContext['tokenAlive'] {
  let last: Promise<Alive> | undefined;
  let running: Promise<Alive> | undefined;
  let next: Promise<Alive> | undefined;
  const start = (): Promise<Alive> => {
    const asked = ask().finally(() => (running = undefined));
    running = asked;
    last = asked;
    return asked;
  };
  return async (fresh = false) => {
    if (last === undefined) return start();
    if (!fresh || (running === undefined && (await last) === false)) return last;
    if (running === undefined) return start();
    next ??= running.then((alive) => {
      next = undefined;
      return alive === false ? alive : start();
    });
    return next;
  };
}
