import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { CauseState, DiagnosisContext } from '../../src/model/diagnosis.ts';

function causeStates(
  rule: string,
  text: string,
  context: DiagnosisContext = {},
): Record<string, CauseState> {
  const match = diagnose(text, context).recognised.find((found) => found.rule === rule);
  return Object.fromEntries((match?.causes ?? []).map(({ id, state }) => [id, state]));
}

const MISMATCH = '{"errors":["invalid_request - Mismatching redirect URI."]}';

describe('redirect-uri-mismatch', () => {
  const registered = ['http://localhost:8085/callback'];

  it('checks nothing without two URIs, so nothing is confirmed', () => {
    for (const context of [
      {},
      { redirectUri: 'http://localhost/' },
      { registeredRedirectUris: registered },
      { redirectUri: 'x', registeredRedirectUris: [] },
    ]) {
      const states = Object.values(causeStates('redirect-uri-mismatch', MISMATCH, context));
      expect(new Set(states)).toEqual(new Set(['open']));
    }
  });

  test.each([
    ['http://localhost:8085/callback/', 'trailing-slash'],
    ['http://127.0.0.1:8085/callback', 'loopback-name'],
    ['http://localhost:8086/callback', 'port'],
    ['https://localhost:8085/callback', 'scheme'],
    ['http://localhost:8085/Callback', 'letter-case'],
  ])('%s is confirmed as %s and comes first', (redirectUri, cause) => {
    const { recognised } = diagnose(MISMATCH, { redirectUri, registeredRedirectUris: registered });
    const first = recognised[0]?.causes[0];
    expect(first).toMatchObject({ id: cause, state: 'confirmed' });
    expect(first?.because).toContain(redirectUri);
    const states = causeStates('redirect-uri-mismatch', MISMATCH, {
      redirectUri,
      registeredRedirectUris: registered,
    });
    expect(Object.values(states).filter((state) => state === 'confirmed')).toHaveLength(1);
    expect(states['client-mixed-up']).toBe('open');
    expect(recognised[0]?.fix).toContain('http://localhost:8085/callback');
  });

  it('takes the URI from an authorize URL in the text before that of the caller', () => {
    const url = `https://app.datadoghq.eu/oauth2/v1/authorize?response_type=code&client_id=a&redirect_uri=${encodeURIComponent('http://localhost:8085/callback/')}&state=x`;
    const context = { redirectUri: registered[0] ?? '', registeredRedirectUris: registered };
    expect(
      causeStates('redirect-uri-mismatch', `${url}\n${MISMATCH}`, context)['trailing-slash'],
    ).toBe('confirmed');
  });

  it('sees a URI that was encoded twice', () => {
    const url = `https://app.datadoghq.eu/oauth2/v1/authorize?redirect_uri=${encodeURIComponent(encodeURIComponent(registered[0] ?? ''))}`;
    expect(
      causeStates('redirect-uri-mismatch', `${url}\n${MISMATCH}`, {
        registeredRedirectUris: registered,
      })['encoding'],
    ).toBe('confirmed');
  });

  it('reads a manifest in the text', () => {
    const text = `${MISMATCH}\nredirect_uri=https://a.example/cb\n{"integration":{"redirect_uris":["https://a.example/cb/"]}}`;
    expect(causeStates('redirect-uri-mismatch', text)['trailing-slash']).toBe('confirmed');
  });

  it('does not claim what Datadog has when the URI is in the list at hand', () => {
    const states = causeStates('redirect-uri-mismatch', MISMATCH, {
      redirectUri: registered[0] ?? '',
      registeredRedirectUris: registered,
    });
    expect(states).toMatchObject({
      'not-registered': 'ruled-out',
      'list-differs': 'open',
      'client-mixed-up': 'open',
    });
    expect(Object.values(states)).not.toContain('confirmed');
  });

  it('says unregistered for another host, and that a test client needs no review', () => {
    const states = causeStates('redirect-uri-mismatch', MISMATCH, {
      redirectUri: 'https://b.example/x',
      registeredRedirectUris: registered,
      kind: 'test',
    });
    expect(states).toMatchObject({
      'not-registered': 'confirmed',
      'unsubmitted-change': 'ruled-out',
    });
  });
});

describe('code-or-verifier-invalid', () => {
  const text = '{"errors": ["invalid_grant - Invalid authorization code or code verifier."]}';
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const other = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'.split('').reverse().join('');

  const rule = 'code-or-verifier-invalid';
  const input = (v: string, c: string): string =>
    `GET https://app.datadoghq.com/oauth2/v1/authorize?response_type=code&code_challenge=${c}&code_challenge_method=S256\nPOST grant_type=authorization_code&code=abcdefghi&code_verifier=${v}\n${text}`;

  it('recomputes the challenge', () => {
    expect(causeStates(rule, input(verifier, challenge))['verifier']).toBe('ruled-out');
    expect(causeStates(rule, input(verifier, other))['verifier']).toBe('confirmed');
    expect(causeStates(rule, text)['verifier']).toBe('open');
    expect(causeStates(rule, input('[redacted]', challenge))['verifier']).toBe('open');
  });

  it.each([
    ['padded', encodeURIComponent(`${challenge}=`)],
    ['plain base64', encodeURIComponent(createHash('sha256').update(verifier).digest('base64'))],
    ['hexadecimal', createHash('sha256').update(verifier).digest('hex')],
    ['untransformed', verifier],
  ])('names the mistake: %s', (mistake, wrong) => {
    const cause = diagnose(input(verifier, wrong)).recognised[0]?.causes.find(
      ({ id }) => id === 'verifier',
    );
    expect(cause?.state).toBe('confirmed');
    expect(cause?.because).toContain(mistake);
  });

  it('leaves it open when a HAR holds several authorizations', () => {
    const two = `${input(verifier, challenge)}\n&code_verifier=${'a1B2'.repeat(12)}`;
    expect(causeStates(rule, two)['verifier']).toBe('open');
  });

  it('reads verifier and challenge out of JSON, HAR pairs and percent-encoded text', () => {
    const har = JSON.stringify({
      params: [{ name: 'code_verifier', value: verifier }],
      queryString: [{ name: 'code_challenge', value: challenge }],
    });
    expect(causeStates(rule, `${har}\n${text}`)['verifier']).toBe('ruled-out');
    expect(
      causeStates(
        rule,
        `${JSON.stringify({ code_verifier: verifier, code_challenge: other })}\n${text}`,
      )['verifier'],
    ).toBe('confirmed');
    expect(
      causeStates(
        rule,
        `${encodeURIComponent(`code_verifier=${verifier}&code_challenge=${challenge}`)}\n${text}`,
      )['verifier'],
    ).toBe('ruled-out');
  });

  it('sees the token request go to another site than domain', () => {
    const at = (host: string): string =>
      `http://localhost/cb?code=abcdefgh&domain=datadoghq.eu\nPOST https://${host}/oauth2/v1/token\n${text}`;
    expect(causeStates(rule, at('api.datadoghq.com'))['other-site']).toBe('confirmed');
    expect(causeStates(rule, at('api.datadoghq.eu'))['other-site']).toBe('ruled-out');
    expect(causeStates(rule, text)['other-site']).toBe('open');
  });
});

describe('hosts', () => {
  const altnames = (host: string): string =>
    `Hostname/IP does not match certificate's altnames: Host: ${host}. is not in the cert's altnames: DNS:*.datadoghq.com`;

  test.each([
    ['api.acme.datadoghq.com', 'api.datadoghq.com', 'us1'],
    ['api.acme.us5.datadoghq.com', 'api.us5.datadoghq.com', 'us5'],
    ['api.acme.datadoghq.eu', 'api.datadoghq.eu', 'eu1'],
    ['api.app.ddog-gov.com', 'api.ddog-gov.com', 'us1-fed'],
  ])('%s should be %s', (host, correct, site) => {
    const match = diagnose(altnames(host)).recognised[0];
    expect(match).toMatchObject({
      rule: 'host-not-in-certificate',
      sure: 'certain',
      nextCommand: `ddoauth check-regions --site ${site}`,
    });
    expect(match?.causes[0]).toMatchObject({ id: 'customer-subdomain', state: 'confirmed' });
    expect(match?.fix).toContain(`https://${correct} `);
  });

  it('confirms nothing about hosts of others, and rules the subdomain out for a known host', () => {
    expect(
      causeStates('host-not-in-certificate', altnames('api.acme.example.com'))[
        'customer-subdomain'
      ],
    ).not.toBe('confirmed');
    expect(
      causeStates(
        'host-not-in-certificate',
        "no alternative certificate subject name matches target host name 'api.datadoghq.com'",
      )['customer-subdomain'],
    ).toBe('ruled-out');
  });

  it('tells a misspelt host from one that is known', () => {
    const states = (host: string): Record<string, CauseState> =>
      causeStates('dns-failure', `getaddrinfo ENOTFOUND ${host}`);
    expect(states('api.datadoghq.eu')['misspelt']).toBe('ruled-out');
    expect(states('api.datadoghq.con')['misspelt']).toBe('confirmed');
    expect(states('api.https')['url-as-host']).toBe('confirmed');
    expect(states('api.acme.datadoghq.com')['customer-subdomain']).toBe('confirmed');
  });
});

describe('scopes', () => {
  const callback = (description: string): string =>
    `http://localhost:8085/cb?error=invalid_scope&error_description=${encodeURIComponent(description)}&state=s`;

  it('names what was not recognized', () => {
    const match = diagnose(callback('The following scopes are not recognized: a_read b_write'))
      .recognised[0];
    expect(match?.fix).toContain('a_read, b_write');
  });

  it('finds out next which one it was, where there is one', () => {
    const next = (description: string): string | undefined =>
      diagnose(callback(description), { site: 'us5' }).recognised[0]?.nextCommand;
    expect(next('The following scopes are not recognized: a_read')).toBe(
      'ddoauth authorize --bisect-scopes --site us5',
    );
    expect(next('invalid scope')).toBe('ddoauth authorize --bisect-scopes --site us5');
    expect(next('The following scopes are not recognized: ')).toBe('ddoauth authorize --site us5');
  });

  it('takes an empty list for an empty parameter', () => {
    const text = callback('The following scopes are not recognized: ');
    expect(causeStates('scope-not-recognized', text)).toEqual({ empty: 'confirmed' });
    expect(
      causeStates('scope-not-recognized', 'The following scopes are not recognized:\nnext line'),
    ).toEqual({ empty: 'confirmed' });
  });

  it.each([
    ["The following scopes are not recognized: ['a_read', 'b_write']", 'a_read, b_write'],
    [
      '{"errors":["invalid_scope - The following scopes are not recognized: a_read"],"state":"x"}',
      'a_read',
    ],
    ['the following scopes are unknown: a_read,b_write.', 'a_read, b_write'],
  ])('reads the names of %s', (text, names) => {
    const match = diagnose(text).recognised[0];
    expect(match?.fix).toContain(`Named: ${names}.`);
    expect(match?.causes.map(({ id }) => id)).not.toContain('empty');
  });

  it('does not take a message without a list for an empty one', () => {
    expect(
      causeStates('scope-not-recognized', 'The following scopes are not recognized'),
    ).not.toHaveProperty('empty');
    expect(causeStates('scope-not-recognized', '{"error":"invalid_scope"}')).not.toHaveProperty(
      'empty',
    );
  });

  it('knows a name that stands for sending data, and names nobody asked for', () => {
    const text = 'The following scopes are not recognized: metrics_write';
    expect(
      causeStates('scope-not-recognized', text, { requestedScopes: ['metrics_read'] }),
    ).toMatchObject({ 'send-scope': 'confirmed', 'not-asked': 'confirmed' });
    expect(
      causeStates('scope-not-recognized', text, { requestedScopes: ['metrics_write'] }),
    ).not.toHaveProperty('not-asked');
  });
});

test('a 401 with keys in the request shows them', () => {
  const states = causeStates(
    'unauthorized',
    'curl -H "DD-API-KEY: 0123456789abcdef0123456789abcdef" https://api.datadoghq.com/api/v1/monitor\n{"errors":["Unauthorized"]}',
  );
  expect(states['no-bearer']).toBe('confirmed');
});

test('a 403 with token and application key shows both', () => {
  const states = causeStates(
    'forbidden',
    'curl -H "Authorization: Bearer abcdefgh" -H "DD-APPLICATION-KEY: xxxxxxxx" https://api.datadoghq.com/api/v1/monitor\n{"errors":["Forbidden"]}',
  );
  expect(states).toMatchObject({ 'no-bearer': 'ruled-out', 'application-key': 'confirmed' });
});

test('the command of the caller decides what a bare code means', () => {
  expect(diagnose('invalid_grant', { command: 'grants refresh' }).recognised[0]?.rule).toBe(
    'refresh-token-refused',
  );
  expect(diagnose('access_denied - ', { command: 'authorize' }).recognised[0]).toMatchObject({
    rule: 'access-denied',
    sure: 'certain',
  });
  expect(diagnose('access_denied - ').recognised[0]?.sure).toBe('possible');
});

test('names the port that is busy and the seconds to wait', () => {
  expect(
    diagnose('listen EADDRINUSE: address already in use :::8085').recognised[0]?.fix,
  ).toContain('port 8085');
  expect(
    diagnose('HTTP/1.1 429\nx-ratelimit-name: events\nX-RateLimit-Reset: 17').recognised[0]?.fix,
  ).toContain('17 s');
});

test('the site of the text goes into the next command, else that of the caller', () => {
  const next = (text: string, site?: string): string | undefined =>
    diagnose(text, site === undefined ? {} : { site }).recognised[0]?.nextCommand;
  expect(
    next('{"errors":["Forbidden"]} from https://api.us3.datadoghq.com/api/v1/monitor', 'eu1'),
  ).toBe('ddoauth check-scopes --site us3');
  expect(next('{"errors":["Forbidden"]}', 'eu1')).toBe('ddoauth check-scopes --site eu1');
  expect(next('{"errors":["Forbidden"]}', 'eu1; rm -rf /')).toBe('ddoauth check-scopes');
});

test('surest first; look-alike hosts are not Datadog', () => {
  const { recognised } = diagnose(
    '{"errors":["invalid_request - Mismatching redirect URI."]}\nHTTP/1.1 502 Bad Gateway\nconnect ETIMEDOUT',
  );
  const order = ['certain', 'likely', 'possible'];
  const ranks = recognised.map(({ sure }) => order.indexOf(sure));
  expect(recognised.length).toBeGreaterThan(1);
  expect(ranks).toEqual([...ranks].sort());
  expect(diagnose('invalid_grant https://datadoghq.com.evil.example/').recognised[0]?.rule).toBe(
    'code-or-verifier-invalid',
  );
});
