import { pageText } from './page-text.ts';

/** The page that ends an authorization. Any of its texts may come from outside. */
export interface FinalPage {
  /** Whether the token exchange worked. */
  readonly ok: boolean;
  readonly title: string;
  readonly detail?: string;
  /** Shown as a list: site, organisation, scopes. */
  readonly facts?: readonly (readonly [label: string, value: string])[];
  /** What to do next, one sentence. */
  readonly fix?: string;
  /** The command to run next. */
  readonly command?: string;
}

/** Every page the callback server answers with, as HTML documents. */
export interface CallbackPages {
  final(page: FinalPage): string;
  /** The callback arrived, the token exchange is under way longer than a browser waits. */
  waiting(): string;
  /** A callback of another authorization, an old tab for instance. */
  wrongState(): string;
  /** A callback that is not to be understood. */
  rejected(): string;
  /** The command ended before the authorization did. */
  cancelled(): string;
  /** The onboarding request could not be continued. */
  onboardingFailed(reason: string): string;
  /** Requests that are none of the above, by HTTP status. */
  refused(status: RefusalStatus): string;
}

/** Statuses of requests the server does not look into. */
export type RefusalStatus = 400 | 404 | 405 | 414 | 421 | 431 | 500;

const REFUSALS: Readonly<Record<RefusalStatus, readonly [title: string, detail: string]>> = {
  400: ['Bad request', 'This request cannot be read.'],
  404: ['Not found', 'Only the redirect URI is answered here, exactly as it is registered.'],
  405: ['Method not allowed', 'Only GET is answered here.'],
  414: ['Address too long', 'No answer of Datadog is this long.'],
  421: ['Wrong host', 'This address does not have the host and port of the redirect URI.'],
  431: ['Too many headers', 'No browser sends this many.'],
  500: ['Something broke', 'The request could not be handled.'],
};

type Mood = 'good' | 'bad' | 'calm';
const SIGNS: Readonly<Record<Mood, string>> = { good: '✓', bad: '✕', calm: '…' };
const BACK = 'The terminal is still waiting for the right answer.';

/** The pages in English: no scripts, nothing loaded, light and dark. */
export function callbackPages(): CallbackPages {
  return {
    final: finalPage,
    waiting: () =>
      note('calm', 'Almost done', 'The answer has arrived and is being checked.', 'Reload later.'),
    wrongState: () =>
      note('bad', 'Not the expected answer', 'It belongs to another authorization.', BACK),
    rejected: () => note('bad', 'Not a valid answer', 'It cannot be understood.', BACK),
    cancelled: () =>
      note('bad', 'Ended early', 'The command ended before this answer was used.', 'Start again.'),
    onboardingFailed: (reason) =>
      finalPage({ ok: false, title: 'Onboarding did not work', detail: reason, fix: BACK }),
    refused: (status) => note('bad', ...REFUSALS[status]),
  };
}

function finalPage(page: FinalPage): string {
  const facts = (page.facts ?? [])
    .map(([label, value]) => `<dt>${pageText(label)}</dt><dd>${pageText(value)}</dd>`)
    .join('');
  const body = [
    paragraph(page.detail),
    facts && `<dl>${facts}</dl>`,
    page.fix === undefined ? '' : `<p class="fix">${pageText(page.fix)}</p>`,
    page.command === undefined ? '' : `<pre><code>${pageText(page.command)}</code></pre>`,
    paragraph(
      page.ok ? 'You can close this tab and go back to the terminal.' : 'The terminal says more.',
    ),
  ];
  return htmlDocument(page.ok ? 'good' : 'bad', page.title, body.join(''));
}

function note(mood: Mood, title: string, ...lines: readonly string[]): string {
  return htmlDocument(mood, title, lines.map(paragraph).join(''));
}

function paragraph(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `<p>${pageText(text)}</p>`;
}

function htmlDocument(mood: Mood, title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${pageText(title)} · ddoauth</title>
<style>${STYLE}</style>
</head>
<body>
<main class="${mood}">
<h1><span aria-hidden="true">${SIGNS[mood]}</span> ${pageText(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1f1b2d;--soft:#57516b;--paper:#f5f3f9;--card:#fff;--line:#ddd8e8;--good:#11703a;--bad:#b3261e;--calm:#5b3fa8}
@media (prefers-color-scheme:dark){:root{--ink:#ece9f4;--soft:#b5aec8;--paper:#16131f;--card:#211d2e;--line:#3a3450;--good:#5fd08d;--bad:#ff8a80;--calm:#b79dff}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
main{width:100%;max-width:36rem;padding:2rem;background:var(--card);border:1px solid var(--line);border-top:4px solid var(--calm);border-radius:10px;overflow-wrap:anywhere}
main.good{border-top-color:var(--good)}main.bad{border-top-color:var(--bad)}
h1{margin:0 0 1rem;font-size:1.4rem;line-height:1.3}
h1 span{color:var(--calm)}.good h1 span{color:var(--good)}.bad h1 span{color:var(--bad)}
p{margin:.6rem 0;white-space:pre-line}p:last-child{color:var(--soft);margin-bottom:0}.fix{font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem;margin:1rem 0}dt{color:var(--soft)}dd{margin:0}
pre{margin:.8rem 0;padding:.8rem 1rem;background:var(--paper);border:1px solid var(--line);border-radius:6px;white-space:pre-wrap}
`;
