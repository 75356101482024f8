import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createNetServer, type AddressInfo, type Socket } from 'node:net';
import { writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createSecureContext, TLSSocket, type TLSSocketOptions } from 'node:tls';
import type { Report } from '../../src/model/report.ts';
import { cliEnvironment, runCli, type CliEnd } from './cli.ts';
import { CLIENT_ID } from './config.ts';
import { oddCertificate, type Signed } from './odd-certificates.ts';
import { parseReport } from './schema.ts';
import { secretsFile } from './stored-grants.ts';

export const ODD_SECRET = 'secret-of-the-odd-client';

/** Which of a site's hosts is asked. */
export type Part = 'app' | 'api' | 'logs';
const PARTS = ['app', 'api', 'logs'] as const satisfies readonly Part[];

/** A request, with its body read. */
export interface Asked {
  readonly part: Part;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: URLSearchParams;
  readonly text: string;
}

/** Authorities that certificates come from. */
export interface Authorities {
  readonly trusted: Signed;
  readonly unknown: Signed;
}

/** A site, and how it differs from a sound one. */
export interface OddSite {
  /** Key of the site: `tls-old`. */
  readonly key: string;
  readonly about: string;
  /** Only this host is odd. Default: the API. */
  readonly part?: Part | 'all';
  /** Answers the CONNECT in the proxy's place. */
  readonly connect?: (socket: Socket, host: string) => void;
  /** Opens the tunnel in its own words, in place of a plain 200. */
  readonly greeting?: (socket: Socket) => Promise<void> | void;
  /** Has the tunnel, in the place of a TLS server. */
  readonly tunnel?: (socket: Socket) => void;
  readonly tls?: (host: string, authorities: Authorities) => Promise<TLSSocketOptions>;
  /** Has the secured connection, in the place of an HTTP server. */
  readonly secured?: (socket: TLSSocket) => void;
  /** Answers, or returns `false` to leave it to a sound server. */
  readonly http?: (asked: Asked, response: ServerResponse) => unknown;
  /** By column: what is found, as `grade code`. */
  readonly expect: Readonly<Record<string, string | RegExp>>;
}

/** What a host was sent. */
export interface Seen {
  readonly host: string;
  readonly text: string;
}

/** A proxy behind which each of many sites is odd in its own way. */
export interface OddWorld {
  readonly proxyUrl: string;
  readonly caFile: string;
  readonly seen: Seen[];
  run(
    sites: readonly OddSite[],
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<{ end: CliEnd; report: Report; ms: number }>;
  close(): void;
}

export const tokenOf = (key: string): string => `access-token-of-${key}`;

/** A sound answer of Datadog. */
export function soundAnswer(asked: Asked, key: string, response: ServerResponse): void {
  const { part, path, body, headers } = asked;
  const json = (status: number, value: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  if (part === 'app') {
    response.writeHead(302, { location: '/account/login?next=%2Foauth2%2Fv1%2Fauthorize' }).end();
  } else if (part === 'logs') {
    json(401, { errors: [{ status: '401', title: 'Unauthorized' }] });
  } else if (path === '/oauth2/v1/token') {
    if (body.get('client_id') !== CLIENT_ID) {
      json(400, { errors: ['invalid_request - Invalid client_id parameter value.'] });
    } else if (body.get('client_secret') !== ODD_SECRET) json(401, { errors: ['invalid_client'] });
    else if (body.get('grant_type') === 'refresh_token') {
      json(200, {
        access_token: tokenOf(key),
        token_type: 'Bearer',
        expires_in: 3600,
        scope: 'monitors_read api_keys_write',
      });
    } else {
      json(400, {
        errors: ['invalid_grant - Invalid authorization code or code verifier.'],
      });
    }
  } else if (path === '/api/v1/validate') {
    json(403, { errors: ['Forbidden'] });
  } else if (headers.authorization === `Bearer ${tokenOf(key)}`) json(200, { data: [] });
  else if (asked.method === 'POST') json(403, { errors: ['Forbidden'] });
  else json(401, { errors: ['Unauthorized'] });
}

/** Starts one, and a home with a client, all its sites and a grant of each. */
export async function openOddWorld(home: string, sites: readonly OddSite[]): Promise<OddWorld> {
  const authorities = {
    trusted: await oddCertificate({ commonName: 'Lab CA', organization: 'Lab', ca: true }),
    unknown: await oddCertificate({ commonName: 'Corp Root CA', organization: 'Corp', ca: true }),
  };
  const caFile = join(home, 'lab-ca.pem');
  writeFileSync(caFile, authorities.trusted.certificate);
  writePlace(home, sites);
  const identities = await makeIdentities(sites, authorities);
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const bySite = new Map(sites.map((site) => [site.key, site]));
  const whose = new WeakMap<object, { site: OddSite; part: Part; host: string }>();
  const http = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    const place = whose.get(request.socket);
    if (place === undefined) return;
    void readAsked(request, place.part, place.host, seen).then((asked) => {
      const odd = isOdd(place.site, place.part) ? place.site.http : undefined;
      if (odd === undefined || odd(asked, response) === false) {
        soundAnswer(asked, place.site.key, response);
      }
    });
  });
  http.on('clientError', (_error, socket) => socket.destroy());
  const serve = async (socket: Socket, host: string): Promise<void> => {
    const { part, key } = placeOf(host);
    const site = bySite.get(key);
    if (site === undefined || part === undefined) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const odd = isOdd(site, part) ? site : undefined;
    if (odd?.connect !== undefined) {
      odd.connect(socket, host);
      return;
    }
    const options = identities.get(host);
    if (options === undefined) throw new Error(`no certificate for ${host}`);
    if (odd?.greeting === undefined) socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    else await odd.greeting(socket.pause());
    if (odd?.tunnel !== undefined) {
      odd.tunnel(socket);
      return;
    }
    const { minVersion, maxVersion, ...rest } = options as TLSSocketOptions & {
      minVersion?: 'TLSv1' | 'TLSv1.3';
      maxVersion?: 'TLSv1.1' | 'TLSv1.2';
    };
    const secured = new TLSSocket(socket, {
      isServer: true,
      ALPNProtocols: ['http/1.1'],
      ...rest,
      secureContext: createSecureContext({ ...(options as object), minVersion, maxVersion }),
    });
    secured.on('error', () => socket.destroy());
    whose.set(secured, { site, part, host });
    if (odd?.secured === undefined) http.emit('connection', secured);
    else secured.once('secure', () => odd.secured?.(secured));
  };
  const proxy = createNetServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let head = '';
    const read = (chunk: Buffer): void => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      socket.off('data', read);
      const host = /^CONNECT (\S+):443 /.exec(head)?.[1];
      seen.push({ host: `proxy for ${host ?? head}`, text: head });
      if (host === undefined) socket.end('HTTP/1.1 405 Method Not Allowed\r\n\r\n');
      else serve(socket, host).catch(() => socket.destroy());
    };
    socket.on('data', read);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const proxyUrl = `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`;
  return {
    proxyUrl,
    caFile,
    seen,
    run: async (chosen, args, env = {}) => {
      const began = performance.now();
      const end = await runCli(
        ['check-regions', '--json', '--site', chosen.map(({ key }) => key).join(','), ...args],
        {
          cwd: home,
          env: cliEnvironment(home, {
            DDOAUTH_CLIENT_SECRET: ODD_SECRET,
            HTTPS_PROXY: proxyUrl,
            ...env,
          }),
          timeoutMs: 120_000,
        },
      );
      const ms = performance.now() - began;
      if (end.stdout === '') throw new Error(`exit ${String(end.code)}: ${end.stderr}`);
      return { end, report: parseReport(end.stdout), ms };
    },
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      proxy.close();
      http.close();
    },
  };
}

/** Made beforehand: a handshake must not wait for a key. */
async function makeIdentities(
  sites: readonly OddSite[],
  authorities: Authorities,
): Promise<ReadonlyMap<string, TLSSocketOptions>> {
  const made = new Map<string, TLSSocketOptions>();
  for (const site of sites) {
    for (const part of PARTS) {
      const host = `${part}.${site.key}.lab.test`;
      const make = isOdd(site, part) ? (site.tls ?? soundTls) : soundTls;
      made.set(host, await make(host, authorities));
    }
  }
  return made;
}

/** A certificate that fits, for a year, of the authority that is trusted. */
export const soundTls = async (host: string, { trusted }: Authorities) =>
  identity(await oddCertificate({ names: [host], signer: trusted }));

export const identity = (made: Signed, ...chain: readonly Signed[]) => ({
  key: made.key,
  cert: [made, ...chain].map(({ certificate }) => certificate).join(''),
});

function isOdd({ part: odd = 'api' }: OddSite, part: Part): boolean {
  return odd === 'all' || odd === part;
}

function placeOf(host: string): { part: Part | undefined; key: string } {
  const [part, key = ''] = host.split('.');
  return { part: PARTS.find((each) => each === part), key };
}

async function readAsked(
  request: IncomingMessage,
  part: Part,
  host: string,
  seen: Seen[],
): Promise<Asked> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { method = '', url = '/' } = request;
  const { pathname: path, searchParams: query } = new URL(url, 'https://any');
  const text = [`${method} ${url}`, ...request.rawHeaders, body].join('\n');
  seen.push({ host, text });
  return {
    part,
    method,
    path,
    query,
    headers: request.headers,
    body: new URLSearchParams(body),
    text,
  };
}

function writePlace(home: string, sites: readonly OddSite[]): void {
  const profile = {
    kind: 'published',
    clientId: CLIENT_ID,
    redirectUris: ['https://partner.example/callback'],
    scopes: ['api_keys_write', 'monitors_read'],
  };
  const table = sites.map(({ key }) => [
    key,
    {
      domain: `${key}.lab.test`,
      app: `https://app.${key}.lab.test`,
      api: `https://api.${key}.lab.test`,
      intake: { logs: `https://logs.${key}.lab.test` },
    },
  ]);
  writeFileSync(
    join(home, 'ddoauth.config.json'),
    JSON.stringify({
      defaultProfile: 'test',
      profiles: { test: profile },
      sites: Object.fromEntries(table) as object,
    }),
  );
  const grants = sites.map(({ key }) => [
    `grant/${CLIENT_ID}/${key}/org-1`,
    JSON.stringify({
      clientId: CLIENT_ID,
      site: key,
      domain: `${key}.lab.test`,
      org: { id: 'org-1', name: 'Odd' },
      accessToken: tokenOf(key),
      refreshToken: `refresh-token-of-${key}`,
      scopes: ['api_keys_write', 'monitors_read'],
      obtainedAt: new Date().toISOString(),
      expiresAt: new Date(Date.now() + 3_500_000).toISOString(),
    }),
  ]);
  const file = secretsFile(home, 'datadog');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(
    file,
    JSON.stringify({ version: 1, entries: Object.fromEntries(grants) as object }),
    {
      mode: 0o600,
    },
  );
}
