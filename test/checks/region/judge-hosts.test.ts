import { describe, expect, it } from 'vitest';
import type { HostStatus } from '../../../src/catalog/site-row.ts';
import type { HostPlace } from '../../../src/checks/region/host-place.ts';
import { judgeCertificate } from '../../../src/checks/region/judge-certificate.ts';
import { judgeNames } from '../../../src/checks/region/judge-names.ts';
import { judgeUnreached } from '../../../src/checks/region/judge-unreached.ts';
import type { NameLookUp, TlsInspection } from '../../../src/host/host.ts';
import type { NetworkFailure } from '../../../src/model/http.ts';
import { wordsOf } from '../../../src/report/message.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const DAY = 24 * 3_600_000;

const place = (status: HostStatus = 'documented', proxy?: string): HostPlace => ({
  site: 'eu1',
  host: 'api.datadoghq.eu',
  status,
  proxy,
});

const shown = (changes: Partial<TlsInspection> = {}, untilDays = 60): TlsInspection => ({
  protocol: 'TLSv1.3',
  namesHost: true,
  addedCaOnly: false,
  chain: [
    {
      subject: '*.datadoghq.eu',
      issuer: 'Example CA (Example Trust)',
      names: ['*.datadoghq.eu', 'datadoghq.eu'],
      validFromMs: NOW - DAY,
      validUntilMs: NOW + untilDays * DAY,
    },
  ],
  ...changes,
});

const said = (judgement: { grade: string; finding: { code: string } }): string =>
  `${judgement.grade} ${judgement.finding.code.replace('region.', '')}`;

describe('judgeCertificate', () => {
  it.each<[string, string, TlsInspection]>([
    ['good', 'passed tls-ok', shown()],
    ['ends in six days', 'warning certificate-ends-soon', shown({}, 6)],
    ['only an added CA vouches', 'warning tls-inspected', shown({ addedCaOnly: true })],
    ['over', 'failed certificate-expired', shown({ problem: 'CERT_HAS_EXPIRED' })],
    ['not begun', 'failed certificate-expired', shown({ problem: 'CERT_NOT_YET_VALID' })],
    [
      'another name',
      'failed name-mismatch',
      shown({ problem: 'ERR_TLS_CERT_ALTNAME_INVALID', namesHost: false }),
    ],
    ['self-signed', 'inconclusive intercepted', shown({ problem: 'DEPTH_ZERO_SELF_SIGNED_CERT' })],
    [
      'an unknown root',
      'inconclusive intercepted',
      shown({ problem: 'SELF_SIGNED_CERT_IN_CHAIN', namesHost: false }),
    ],
    [
      'an intermediate is missing',
      'inconclusive intercepted',
      shown({ problem: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }),
    ],
    ['revoked', 'inconclusive certificate-refused', shown({ problem: 'CERT_REVOKED' })],
    ['nothing shown', 'passed tls-ok', shown({ chain: [] })],
  ])('%s: %s', (_, expected, inspection) => {
    expect(said(judgeCertificate(place(), inspection, NOW))).toBe(expected);
  });

  it('names the issuer and the names in its words', () => {
    const intercepted = judgeCertificate(
      place(),
      shown({ problem: 'SELF_SIGNED_CERT_IN_CHAIN' }),
      NOW,
    );
    expect(wordsOf(intercepted.finding).message).toContain('Example CA (Example Trust)');
    const other = shown({ problem: 'ERR_TLS_CERT_ALTNAME_INVALID', namesHost: false });
    const { message } = wordsOf(judgeCertificate(place(), other, NOW).finding);
    expect(message).toContain('*.datadoghq.eu, datadoghq.eu');
  });
});

const failure = (kind: NetworkFailure['kind'], code: string, more = {}): NetworkFailure => ({
  kind,
  code,
  message: 'as the system said',
  ...more,
});

describe('judgeUnreached', () => {
  const judge = (given: NetworkFailure, status?: HostStatus, inspection?: TlsInspection): string =>
    said(judgeUnreached({ place: place(status), failure: given, shown: inspection, nowMs: NOW }));

  it.each<[string, NetworkFailure]>([
    ['inconclusive name-not-found', failure('dns', 'ENOTFOUND')],
    ['inconclusive unreachable', failure('connect', 'ECONNREFUSED')],
    ['inconclusive unreachable', failure('timeout', 'TIMEOUT')],
    ['inconclusive unreachable', failure('reset', 'ECONNRESET')],
    ['inconclusive unreachable', failure('other', 'UNKNOWN')],
    ['inconclusive proxy-refused', failure('proxy', 'PROXY_REFUSED', { status: 403 })],
    ['inconclusive proxy-refused', failure('proxy', 'PROXY_UNREACHABLE')],
    [
      'inconclusive name-not-found',
      failure('proxy', 'PROXY_REFUSED', { status: 502, proxyError: 'dns_error' }),
    ],
    ['failed name-mismatch', failure('tls-name', 'ERR_TLS_CERT_ALTNAME_INVALID')],
    ['failed certificate-expired', failure('tls', 'CERT_HAS_EXPIRED')],
    ['inconclusive intercepted', failure('tls', 'SELF_SIGNED_CERT_IN_CHAIN')],
    ['inconclusive certificate-refused', failure('tls', 'EPROTO')],
  ])('%s', (expected, given) => {
    expect(judge(given)).toBe(expected);
    const soft = /name-not-found|unreachable|proxy-refused|name-mismatch/.test(expected);
    for (const status of ['unlisted', 'derived', 'inferred'] as const) {
      expect(judge(given, status)).toBe(soft ? 'review host-unsure' : expected);
    }
    for (const status of ['documented', 'documented_pattern', 'code', 'config'] as const) {
      expect(judge(given, status)).toBe(expected);
    }
  });

  it('what was seen of the handshake tells more than the error', () => {
    const inspection = shown({ problem: 'SELF_SIGNED_CERT_IN_CHAIN' });
    expect(judge(failure('tls', 'EPROTO'), 'documented', inspection)).toBe(
      'inconclusive intercepted',
    );
  });

  it('says that a host has IPv6 addresses only', () => {
    const addresses = { ipv4: [], ipv6: ['2001:db8::1'] };
    const { finding } = judgeUnreached({
      place: place(),
      failure: failure('connect', 'ENETUNREACH'),
      addresses,
      nowMs: NOW,
    });
    expect(wordsOf(finding).message).toContain('IPv6 addresses only');
  });

  it.each([
    [407, /user and password/],
    [403, /NO_PROXY/],
    [502, /own way out/],
    [undefined, /HTTPS_PROXY/],
  ])('a proxy that answers %s has its own remedy', (status, remedy) => {
    const given = failure('proxy', 'PROXY_REFUSED', status === undefined ? {} : { status });
    const { finding } = judgeUnreached({
      place: place('documented', 'http://proxy.example:3128'),
      failure: given,
      nowMs: NOW,
    });
    expect(wordsOf(finding).remedy).toMatch(remedy);
    expect(wordsOf(finding).message).toContain('http://proxy.example:3128');
  });
});

describe('judgeNames', () => {
  const hosts = (...addresses: readonly NameLookUp[]) =>
    addresses.map((each) => ({ place: place(), addresses: each }));
  const both = { ipv4: ['192.0.2.1'], ipv6: ['2001:db8::1'] };

  it.each<[string, readonly NameLookUp[]]>([
    ['passed names-found', [both, both]],
    ['passed names-found', [both, { ipv4: ['192.0.2.1'], ipv6: [] }]],
    ['passed names-found', [{ ipv4: ['192.0.2.1'], ipv6: null }]],
    ['warning ipv6-only', [both, { ipv4: [], ipv6: ['2001:db8::1'] }]],
    ['inconclusive name-not-found', [both, { ipv4: [], ipv6: [], code: 'ENOTFOUND' }]],
    ['inconclusive name-not-found', [{ ipv4: null, ipv6: null, code: 'TIMEOUT' }]],
  ])('%s', (expected, addresses) => {
    expect(said(judgeNames(hosts(...addresses), NOW))).toBe(expected);
  });

  it('says IPv4 only where that was answered, not where nobody answered', () => {
    const [known] = hosts({ ipv4: ['192.0.2.1'], ipv6: [] });
    const [open] = hosts({ ipv4: ['192.0.2.1'], ipv6: null });
    const message = (each: typeof known): string =>
      each === undefined ? '' : wordsOf(judgeNames([each], NOW).finding).message;
    expect(message(known)).toContain('IPv4 only');
    expect(message(open)).not.toContain('IPv4 only');
  });
});

describe('a name that leads to this machine', () => {
  const names = (ipv4: readonly string[], ipv6: readonly string[], status?: HostStatus): string =>
    said(judgeNames([{ place: place(status), addresses: { ipv4, ipv6 } }], NOW));

  it.each([
    [['0.0.0.0'], []],
    [['127.0.0.1'], ['::1']],
    [['127.9.9.9'], ['::']],
    [[], ['::ffff:127.0.0.1']],
  ])('%j %j is blocked', (ipv4, ipv6) => {
    expect(names(ipv4, ipv6)).toBe('inconclusive name-blocked');
    expect(names(ipv4, ipv6, 'config')).not.toBe('inconclusive name-blocked');
  });

  it.each([
    // PrivateLink, and a good address beside a bad one.
    [['10.1.2.3'], []],
    [['0.0.0.0', '3.233.144.1'], []],
    [['172.16.0.1'], ['::1']],
  ])('%j %j is not', (ipv4, ipv6) => {
    expect(names(ipv4, ipv6)).toBe('passed names-found');
  });
});
