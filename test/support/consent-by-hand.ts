/** What a person's click on a simulator's consent page came to. */
export interface HandConsent {
  /** Where the browser was sent: the redirect URI with the answer's parameters. */
  readonly location: string;
}

/**
 * Opens an authorize URL of a simulator, logs in where it has to, and submits the consent form, as a
 * browser elsewhere would. Ends where a redirect leaves the simulator, with or without a form before.
 * @param url as printed: `http://127.0.0.1:PORT/app.datadoghq.com/oauth2/v1/authorize?…`
 * @param site key of the site to pick; the one shown otherwise
 */
export async function consentByHand(
  url: string,
  site?: string,
  decision: 'authorize' | 'deny' = 'authorize',
): Promise<HandConsent> {
  let here = url;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 10; step += 1) {
    const method = form === undefined ? {} : { method: 'POST', body: form };
    const answer = await fetch(here, { redirect: 'manual', ...method });
    const location = answer.headers.get('location');
    const html = await answer.text();
    form = undefined;
    if (location !== null) {
      const next = new URL(location, here);
      if (next.origin !== new URL(url).origin) return { location };
      here = next.href;
      continue;
    }
    if (answer.status !== 200) throw new Error(`${String(answer.status)}: ${html}`);
    here = new URL(attribute(html, /<form method="post" action="([^"]*)"/), here).href;
    form = html.includes('name="login"') ? loginForm(html) : consentForm(html, site, decision);
  }
  throw new Error(`no end in sight at ${here}`);
}

function loginForm(html: string): URLSearchParams {
  const next = attribute(html, /name="next" value="([^"]*)"/).replaceAll('&amp;', '&');
  return new URLSearchParams({ next, login: '1' });
}

function consentForm(html: string, site: string | undefined, decision: string): URLSearchParams {
  const user = site === undefined ? / selected>/ : new RegExp(`data-site="${site}"`);
  const option = html.split('\n').find((line) => line.startsWith('<option') && user.test(line));
  return new URLSearchParams({
    request: attribute(html, /name="request" value="([^"]*)"/),
    user: attribute(option ?? '', /value="([^"]*)"/),
    decision,
  });
}

function attribute(html: string, pattern: RegExp): string {
  const value = pattern.exec(html)?.[1];
  if (value === undefined) throw new Error(`nothing like ${String(pattern)} in ${html}`);
  return value;
}
