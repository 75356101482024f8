import { spawn } from 'node:child_process';
import { PROGRAM } from './run-node.mjs';

/** How long the simulator may take to say where it is, in milliseconds. */
const START_MS = 20_000;

/** Starts `ddoauth simulate` for the profile of a workspace, as a process of its own. */
export async function startSimulator({ cwd, env }) {
  const child = spawn(process.execPath, [PROGRAM, 'simulate', '--port', '0'], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => (said += chunk));
  const origin = await new Promise((resolve, reject) => {
    let text = '';
    const give = setTimeout(
      () => reject(new Error(`the simulator did not start: ${said}`)),
      START_MS,
    );
    child.once('close', (code) => reject(new Error(`the simulator ended with ${code}: ${said}`)));
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
      if (found === undefined) return;
      clearTimeout(give);
      resolve(found);
    });
  });
  return {
    origin,
    stop: () => child.kill('SIGTERM'),
  };
}
