import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('lab-server.mjs', import.meta.url));

/** The one access token that the lab server gives and takes, and the one refresh token. */
export const LAB_TOKEN = 'access-token-of-the-lab';
export const LAB_REFRESH_TOKEN = 'refresh-token-of-the-lab';

/**
 * A small API server on loopback, in a process of its own, so that it does not share a thread with
 * what is measured.
 * @param {readonly string[]} scopes what its tokens are for
 * @returns {Promise<{ origin: string, begin: (answers?: Answers) => Promise<void>,
 *   seen: () => Promise<Seen>, stop: () => void }>} `begin` sets how it answers and counts from zero
 *
 * @typedef {{ latencyMs?: number, things?: number }} Answers
 *   How long each answer takes, and of how many things of 250 bytes it is a list; default 0 and 8.
 * @typedef {{ requests: number, mostAtOnce: number, firstAt: number, lastAt: number }} Seen
 *   Requests for data since `begin`, how many were under way at once, when the first one came and when
 *   the last one was answered, in milliseconds since 1970.
 */
export async function startLab(scopes) {
  const child = fork(SERVER, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
  const ask = (message) =>
    new Promise((resolve, reject) => {
      const ended = (code) => reject(new Error(`the lab server ended with ${String(code)}`));
      child.once('exit', ended);
      child.once('message', (answer) => {
        child.off('exit', ended);
        resolve(answer);
      });
      child.send(message);
    });
  const { origin } = await ask({ scopes, token: LAB_TOKEN, refreshToken: LAB_REFRESH_TOKEN });
  return {
    origin,
    begin: ({ latencyMs = 0, things = 8 } = {}) => ask({ latencyMs, things }),
    seen: () => ask({ seen: true }),
    stop: () => child.disconnect(),
  };
}
