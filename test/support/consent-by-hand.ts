/** What a person's click on a simulator's consent page came to. */
export interface HandConsent {
  /** Where the browser was sent: the redirect URI with the answer's parameters. */
  readonly location: string;
}

/**
 * Opens an authorize URL of a simulator and submits its form, as a browser elsewhere would.
 * @param url as printed: `http://127.0.0.1:PORT/app.datadoghq.com/oauth2/v1/authorize?…`
 * @param site key of the site to pick; the one shown otherwise
 */
export async function consentByHand(
  url: string,
  site?: string,
  decision: 'authorize' | 'deny' = 'authorize',
): Promise<HandConsent> {
  const page = await fetch(url);
  const html = await page.text();
  if (page.status !== 200) throw new Error(`${String(page.status)}: ${html}`);
  const user = site === undefined ? / selected>/ : new RegExp(`data-site="${site}"`);
  const option = html.split('\n').find((line) => line.startsWith('<option') && user.test(line));
  const form = new URLSearchParams({
    request: attribute(html, /name="request" value="([^"]*)"/),
    user: attribute(option ?? '', /value="([^"]*)"/),
    decision,
  });
  const action = new URL(attribute(html, /<form method="post" action="([^"]*)"/), url);
  const answer = await fetch(action, { method: 'POST', body: form, redirect: 'manual' });
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`${String(answer.status)}: ${await answer.text()}`);
  return { location };
}

function attribute(html: string, pattern: RegExp): string {
  const value = pattern.exec(html)?.[1];
  if (value === undefined) throw new Error(`nothing like ${String(pattern)} in ${html}`);
  return value;
}
