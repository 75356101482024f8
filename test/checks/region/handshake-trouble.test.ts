import { describe, expect, it } from 'vitest';
import { HANDSHAKE_TROUBLES } from '../../../src/catalog/handshake-troubles.ts';
import { handshakeTrouble, reasonOf } from '../../../src/checks/region/handshake-trouble.ts';
import { judgeCertificate, judgeProblem } from '../../../src/checks/region/judge-certificate.ts';
import { wordsOf } from '../../../src/report/message.ts';

const LINE =
  '80BC62971F7F0000:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1601:SSL alert number 70\n';
const NOW = Date.parse('2026-11-25T12:00:00Z');
const DAY = 24 * 3_600_000;

describe('handshakeTrouble', () => {
  it.each([
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls'],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'not-tls'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'version'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'version'],
    ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'name'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'client-certificate'],
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'client-certificate'],
    ['ERR_SSL_DH_KEY_TOO_SMALL', 'weak'],
    ['ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED', 'weak'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'refused'],
    ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'refused'],
    ['EE_KEY_TOO_SMALL', undefined],
    ['CERT_HAS_EXPIRED', undefined],
    ['ERR_TLS_CERT_ALTNAME_INVALID', undefined],
    ['EPROTO', undefined],
  ])('%s: %s', (code, expected) => {
    expect(handshakeTrouble(code)).toBe(expected);
  });

  it('each has words of its own, without the rest of the line of OpenSSL', () => {
    const messages = HANDSHAKE_TROUBLES.map(([pattern, trouble]) => {
      expect(pattern.source).toMatch(/^\^ERR_SSL_/);
      return wordsOf({
        code: 'region.handshake-failed',
        args: { host: 'a.test', trouble, code: 'X', reason: reasonOf(LINE) },
      }).message;
    });
    expect(new Set(messages).size).toBe(messages.length);
    expect(messages[0]).toBe(
      'TLS with a.test fails: what answers there does not speak TLS (X, tlsv1 alert protocol version).',
    );
  });

  it('is a verdict of its own', () => {
    const args = { site: 'eu1', host: 'a.test', reason: LINE };
    const { grade, finding } = judgeProblem('ERR_SSL_HTTP_REQUEST', undefined, args, NOW);
    expect([grade, finding.code]).toEqual(['inconclusive', 'region.handshake-failed']);
    expect(finding.args['reason']).toBe('tlsv1 alert protocol version');
  });

  it('leaves other texts as they are', () => {
    expect(reasonOf('socket hang up')).toBe('socket hang up');
    expect(reasonOf('a:error:b')).toBe('a:error:b');
  });
});

it('the certificate that is over is named when it is not the server’s own', () => {
  const certificate = (subject: string, untilMs: number) => ({
    subject,
    issuer: 'Root',
    names: [],
    validFromMs: NOW - 90 * DAY,
    validUntilMs: untilMs,
  });
  const { finding } = judgeCertificate(
    { site: 'eu1', host: 'api.datadoghq.eu', status: 'documented' },
    {
      protocol: 'TLSv1.3',
      problem: 'CERT_HAS_EXPIRED',
      namesHost: true,
      addedCaOnly: false,
      chain: [certificate('*.datadoghq.eu', NOW + DAY), certificate('Old Intermediate', NOW - DAY)],
    },
    NOW,
  );
  expect(finding.args).toMatchObject({
    above: 'Old Intermediate',
    until: '2026-11-24T12:00:00.000Z',
  });
  expect(wordsOf(finding).message).toContain('"Old Intermediate" in the chain of api.datadoghq.eu');
});
