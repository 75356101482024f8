import type { Browser } from '../host.ts';

/** How long a browser launcher may take to say that it failed, in milliseconds. */
const LAUNCH_MS = 1_500;

/** The user's browser through `open`, which is loaded when needed. Honours `BROWSER=none`. */
export function nodeBrowser(env: Readonly<Record<string, string | undefined>>): Browser {
  return {
    open: async (url, name = env['BROWSER']) => {
      if (name === 'none') throw new Error('BROWSER is "none"');
      const { default: open } = await import('open');
      const child = await open(url, name === undefined || name === '' ? {} : { app: { name } });
      await new Promise<void>((resolve, reject) => {
        const settled = setTimeout(resolve, LAUNCH_MS);
        settled.unref();
        child.once('error', (error) => {
          clearTimeout(settled);
          reject(error);
        });
        child.once('exit', (code) => {
          clearTimeout(settled);
          if (code === 0 || code === null) resolve();
          else reject(new Error(`the launcher ended with code ${String(code)}`));
        });
      });
    },
  };
}
