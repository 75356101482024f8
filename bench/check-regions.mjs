// How much longer nine sites with all destinations take than the slowest host of one:
// `node bench/check-regions.mjs [rounds]`. Build first. Prints milliseconds above start-up, that is from
// the first connection to the end of the process, and their ratio.
//
// Every host is 100 ms away: a proxy on loopback answers CONNECT after a round trip and holds each
// packet back for half of one; behind it one TLS server is every host. Nothing leaves the machine.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { createSecureContext } from 'node:tls';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';

const ROUND_TRIP_MS = 100;
const TARGET = 1.3;
const CLIENT_ID = '00000000-0000-4000-8000-0000000b0001';
const rounds = Number(process.argv[2] ?? 5);
const program = fileURLToPath(new URL('../bin/ddoauth.js', import.meta.url));
const home = mkdtempSync(path.join(tmpdir(), 'ddoauth-bench-'));

const later = (ms, work) => void setTimeout(work, ms);
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The table of sites as the program itself lists it: which hosts there are, by site. */
function hostsBySite() {
  const { results } = JSON.parse(
    execFileSync(process.execPath, [program, 'sites', '--json'], { cwd: home, encoding: 'utf8' }),
  );
  const sites = new Map();
  for (const { subject } of results) {
    sites.set(subject.site, [...(sites.get(subject.site) ?? []), subject.host]);
  }
  return sites;
}

/** A CA, and for each zone of the hosts a certificate with a wildcard, as Datadog has them. */
async function certificatesFor(hosts) {
  const options = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' };
  const ca = await generate([{ name: 'commonName', value: 'bench CA' }], {
    ...options,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  const contexts = new Map();
  for (const host of hosts) {
    const zone = zoneOf(host);
    if (contexts.has(zone)) continue;
    const altNames = [zone, `*.${zone}`].map((value) => ({ type: 2, value }));
    const { cert, private: key } = await generate([{ name: 'commonName', value: zone }], {
      ...options,
      ca: { key: ca.private, cert: ca.cert },
      extensions: [{ name: 'subjectAltName', altNames }],
    });
    contexts.set(zone, createSecureContext({ cert, key }));
  }
  return { ca: ca.cert, contextOf: (host) => contexts.get(zoneOf(host)) };
}

/** What a host lies directly below; a name of two labels is a zone of its own. */
function zoneOf(host) {
  const labels = host.split('.');
  return labels.length < 3 ? host : labels.slice(1).join('.');
}

/** What a site answers: a token endpoint that knows the client, an API that knows the tokens. */
function answer(request, response) {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const { pathname } = new URL(request.url, 'https://any');
    const send = (status, body, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    if (pathname === '/oauth2/v1/authorize') return send(302, {}, { location: '/account/login' });
    if (pathname === '/oauth2/v1/token') {
      if (form.get('client_id') !== CLIENT_ID) return send(401, { error: 'invalid_client' });
      if (
        form.get('grant_type') !== 'refresh_token' ||
        !form.get('refresh_token').startsWith('r-')
      ) {
        return send(400, { error: 'invalid_grant' });
      }
      return send(200, {
        access_token: `a-${form.get('refresh_token')}`,
        refresh_token: form.get('refresh_token'),
        token_type: 'Bearer',
        expires_in: 3600,
      });
    }
    if (request.headers.authorization?.startsWith('Bearer a-r-')) return send(200, { data: [] });
    return send(403, { errors: ['API key required'] });
  });
}

/** The proxy in front of the hosts. `firstAt` is when the first CONNECT of a run came. */
function startNetwork({ contextOf }) {
  const server = createTlsServer(
    {
      SNICallback: (host, done) => done(null, contextOf(host)),
      ALPNProtocols: ['http/1.1'],
      keepAliveTimeout: 60_000,
    },
    answer,
  );
  const state = { firstAt: undefined, connections: 0 };
  const proxy = createServer();
  proxy.on('connect', (_request, socket) => {
    state.firstAt ??= performance.now();
    state.connections += 1;
    const upstream = connect(server.address().port, '127.0.0.1');
    socket.setNoDelay(true);
    upstream.setNoDelay(true);
    for (const [from, to] of [
      [socket, upstream],
      [upstream, socket],
    ]) {
      from.on('error', () => to.destroy());
      from.on('data', (chunk) => later(ROUND_TRIP_MS / 2, () => to.writable && to.write(chunk)));
      from.on('end', () => later(ROUND_TRIP_MS / 2, () => to.end()));
    }
    later(ROUND_TRIP_MS, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
  });
  const listen = (each) => new Promise((resolve) => each.listen(0, '127.0.0.1', resolve));
  return Promise.all([listen(server), listen(proxy)]).then(() => ({
    state,
    url: `http://127.0.0.1:${proxy.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
      proxy.closeAllConnections();
      proxy.close();
    },
  }));
}

/** Runs the program once; milliseconds from its first connection to its end, and how it went. */
function measure(network, env, args) {
  network.state.firstAt = undefined;
  network.state.connections = 0;
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [program, 'check-regions', '--json', '--ca', path.join(home, 'ca.pem'), ...args],
      {
        cwd: home,
        env: { ...env, HTTPS_PROXY: network.url },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let stdout = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.on('close', () => {
      const ms = performance.now() - (network.state.firstAt ?? Number.NaN);
      const report = JSON.parse(stdout);
      const bad = report.results.filter(
        ({ grade }) => grade === 'failed' || grade === 'inconclusive',
      );
      if (bad.length > 0) reject(new Error(`${bad[0].id}: ${bad[0].message}`));
      else resolve({ ms, cells: report.results.length, connections: network.state.connections });
    });
  });
}

const sites = hostsBySite();
const certificates = await certificatesFor([...sites.values()].flat());
writeFileSync(path.join(home, 'ca.pem'), certificates.ca);
const profile = {
  kind: 'published',
  clientId: CLIENT_ID,
  redirectUris: ['http://localhost:8085/callback'],
  scopes: ['api_keys_write'],
};
writeFileSync(
  path.join(home, 'ddoauth.config.json'),
  JSON.stringify({ profiles: { bench: profile } }),
);
const tokens = [...sites.keys()].map((key) => [
  `DDOAUTH_REFRESH_TOKEN_${key.toUpperCase().replaceAll('-', '_')}`,
  `r-${key}-0123456789`,
]);
const env = {
  PATH: process.env.PATH,
  HOME: home,
  DDOAUTH_HOME: home,
  DDOAUTH_STORE: 'memory',
  DDOAUTH_CLIENT_SECRET: 'bench-secret-0123456789',
  ...Object.fromEntries(tokens),
};
const network = await startNetwork(certificates);
const RUNS = {
  'one host, its own chain': ['--site', 'eu1', '--only', 'tls,token,client,grant,api,key'],
  'nine sites, used destinations': ['--site', 'all'],
  'nine sites, all destinations': ['--site', 'all', '--intake', 'all'],
};
try {
  const taken = Object.fromEntries(Object.keys(RUNS).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, args] of Object.entries(RUNS)) {
      taken[name].push(await measure(network, env, args));
    }
  }
  const [chain] = Object.values(taken).map((runs) => median(runs.map(({ ms }) => ms)));
  for (const [name, runs] of Object.entries(taken)) {
    const ms = median(runs.map((run) => run.ms));
    const { cells, connections } = runs[0];
    const ratio = `${(ms / chain).toFixed(2)} x`;
    if (ms / chain > TARGET) process.exitCode = 1;
    console.log(
      `${name.padEnd(30)} ${ms.toFixed(0).padStart(6)} ms ${ratio.padStart(8)}  ${cells} cells, ${connections} connections`,
    );
  }
  console.log(
    `target: at most ${TARGET} x, every host ${ROUND_TRIP_MS} ms away, ${rounds} rounds, medians`,
  );
} finally {
  network.close();
  rmSync(home, { recursive: true, force: true });
}
