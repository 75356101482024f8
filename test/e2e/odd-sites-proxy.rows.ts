import type { Socket } from 'node:net';
import type { OddSite } from '../support/odd-sites.ts';

const says = (text: string) => (socket: Socket) => {
  socket.end(text);
};
const SOUND = { tls: 'warning region.tls-inspected', api: 'passed region.api-answers' };
const REFUSED = {
  tls: 'inconclusive region.proxy-refused',
  api: 'inconclusive region.proxy-refused',
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a proxy answers to CONNECT. */
export const PROXY_ROWS: readonly OddSite[] = [
  {
    key: 'px-407',
    about: '407',
    connect: says(
      'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: Basic realm="corp"\r\nContent-Length: 0\r\n\r\n',
    ),
    expect: { tls: /^inconclusive region\.proxy-refused.*(407|password|credential|user)/ },
  },
  {
    key: 'px-403',
    about: '403 with a block page',
    connect: says(
      'HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n\r\n<html><title>Access Denied</title>Category: SaaS</html>',
    ),
    expect: REFUSED,
  },
  {
    key: 'px-502',
    about: '502 with Proxy-Status',
    connect: says(
      'HTTP/1.1 502 Bad Gateway\r\nProxy-Status: corp; error=dns_error; rcode="NXDOMAIN"\r\n\r\n',
    ),
    expect: { tls: /^inconclusive region\.(proxy-refused|name-not-found).*(502|dns_error|name)/ },
  },
  {
    key: 'px-squid',
    about: '503 of Squid, name not found',
    connect: says(
      'HTTP/1.1 503 Service Unavailable\r\nServer: squid/5.7\r\nX-Squid-Error: ERR_DNS_FAIL 0\r\nContent-Length: 0\r\n\r\n',
    ),
    expect: {
      tls: /^inconclusive region\.(proxy-refused|name-not-found).*(503|ERR_DNS_FAIL|name)/,
    },
  },
  {
    key: 'px-504',
    about: '504',
    connect: says('HTTP/1.1 504 Gateway Timeout\r\n\r\n'),
    expect: REFUSED,
  },
  {
    key: 'px-302',
    about: 'the login page of a network',
    connect: says('HTTP/1.1 302 Found\r\nLocation: http://portal.hotel.example/login\r\n\r\n'),
    expect: REFUSED,
  },
  {
    key: 'px-portal',
    about: '200 and a page',
    connect: says(
      'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 26\r\n\r\n<html>Please log in</html>',
    ),
    expect: { tls: /^(failed|inconclusive) region\..*(no TLS|not TLS|plain|speak|without TLS)/i },
  },
  {
    key: 'px-length',
    about: '200 with Content-Length: 0 and Connection: keep-alive',
    greeting: (socket) => {
      socket.write(
        'HTTP/1.1 200 Connection established\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n',
      );
    },
    expect: SOUND,
  },
  {
    key: 'px-pieces',
    about: 'a header block in single bytes',
    greeting: async (socket) => {
      for (const letter of 'HTTP/1.1 200 OK\r\nVia: 1.1 corp\r\n\r\n') {
        socket.write(letter);
        await pause(2);
      }
    },
    expect: SOUND,
  },
  {
    key: 'px-http10',
    about: 'HTTP/1.0',
    greeting: (socket) => {
      socket.write('HTTP/1.0 200 Connection established\r\n\r\n');
    },
    expect: SOUND,
  },
  {
    key: 'px-no-reason',
    about: 'no reason phrase',
    greeting: (socket) => {
      socket.write('HTTP/1.1 200\r\n\r\n');
    },
    expect: SOUND,
  },
  {
    key: 'px-204',
    about: '204: every 2xx opens a tunnel',
    greeting: (socket) => {
      socket.write('HTTP/1.1 204 No Content\r\n\r\n');
    },
    expect: SOUND,
  },
  {
    key: 'px-interim',
    about: '100 Continue, which no proxy says to CONNECT',
    connect: says('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'),
    expect: REFUSED,
  },
  {
    key: 'px-chunked',
    about: 'Transfer-Encoding, which has no meaning here (RFC 9110 section 9.3.6)',
    greeting: (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    },
    expect: SOUND,
  },
  {
    key: 'px-slow',
    about: 'half a second to open it',
    greeting: async (socket) => {
      await pause(500);
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
    },
    expect: SOUND,
  },
  {
    key: 'px-16k',
    about: 'headers of 14 kB',
    greeting: (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nX-Policy: ${'a'.repeat(14_000)}\r\n\r\n`);
    },
    expect: SOUND,
  },
  {
    key: 'px-100k',
    about: 'headers of 100 kB',
    greeting: (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${'X-Policy: a\r\n'.repeat(8_000)}\r\n`);
    },
    expect: { tls: /^(passed|inconclusive)/, api: /^(passed|inconclusive)/ },
  },
  {
    key: 'px-endless',
    about: 'headers without end',
    connect: (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(
        () => socket.write('X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(200)),
        5,
      );
      socket.on('close', () => {
        clearInterval(timer);
      });
    },
    expect: { tls: /^inconclusive/, api: /^inconclusive/ },
  },
  {
    key: 'px-garbage',
    about: 'what is no HTTP',
    connect: says('SSH-2.0-OpenSSH_9.6\r\n\r\n'),
    expect: { tls: /^inconclusive region\.(proxy-refused|unreachable)/ },
  },
  {
    key: 'px-socks',
    about: 'a SOCKS proxy, which hangs up on HTTP',
    connect: (socket) => {
      socket.end(Buffer.from([5, 0xff]));
    },
    expect: { tls: /^inconclusive region\.(proxy-refused|unreachable)/ },
  },
  {
    key: 'px-closed',
    about: 'closed without a word',
    connect: (socket) => {
      socket.end();
    },
    expect: { tls: /^inconclusive region\.(proxy-refused|unreachable).*proxy/ },
  },
  {
    key: 'px-never',
    about: 'no answer',
    connect: () => undefined,
    expect: { tls: /^inconclusive region\.(proxy-refused|unreachable)/ },
  },
  {
    key: 'px-429',
    about: '429 of the proxy itself',
    connect: says('HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\n\r\n'),
    expect: REFUSED,
  },
];
