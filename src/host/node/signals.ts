import type { Signals } from '../host.ts';

const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The process's interrupts. A second one while the first is still being handled ends it at once. */
export const nodeSignals: Signals = {
  onInterrupt: (listener) => {
    let seen = 0;
    const handle = (): void => {
      seen += 1;
      if (seen > 1) process.exit(130);
      listener();
    };
    for (const name of INTERRUPTS) process.on(name, handle);
    return () => {
      for (const name of INTERRUPTS) process.off(name, handle);
    };
  },
};
