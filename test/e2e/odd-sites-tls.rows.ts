import { oddCertificate } from '../support/odd-certificates.ts';
import { identity, type OddSite } from '../support/odd-sites.ts';

const alert = (description: number) => (socket: import('node:net').Socket) => {
  socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, description])));
};

/** Handshakes and certificates. */
export const TLS_ROWS: readonly OddSite[] = [
  {
    key: 'tls-sound',
    about: 'nothing odd at all',
    expect: {
      tls: 'warning region.tls-inspected',
      token: 'passed region.token-answers',
      client: 'passed region.client-known',
      grant: 'passed grant.refreshed',
      api: 'passed region.api-answers',
      'authorize-host': 'passed region.authorize-redirects',
      'intake.logs': 'passed region.intake-refuses',
    },
  },
  {
    key: 'tls-old',
    about: 'TLS 1.0 and 1.1 only',
    tls: async (host, { trusted }) => ({
      ...identity(await oddCertificate({ names: [host], signer: trusted })),
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    }),
    expect: { tls: /^inconclusive region\.handshake-failed .*no TLS version/ },
  },
  {
    key: 'tls-new',
    about: 'TLS 1.3 only',
    tls: async (host, { trusted }) => ({
      ...identity(await oddCertificate({ names: [host], signer: trusted })),
      minVersion: 'TLSv1.3',
    }),
    expect: { tls: 'warning region.tls-inspected', api: 'passed region.api-answers' },
  },
  {
    key: 'tls-cn-only',
    about: 'common name without alternative names, which Node still takes',
    tls: async (host, { trusted }) =>
      identity(await oddCertificate({ commonName: host, signer: trusted })),
    expect: { tls: 'warning region.tls-inspected', api: 'passed region.api-answers' },
  },
  {
    key: 'tls-wildcard-deep',
    about: 'wildcard one level too high',
    tls: async (_host, { trusted }) =>
      identity(await oddCertificate({ names: ['*.lab.test'], signer: trusted })),
    expect: { tls: /^failed region\.name-mismatch.*\*\.lab\.test/ },
  },
  {
    key: 'tls-wildcard',
    about: 'wildcard that fits',
    tls: async (host, { trusted }) =>
      identity(await oddCertificate({ names: [host.replace(/^\w+/, '*')], signer: trusted })),
    expect: { tls: 'warning region.tls-inspected', api: 'passed region.api-answers' },
  },
  {
    key: 'tls-ip-only',
    about: 'an address as the only alternative name',
    tls: async (host, { trusted }) =>
      identity(
        await oddCertificate({ commonName: 'gateway', addresses: ['127.0.0.1'], signer: trusted }),
      ),
    expect: { tls: 'failed region.name-mismatch' },
  },
  {
    key: 'tls-early',
    about: 'not valid before tomorrow',
    tls: async (host, { trusted }) =>
      identity(await oddCertificate({ names: [host], fromHours: 24, signer: trusted })),
    expect: { tls: /^(failed|inconclusive) region\.certificate-expired .*counts from .* only/ },
  },
  {
    key: 'tls-late',
    about: 'over since yesterday',
    tls: async (host, { trusted }) =>
      identity(
        await oddCertificate({ names: [host], fromHours: -900, untilHours: -24, signer: trusted }),
      ),
    expect: { tls: 'failed region.certificate-expired', api: 'failed region.certificate-expired' },
  },
  {
    key: 'tls-soon',
    about: 'over in three days',
    tls: async (host, { trusted }) =>
      identity(await oddCertificate({ names: [host], untilHours: 72, signer: trusted })),
    expect: { tls: 'warning region.tls-inspected', api: 'passed region.api-answers' },
  },
  {
    key: 'tls-late-between',
    about: 'intermediate over, leaf not',
    tls: async (host, { trusted }) => {
      const between = await oddCertificate({
        commonName: 'Lab Intermediate',
        ca: true,
        fromHours: -900,
        untilHours: -24,
        signer: trusted,
      });
      return identity(await oddCertificate({ names: [host], signer: between }), between);
    },
    expect: { tls: /^failed region\.certificate-expired.*(intermediate|chain)/i },
  },
  {
    key: 'tls-no-between',
    about: 'intermediate not sent',
    tls: async (host, { trusted }) => {
      const between = await oddCertificate({
        commonName: 'Lab Intermediate',
        ca: true,
        signer: trusted,
      });
      return identity(await oddCertificate({ names: [host], signer: between }));
    },
    expect: {
      tls: /^(failed|inconclusive) region\.(intercepted|certificate-refused).*Lab Intermediate/,
    },
  },
  {
    key: 'tls-between',
    about: 'a chain of three, as it should be',
    tls: async (host, { trusted }) => {
      const between = await oddCertificate({
        commonName: 'Lab Intermediate',
        ca: true,
        signer: trusted,
      });
      return identity(await oddCertificate({ names: [host], signer: between }), between, trusted);
    },
    expect: { tls: 'warning region.tls-inspected', api: 'passed region.api-answers' },
  },
  {
    key: 'tls-self',
    about: 'signed by itself',
    tls: async (host) => identity(await oddCertificate({ names: [host] })),
    expect: { tls: /^(failed|inconclusive) region\.(intercepted|certificate-refused)/ },
  },
  {
    key: 'tls-corporate',
    about: 'an unknown CA of a company',
    tls: async (host, { unknown }) =>
      identity(await oddCertificate({ names: [host], signer: unknown }), unknown),
    expect: {
      tls: /^inconclusive region\.intercepted.*Corp/,
      api: 'inconclusive region.intercepted',
    },
  },
  {
    key: 'tls-weak',
    about: 'RSA of 512 bits',
    tls: async (host, { trusted }) => ({
      ...identity(await oddCertificate({ names: [host], rsaBits: 512, signer: trusted })),
      ciphers: 'DEFAULT@SECLEVEL=0',
    }),
    expect: { tls: /^inconclusive region\.handshake-failed/ },
  },
  {
    key: 'tls-rsa',
    about: 'RSA of 2048 bits and TLS 1.2 only',
    tls: async (host, { trusted }) => ({
      ...identity(await oddCertificate({ names: [host], rsaBits: 2048, signer: trusted })),
      maxVersion: 'TLSv1.2',
    }),
    expect: { tls: 'warning region.tls-inspected', api: 'passed region.api-answers' },
  },
  {
    key: 'tls-many-names',
    about: 'five hundred names',
    tls: async (host, { trusted }) =>
      identity(
        await oddCertificate({
          names: [...Array.from({ length: 500 }, (_, i) => `n${String(i)}.lab.test`), host],
          signer: trusted,
        }),
      ),
    expect: { tls: 'warning region.tls-inspected', api: 'passed region.api-answers' },
  },
  {
    key: 'tls-wrong-use',
    about: 'a certificate for clients',
    tls: async (host, { trusted }) =>
      identity(await oddCertificate({ names: [host], clientOnly: true, signer: trusted })),
    expect: { tls: /^(failed|inconclusive) region\.certificate-refused/ },
  },
  {
    key: 'tls-asks-12',
    about: 'a client certificate is required, TLS 1.2',
    tls: async (host, { trusted }) => ({
      ...identity(await oddCertificate({ names: [host], signer: trusted })),
      maxVersion: 'TLSv1.2',
      requestCert: true,
      rejectUnauthorized: true,
    }),
    expect: {
      tls: /^inconclusive region\.handshake-failed .*ended the handshake/,
      api: /^inconclusive/,
    },
  },
  {
    key: 'tls-asks-13',
    about: 'a client certificate is required, TLS 1.3',
    tls: async (host, { trusted }) => ({
      ...identity(await oddCertificate({ names: [host], signer: trusted })),
      minVersion: 'TLSv1.3',
      requestCert: true,
      rejectUnauthorized: true,
    }),
    expect: { api: /^inconclusive region\.(unreachable|handshake-failed)/ },
  },
  {
    key: 'tls-reset',
    about: 'reset in the middle of the handshake',
    tunnel: (socket) => {
      socket.once('data', () => socket.resetAndDestroy());
    },
    expect: { tls: /^inconclusive region\.unreachable/, api: /^inconclusive region\.unreachable/ },
  },
  {
    key: 'tls-closed',
    about: 'closed in the middle of the handshake',
    tunnel: (socket) => {
      socket.once('data', () => socket.end());
    },
    expect: { tls: /^inconclusive region\.unreachable/, api: /^inconclusive region\.unreachable/ },
  },
  {
    key: 'tls-plain',
    about: 'plain HTTP in the place of TLS',
    tunnel: (socket) => {
      socket.once('data', () =>
        socket.end(
          'HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n<html>The plain HTTP request was sent to HTTPS port</html>',
        ),
      );
    },
    expect: { tls: /^(failed|inconclusive) region\..*(no TLS|not TLS|plain|speak|without TLS)/i },
  },
  {
    key: 'tls-banner',
    about: 'another protocol that speaks first',
    tunnel: (socket) => {
      socket.end('SSH-2.0-OpenSSH_9.6\r\n');
    },
    expect: { tls: /^(failed|inconclusive) region\..*(no TLS|not TLS|plain|speak|without TLS)/i },
  },
  {
    key: 'tls-alert-40',
    about: 'alert handshake_failure',
    tunnel: alert(40),
    expect: { tls: /^(failed|inconclusive) region\..*(TLS|handshake)/ },
  },
  {
    key: 'tls-alert-112',
    about: 'alert unrecognized_name',
    tunnel: alert(112),
    expect: { tls: /^(failed|inconclusive) region\..*(name)/ },
  },
  {
    key: 'tls-never',
    about: 'a handshake that never ends',
    tunnel: (socket) => {
      socket.on('data', () => undefined);
    },
    expect: {
      tls: /^inconclusive region\.unreachable.*(time|second)/,
      api: /^inconclusive region\.unreachable/,
    },
  },
  {
    key: 'tls-then-closed',
    about: 'closed right after the handshake',
    secured: (socket) => socket.end(),
    expect: {
      tls: 'warning region.tls-inspected',
      api: /^inconclusive region\.(unreachable|broken)/,
    },
  },
  {
    key: 'tls-http2',
    about: 'HTTP/2 frames in the place of HTTP/1.1',
    secured: (socket) => {
      socket.end(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]));
    },
    expect: {
      tls: 'warning region.tls-inspected',
      api: /^inconclusive region\.(unreachable|broken)/,
    },
  },
];
