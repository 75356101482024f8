import type { ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { CLIENT_ID } from '../support/config.ts';
import { oddCertificate } from '../support/odd-certificates.ts';
import { identity, soundAnswer, tokenOf, type Asked, type OddSite } from '../support/odd-sites.ts';

const json = (response: ServerResponse, status: number, value: unknown, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
};
const isToken = ({ path }: Asked): boolean => path === '/oauth2/v1/token';
const isCode = (asked: Asked): boolean =>
  isToken(asked) && asked.body.get('grant_type') === 'authorization_code';
const isOurs = ({ body }: Asked): boolean => body.get('client_id') === CLIENT_ID;
const SOUND = {
  token: 'passed region.token-answers',
  client: 'passed region.client-known',
  grant: 'passed grant.refreshed',
  api: 'passed region.api-answers',
};
const NOT_PASSED = /^(?!passed)/;
const rewritten =
  (
    key: string,
    change: (status: number, headers: object, text: string, response: ServerResponse) => void,
  ) =>
  (asked: Asked, response: ServerResponse): void => {
    let head: [number, object] = [200, {}];
    const inner = {
      writeHead: (status: number, headers: object = {}) => {
        head = [status, headers];
        return inner;
      },
      end: (text = '') => change(...head, text, response),
    };
    soundAnswer(asked, key, inner as unknown as ServerResponse);
  };
const counts: Record<string, number> = {};
const first = (name: string): boolean => (counts[name] = (counts[name] ?? 0) + 1) === 1;

/** A second set, written after the first was met. */
export const MORE_ROWS: readonly OddSite[] = [
  {
    key: 'm-xml',
    about: 'XML of an object store',
    http: (_asked, response) => {
      response.writeHead(403, { 'content-type': 'application/xml' });
      response.end('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>');
    },
    expect: {
      token: NOT_PASSED,
      client: /^inconclusive/,
      grant: /^inconclusive/,
      api: /^inconclusive/,
    },
  },
  {
    key: 'm-envoy',
    about: 'a service mesh that says no in plain text',
    http: (_asked, response) => {
      response.writeHead(403, { 'content-type': 'text/plain', server: 'envoy' });
      response.end('RBAC: access denied');
    },
    expect: {
      token: NOT_PASSED,
      client: /^(inconclusive|review)/,
      grant: /^(inconclusive|failed)/,
      api: /^(inconclusive|review|passed region\.api-keyless)/,
    },
  },
  {
    key: 'm-empty',
    about: '403 without a body',
    http: (asked, response) => {
      if (!isToken(asked)) return false;
      response.writeHead(403, { 'content-length': '0' }).end();
      return undefined;
    },
    expect: { token: NOT_PASSED, client: /^(inconclusive|review)/ },
  },
  {
    key: 'm-intake-empty',
    about: 'an intake that refuses without a word',
    part: 'logs',
    http: (_asked, response) => void response.writeHead(403, { 'content-length': '0' }).end(),
    expect: { 'intake.logs': 'passed region.intake-refuses' },
  },
  {
    key: 'm-bearer',
    about: 'a challenge for a bearer token, as RFC 6750 has it',
    http: (asked, response) => {
      if (isToken(asked)) return false;
      json(
        response,
        401,
        { errors: ['Unauthorized'] },
        { 'www-authenticate': 'Bearer error="invalid_token"' },
      );
      return undefined;
    },
    expect: { api: 'failed region.token-refused' },
  },
  {
    key: 'm-brotli',
    about: 'brotli that nobody asked for',
    http: rewritten('m-brotli', (status, headers, text, response) => {
      response.writeHead(status, { ...headers, 'content-encoding': 'br' });
      response.end(brotliCompressSync(text));
    }),
    expect: SOUND,
  },
  {
    key: 'm-double',
    about: 'gzip twice, and identity',
    http: rewritten('m-double', (status, headers, text, response) => {
      response.writeHead(status, { ...headers, 'content-encoding': 'gzip, identity, gzip' });
      response.end(gzipSync(gzipSync(text)));
    }),
    expect: SOUND,
  },
  {
    key: 'm-gzip-cut',
    about: 'gzip that ends in the middle',
    http: (asked, response) => {
      if (isToken(asked)) return false;
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(JSON.stringify({ data: 'x'.repeat(10_000) })).subarray(0, 30));
      return undefined;
    },
    expect: { api: /^inconclusive/ },
  },
  {
    key: 'm-as-html',
    about: 'JSON that is called HTML',
    http: rewritten('m-as-html', (status, _headers, text, response) => {
      response.writeHead(status, { 'content-type': 'text/html' });
      response.end(text);
    }),
    expect: SOUND,
  },
  {
    key: 'm-reset-late',
    about: 'resets the connection after each whole answer',
    http: rewritten('m-reset-late', (status, headers, text, response) => {
      response.writeHead(status, { ...headers, connection: 'close' });
      response.end(text);
    }),
    expect: SOUND,
  },
  {
    key: 'm-two-lengths',
    about: 'two lengths',
    http: (asked, response) => {
      if (isToken(asked)) return false;
      response.socket?.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}');
      return undefined;
    },
    expect: { api: /^inconclusive/ },
  },
  {
    key: 'm-limit-once',
    about: 'the token endpoint limits once',
    http: (asked, response) => {
      if (!isCode(asked) || !first('m-limit-once')) return false;
      json(response, 429, { errors: ['Too many requests'] }, { 'x-ratelimit-reset': '1' });
      return undefined;
    },
    expect: SOUND,
  },
  {
    key: 'm-nested',
    about: 'errors as objects',
    http: (asked, response) => {
      if (!isCode(asked)) return false;
      json(response, 400, { error: { code: isOurs(asked) ? 'invalid_grant' : 'invalid_client' } });
      return undefined;
    },
    expect: {
      token: /^(passed|review|inconclusive)/,
      client: /^(passed region\.client-known|review)/,
    },
  },
  {
    key: 'm-objects',
    about: 'errors as JSON:API objects',
    http: (asked, response) => {
      if (!isCode(asked)) return false;
      json(response, isOurs(asked) ? 400 : 401, {
        errors: [
          {
            title: isOurs(asked) ? 'invalid_grant' : 'invalid_client',
            status: '400',
            detail: 'No.',
          },
        ],
      });
      return undefined;
    },
    expect: {
      token: 'passed region.token-answers',
      client: /^(passed region\.client-known|review)/,
    },
  },
  {
    key: 'm-foreign-words',
    about: 'refuses both in another language',
    http: (asked, response) => {
      if (!isCode(asked)) return false;
      json(response, 400, { errors: ['Ungültige Client-ID'] });
      return undefined;
    },
    expect: { client: /^(?!passed)/ },
  },
  {
    key: 'm-no-life',
    about: 'a token without a life time',
    http: (asked, response) => {
      if (asked.body.get('grant_type') !== 'refresh_token' || !isOurs(asked)) return false;
      json(response, 200, { access_token: tokenOf('m-no-life'), token_type: 'Bearer' });
      return undefined;
    },
    expect: SOUND,
  },
  {
    key: 'm-login-near',
    about: 'a relative way to the login page',
    part: 'app',
    http: (_asked, response) => void response.writeHead(302, { location: 'login?next=x' }).end(),
    expect: { 'authorize-host': 'passed region.authorize-redirects' },
  },
  {
    key: 'm-login-far',
    about: 'a redirect to the web app of another site',
    part: 'app',
    http: (_asked, response) =>
      void response.writeHead(302, { location: 'https://app.m-xml.lab.test/account/login' }).end(),
    expect: { 'authorize-host': /^review/ },
  },
  {
    key: 'm-script-page',
    about: 'a page that names Datadog in a script alone',
    part: 'app',
    http: (_asked, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(
        '<html><head><title>Log in</title><script src="https://static.datadoghq.com/a.js"></script></head></html>',
      );
    },
    expect: { 'authorize-host': 'passed region.authorize-answers' },
  },
  {
    key: 'm-app-json',
    about: 'the authorize page refuses in JSON',
    part: 'app',
    http: (_asked, response) => json(response, 403, { errors: ['Forbidden'] }),
    expect: { 'authorize-host': /^(review|failed) region\.authorize-refuses/ },
  },
  {
    key: 'm-capitals',
    about: 'a certificate in capitals',
    tls: async (host, { trusted }) =>
      identity(await oddCertificate({ names: [host.toUpperCase()], signer: trusted })),
    expect: { ...SOUND, tls: 'warning region.tls-inspected' },
  },
  {
    key: 'm-disorder',
    about: 'a chain in the wrong order',
    tls: async (host, { trusted }) => {
      const one = await oddCertificate({ commonName: 'One', ca: true, signer: trusted });
      const two = await oddCertificate({ commonName: 'Two', ca: true, signer: one });
      return identity(await oddCertificate({ names: [host], signer: two }), one, trusted, two);
    },
    expect: { ...SOUND, tls: 'warning region.tls-inspected' },
  },
  {
    key: 'm-corporate-late',
    about: 'an unknown CA whose certificate is over',
    tls: async (host, { unknown }) =>
      identity(
        await oddCertificate({ names: [host], fromHours: -99, untilHours: -1, signer: unknown }),
        unknown,
      ),
    expect: { tls: /^(inconclusive region\.intercepted|failed region\.certificate-expired)/ },
  },
  {
    key: 'm-between-early',
    about: 'an intermediate that has not begun',
    tls: async (host, { trusted }) => {
      const between = await oddCertificate({
        commonName: 'New CA',
        ca: true,
        fromHours: 5,
        signer: trusted,
      });
      return identity(await oddCertificate({ names: [host], signer: between }), between);
    },
    expect: { tls: /^failed region\.certificate-expired .*New CA.*counts from/ },
  },
  {
    key: 'm-proxy-denied',
    about: 'a proxy that says why',
    connect: (socket) => {
      socket.end('HTTP/1.1 403 Forbidden\r\nProxy-Status: edge; error=http_request_denied\r\n\r\n');
    },
    expect: { tls: /^inconclusive region\.proxy-refused .*http_request_denied/ },
  },
  {
    key: 'm-proxy-dns-late',
    about: 'a proxy whose name servers do not answer',
    connect: (socket) => {
      socket.end('HTTP/1.1 504 Gateway Timeout\r\nProxy-Status: edge; error=dns_timeout\r\n\r\n');
    },
    expect: { tls: 'inconclusive region.name-not-found' },
  },
  {
    key: 'm-late-hello',
    about: 'two seconds before the handshake',
    greeting: async (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    },
    expect: { ...SOUND, tls: 'warning region.tls-inspected' },
  },
  {
    key: 'm-title',
    about: 'a page whose title tries to be more than text',
    part: 'logs',
    http: (_asked, response) => {
      response.writeHead(403, { 'content-type': 'text/html' });
      response.end('<title>\u001b[31mBlocked\u0007\n::error::x</title>');
    },

    expect: { 'intake.logs': /^inconclusive region\.foreign-answer (?!.*[\u0000-\u001f])/ },
  },
];
