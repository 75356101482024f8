import { readFile } from 'node:fs/promises';

const AT_THE_TOP = "const childProcess = require('node:child_process');\n";
const USE = 'childProcess.spawn(';
const WHEN_USED = "require('node:child_process').spawn(";

/**
 * Lets commander load `node:child_process`, and with it the network modules, when it starts a
 * subcommand that is a program of its own. There is none here, and loading it takes a tenth of a
 * start that only prints help.
 */
export const lazyChildProcess = {
  name: 'lazy-child-process',
  setup(build) {
    build.onLoad({ filter: /[\\/]commander[\\/]lib[\\/]command\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (text.includes(AT_THE_TOP) && text.includes(USE)) {
        return { contents: text.replace(AT_THE_TOP, '').replaceAll(USE, WHEN_USED) };
      }
      return { errors: [{ text: 'commander no longer loads node:child_process as expected' }] };
    });
  },
};
