import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SITES } from '../../../src/catalog/sites.ts';
import { consentingBrowser } from '../../../src/simulator/browser/consenting-browser.ts';
import { fillForm, readForms } from '../../../src/simulator/browser/html-form.ts';
import { authorizeUrl, get, post, REDIRECT_URI, simulate, type TestSimulator } from '../support.ts';

function browser(
  simulator: TestSimulator,
  options: Partial<Parameters<typeof consentingBrowser>[0]> = {},
) {
  return consentingBrowser({
    origin: simulator.origin,
    decision: 'authorize',
    signal: AbortSignal.timeout(10_000),
    ...options,
  });
}

describe('consentingBrowser', () => {
  it.each(SITES.filter((site) => site.environment === 'commercial').map((site) => site.key))(
    'picks %s and stops in front of the redirect URI',
    async (site) => {
      const simulator = await simulate();
      const outcome = await browser(simulator, { site })(authorizeUrl(simulator));
      if (outcome.kind !== 'redirect') throw new Error(outcome.text);
      expect(outcome.location.startsWith(`${REDIRECT_URI}?code=`)).toBe(true);
      const domain = SITES.find((row) => row.key === site)?.domain;
      expect(new URL(outcome.location).searchParams.get('domain')).toBe(domain);
    },
  );

  it('denies', async () => {
    const simulator = await simulate();
    const outcome = await browser(simulator, { decision: 'deny' })(authorizeUrl(simulator));
    expect(outcome).toEqual({
      kind: 'redirect',
      location: `${REDIRECT_URI}?error=access_denied&state=a-state`,
    });
  });

  it('returns the page it is stuck on', async () => {
    const simulator = await simulate();
    const bad = await browser(simulator)(authorizeUrl(simulator, { client_id: 'x' }));
    expect(bad).toEqual({
      kind: 'page',
      status: 400,
      text: '{"errors":["invalid_request - Invalid client_id parameter value."]}',
    });
    const gov = await browser(simulator, { site: 'us1-fed' })(authorizeUrl(simulator));
    expect(gov).toMatchObject({ kind: 'page', status: 200 });
    expect(simulator.state().grants).toEqual([]);
  });

  it('stops in front of the onboarding URL, and returns what is no URL of Datadog', async () => {
    const simulator = await simulate();
    const start = `https://app.datadoghq.com/__simulator/test-authorization?client_id=${simulator.clientId}`;
    const outcome = await browser(simulator)(start);
    expect(outcome).toMatchObject({ kind: 'redirect' });
    if (outcome.kind === 'redirect') {
      expect(outcome.location).toContain('https://partner.example.test/onboarding?from=tile&site=');
    }
    const elsewhere = 'http://127.0.0.1:1/authorize';
    expect(await browser(simulator)(elsewhere)).toEqual({ kind: 'redirect', location: elsewhere });
  });

  it('follows redirects to real Datadog URLs, but not for ever', async () => {
    const simulator = await simulate();
    const faults = `${simulator.origin}/__simulator/faults`;
    const jump = { kind: 'status', status: 302, host: 'us3.datadoghq.com' };
    const to = authorizeUrl(simulator);
    await post(simulator, faults, [{ ...jump, headers: { location: to } }]);
    const from = 'https://us3.datadoghq.com/oauth2/v1/authorize?x';
    expect(await browser(simulator)(from)).toMatchObject({ kind: 'redirect' });
    await post(simulator, faults, [{ ...jump, headers: { location: from } }]);
    expect(await browser(simulator)(from)).toMatchObject({ kind: 'page', status: 302 });
  });

  it('ends when told to', async () => {
    const simulator = await simulate();
    await post(simulator, `${simulator.origin}/__simulator/faults`, [{ kind: 'black-hole' }]);
    const stop = new AbortController();
    const reason = new Error('stopped');
    const running = browser(simulator, { signal: stop.signal })(authorizeUrl(simulator));
    setTimeout(() => stop.abort(reason), 100);
    await expect(running).rejects.toBe(reason);
    const late = browser(simulator, { signal: stop.signal })(authorizeUrl(simulator));
    await expect(late).rejects.toBe(reason);
  });

  it('rejects when the simulator is gone', async () => {
    const simulator = await simulate();
    await simulator.close();
    const running = browser(simulator)(authorizeUrl(simulator));
    await expect(running).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('submits no form that leads out of the simulator', async () => {
    const asked: string[] = [];
    const outside = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void outside.close());
    const address = outside.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const simulator = await simulate();
    const form = `<form method=post action="http://127.0.0.1:${port}/"><button name=decision value=authorize>`;
    await post(simulator, `${simulator.origin}/__simulator/faults`, [
      { kind: 'status', status: 200, body: form },
    ]);
    const outcome = await browser(simulator)(authorizeUrl(simulator));
    expect(outcome).toEqual({ kind: 'page', status: 200, text: form });
    expect(asked).toEqual([]);
  });
});

describe('the consent page', () => {
  it('has the one form that consentingBrowser needs', async () => {
    const simulator = await simulate();
    const { text, headers } = await get(simulator, authorizeUrl(simulator));
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    const [form, ...others] = readForms(text);
    expect(others).toEqual([]);
    expect(form?.method).toBe('post');
    expect(form?.fields.map((field) => [field.kind, field.name])).toEqual([
      ['input', 'request'],
      ['select', 'user'],
      ['button', 'decision'],
      ['button', 'decision'],
    ]);
    const select = form?.fields.find((field) => field.kind === 'select');
    expect(select?.options.map((option) => option.site)).toContain('eu1');
    expect(select?.options.filter((option) => option.selected)).toHaveLength(1);
  });

  it('names client, scopes, language, and labels its control', async () => {
    const simulator = await simulate();
    const { text } = await get(simulator, authorizeUrl(simulator, { scope: 'events_read' }));
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('<h1>Authorize Example Integration</h1>');
    expect(text).toContain('<label for="user">');
    expect(text).toContain('<code>events_read</code>');
    expect(text).not.toContain('monitors_read');
    expect(text).not.toContain('<script');
  });
});

describe('readForms and fillForm', () => {
  it('reads what a browser would send', () => {
    const [form] = readForms(`
      <!-- <form><input name=no value=no></form> -->
      <script>"<form><input name=no>"</script>
      <input name="outside" value="1">
      <FORM action='/go?a=1&amp;b=2' METHOD="POST">
        <input type=hidden name=id value="a&quot;b &#39;&#x41;">
        <input type=checkbox name=off value=1> <input type=checkbox name=on value=1 checked>
        <input name=gone value=1 disabled> <input value="no name">
        <select name=org><option value=1 data-site=us1>One<option value=2 data-site=eu1 selected>Two</select>
        <button type=button name=decision value=nothing>x</button>
        <button name=decision value=deny>Deny</button>
        <input type=submit name=decision value=authorize>
      </FORM>
      <input name="after" value="1">`);
    if (!form) throw new Error('no form');
    expect(form.action).toBe('/go?a=1&b=2');
    const pressed = { name: 'decision', value: 'authorize' };
    expect(fillForm(form, pressed, undefined)?.toString()).toBe(
      new URLSearchParams([
        ['id', `a"b 'A`],
        ['on', '1'],
        ['org', '2'],
        ['decision', 'authorize'],
      ]).toString(),
    );
    expect(fillForm(form, pressed, 'us1')?.get('org')).toBe('1');
    expect(fillForm(form, pressed, 'ap1')).toBeUndefined();
    expect(fillForm(form, { name: 'decision', value: 'nothing' }, 'us1')).toBeUndefined();
  });
});
