// Makes docs/report.png: the HTML report of a real checklist against the simulator, as a browser shows it.
// `npm run docs:picture`, after `npm run build`. Needs a Chromium.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { startBrowser } from './report-picture/browser.mjs';
import { smallerPng } from './report-picture/smaller-png.mjs';

/** Width of the picture in pixels; it ends below the matrices. */
const WIDTH = 1240;
const SITES = 'us1,eu1,ap2';
const SCOPES = [
  'api_keys_write',
  'dashboards_read',
  'events_read',
  'incident_read',
  'logs_read_data',
  'metrics_read',
  'monitors_read',
  'timeseries_query',
];
/** What goes wrong in the picture, and how far away sites are. */
const FAULTS = [
  { host: 'otlp.us5.datadoghq.com', kind: 'black-hole' },
  { host: 'api.datadoghq.eu', path: '/api/v2/incidents*', kind: 'status', status: 503 },
  {
    host: 'api.ap2.datadoghq.com',
    path: '/api/v*/monitor*',
    kind: 'status',
    status: 403,
    body: { errors: ['Forbidden'] },
  },
  { host: '*uk1*', kind: 'latency', ms: 110 },
  { host: '*.datadoghq.eu', kind: 'latency', ms: 70 },
  { host: '*ap2*', kind: 'latency', ms: 240 },
  { host: '*ap1*', kind: 'latency', ms: 210 },
  { host: '*us3*', kind: 'latency', ms: 35 },
];

const root = fileURLToPath(new URL('..', import.meta.url));
const program = path.join(root, 'bin/ddoauth.js');
const target = path.join(root, 'docs/report.png');
const folder = await mkdtemp(path.join(os.tmpdir(), 'ddoauth-picture-'));
const env = { PATH: process.env.PATH, HOME: folder, DDOAUTH_HOME: folder, DDOAUTH_STORE: 'file' };
try {
  await writeConfig();
  const page = path.join(folder, 'report.html');
  await withSimulator(async (origin) => {
    await makeReport(origin, page);
  });
  await takePicture(page);
  const { size } = await stat(target);
  console.log(`docs/report.png: ${Math.round(size / 1000)} kB`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function writeConfig() {
  const client = {
    kind: 'published',
    clientId: '7d3bd1d4-5b1c-4c6a-9f57-9d4f3ab0c0de',
    redirectUris: [`http://localhost:${await freePort()}/callback`],
    scopes: SCOPES,
  };
  const config = { defaultProfile: 'published', profiles: { published: client } };
  await writeFile(path.join(folder, 'ddoauth.config.json'), JSON.stringify(config));
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function withSimulator(work) {
  const child = spawn(process.execPath, [program, 'simulate', '--port', '0'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    let said = '';
    for await (const chunk of child.stdout) {
      said += chunk;
      const [, origin] = /sites: (http:\S+)/.exec(said) ?? [];
      if (origin === undefined) continue;
      await work(origin);
      break;
    }
  } finally {
    child.kill('SIGINT');
  }
}

/** The run fails on purpose, so its exit code says nothing about this script. */
async function makeReport(origin, page) {
  const answer = await fetch(`${origin}/__simulator/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(FAULTS),
  });
  if (!answer.ok) throw new Error(`faults: ${await answer.text()}`);
  const args = ['checklist', '--simulator', origin, '--consent', 'authorize', '--yes'];
  const run = promisify(execFile)(
    process.execPath,
    [program, ...args, '--site', SITES, '--html', page],
    { cwd: folder, env, maxBuffer: 1e8 },
  );
  const { code } = await run.then(
    () => ({ code: 0 }),
    (error) => error,
  );
  console.log(`checklist ended with exit code ${code}`);
}

async function takePicture(page) {
  const browser = await startBrowser();
  try {
    const viewport = { width: WIDTH, height: 1000 };
    const tab = await browser.newPage({ viewport, colorScheme: 'light' });
    await tab.goto(pathToFileURL(page).href);
    const matrices = await tab.locator('section:has(> #matrices)').boundingBox();
    const height = Math.round(matrices.y + matrices.height + 16);
    const clip = { x: 0, y: 0, width: WIDTH, height };
    await writeFile(target, smallerPng(await tab.screenshot({ fullPage: true, clip })));
  } finally {
    await browser.close();
  }
}
