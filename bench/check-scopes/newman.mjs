import { execFile } from 'node:child_process';
import { realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { LAB_TOKEN } from '../support/lab.mjs';
import { runNode } from '../support/run-node.mjs';

const PACKAGE = 'newman@6';

/**
 * Newman with a collection of GET requests, ready to run; fetched by npx when it is not in npm's
 * cache, for it is no dependency of this project. It is then run by Node directly: what npx itself
 * takes is not its fault.
 * @returns {Promise<(() => ReturnType<typeof runNode>) | undefined>} `undefined`, with a line that says
 *   what is missing, when it cannot be had
 */
export async function openNewman({ folder, options }, urls) {
  const program = await locate();
  if (program === undefined) return undefined;
  const file = path.join(folder, 'bench.postman_collection.json');
  await writeFile(file, JSON.stringify(collection(urls)));
  return () => runNode([program, 'run', file], options);
}

async function locate() {
  try {
    const asked = ['--yes', '--package', PACKAGE, '--call', 'command -v newman'];
    const { stdout } = await promisify(execFile)('npx', asked);
    return await realpath(stdout.trim());
  } catch (error) {
    const [why] = String(error.stderr || error.message).split('\n');
    console.log(`Newman is left out: npx could not get ${PACKAGE} (${why}).`);
    return undefined;
  }
}

/** @see https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html */
function collection(urls) {
  return {
    info: {
      name: 'bench',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: LAB_TOKEN, type: 'string' }] },
    item: urls.map((url) => ({
      name: url,
      request: { method: 'GET', url, header: [{ key: 'accept', value: 'application/json' }] },
    })),
  };
}
