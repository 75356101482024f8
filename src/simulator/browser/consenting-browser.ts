import { Agent, request as httpRequest } from 'node:http';
import { fromSimulatorUrl, toSimulatorUrl } from '../http/address.ts';
import { fillForm, readForms } from './html-form.ts';

/** What a user in front of the simulator's consent page does. */
export interface ConsentingBrowserOptions {
  /** The simulator's. */
  readonly origin: string;
  readonly decision: 'authorize' | 'deny';
  /** Key of the site whose org to pick. Default: what the page has selected. */
  readonly site?: string;
  readonly signal: AbortSignal;
}

/** Where the browser ended: about to leave the simulator, or on a page that goes no further. */
export type BrowserOutcome =
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'page'; readonly status: number; readonly text: string };

interface Fetched {
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
}

const MOST_STEPS = 20;
const MOST_CHARACTERS = 1_000_000;

/**
 * A browser with a user who consents: opens a real Datadog URL at the simulator, follows redirects
 * that stay there, logs in where it has to, presses a button of the consent form, and stops in front
 * of the first redirect that leaves, which it does not follow. Uses no proxy.
 * @returns a function that rejects with the signal's reason when it aborts, and with the system's
 * error when the simulator cannot be reached
 */
export function consentingBrowser(
  options: ConsentingBrowserOptions,
): (realUrl: string) => Promise<BrowserOutcome> {
  return async (realUrl) => {
    let next = inSimulator(options.origin, realUrl);
    if (next === undefined) return { kind: 'redirect', location: realUrl };
    let form: URLSearchParams | undefined;
    let last: Fetched | undefined;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      last = await load(next, form, options.signal);
      if (last.location !== undefined && last.status >= 300 && last.status < 400) {
        const target = URL.canParse(last.location, next)
          ? new URL(last.location, next).href
          : last.location;
        const staying = inSimulator(options.origin, target);
        // The bytes as they came: a parsed URL could differ from the registered redirect URI.
        if (staying === undefined) return { kind: 'redirect', location: last.location };
        [next, form] = [staying, undefined];
        continue;
      }
      const submission = press(last, next, options);
      if (!submission) break;
      [next, form] = [submission.url, submission.data];
    }
    return { kind: 'page', status: last?.status ?? 0, text: last?.text ?? '' };
  };
}

/** A URL of the simulator for one of the simulator's own or of Datadog's; else `undefined`. */
function inSimulator(origin: string, url: string): string | undefined {
  if (fromSimulatorUrl(origin, url) !== undefined) return url;
  return toSimulatorUrl(origin, url);
}

function press(
  page: Fetched,
  url: string,
  options: ConsentingBrowserOptions,
): { readonly url: string; readonly data: URLSearchParams | undefined } | undefined {
  const buttons = [
    { name: 'decision', value: options.decision },
    { name: 'login', value: '1' },
  ];
  for (const form of readForms(page.text)) {
    const filled = buttons.map((button) => fillForm(form, button, options.site));
    const data = filled.find((each) => each !== undefined);
    if (!data) continue;
    const action = new URL(form.action, url);
    if (inSimulator(options.origin, action.href) === undefined) continue;
    if (form.method === 'post') return { url: action.href, data };
    action.search = data.toString();
    return { url: action.href, data: undefined };
  }
  return undefined;
}

function load(
  url: string,
  form: URLSearchParams | undefined,
  signal: AbortSignal,
): Promise<Fetched> {
  const body = form?.toString();
  const agent = new Agent({ keepAlive: false });
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const request = httpRequest(
      url,
      {
        agent,
        method: body === undefined ? 'GET' : 'POST',
        signal,
        headers: {
          accept: 'text/html',
          ...(body === undefined
            ? {}
            : {
                'content-type': 'application/x-www-form-urlencoded',
                'content-length': Buffer.byteLength(body),
              }),
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if (text.length < MOST_CHARACTERS) text += chunk;
        });
        response.on('error', (error) => reject(signal.aborted ? signal.reason : error));
        response.on('end', () => {
          const { statusCode = 0, headers } = response;
          resolve({ status: statusCode, location: headers.location, text });
        });
      },
    );
    request.on('error', (error) => reject(signal.aborted ? signal.reason : error));
    request.end(body);
  });
}
