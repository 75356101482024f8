import type { InputExchange } from './exchange.ts';

/** What an input is. */
export type InputKind =
  | 'har'
  | 'curl'
  | 'code'
  | 'http'
  | 'authorize-url'
  | 'callback-url'
  | 'onboarding-url'
  | 'api-url'
  | 'errors-json'
  | 'oauth-json'
  | 'json'
  | 'page'
  | 'stack-trace'
  | 'log'
  | 'text';

/** How stack traces of each language look. */
const TRACES: readonly (readonly [language: string, pattern: RegExp])[] = [
  [
    'Node',
    /^\s{2,8}at [^\n]{1,300}\(?(?:node:|file:|\/|[A-Z]:\\|internal\/)[^\n]{1,300}:\d+:\d+\)?/m,
  ],
  ['Python', /^Traceback \(most recent call last\)|^ {2}File "[^"\n]{1,300}", line \d+/m],
  [
    'Java',
    /^\s{0,8}at [\w$.]{3,300}\((?:[\w$]{1,200}\.(?:java|kt|scala)(?::\d+)?|Native Method|Unknown Source)\)/m,
  ],
  ['Go', /^goroutine \d+ \[|^panic: |^(?:Get|Post|Put) "https?:\/\/[^\n"]{1,2000}": /m],
  ['.NET', /^\s{0,8}at [\w.`<>]{3,300}\([^)\n]{0,300}\) in [^\n]{1,300}:line \d+/m],
  ['Ruby', /^\s{0,8}from [^\n:]{1,300}\.rb:\d+:in /m],
];

/** The language whose stack trace a text has. */
export function traceLanguage(text: string): string | undefined {
  return TRACES.find(([, pattern]) => pattern.test(text))?.[0];
}

/** What an input is when it holds no requests, or only names them. */
export function textKind(text: string, exchanges: readonly InputExchange[]): InputKind {
  const [first] = exchanges;
  const bare = text.trim();
  if (first && exchanges.length === 1 && !/[\n\s]/.test(bare)) {
    if (first.role === 'authorize') return 'authorize-url';
    if (first.role === 'callback') return 'callback-url';
    if (first.role === 'onboarding') return 'onboarding-url';
    if (/^https?:/i.test(bare)) return 'api-url';
  }
  if (/^[{[]/.test(bare)) {
    if (/^\{[^{}]{0,400}"errors"\s{0,8}:/s.test(bare)) return 'errors-json';
    if (/^\{[^{}]{0,400}"error"\s{0,8}:\s{0,8}"/s.test(bare)) return 'oauth-json';
    return 'json';
  }
  if (/^\s{0,200}<(?:!doctype|html|head|body)\b/i.test(bare.slice(0, 400))) return 'page';
  if (traceLanguage(text) !== undefined) return 'stack-trace';
  return bare.split('\n', 4).length > 3 ? 'log' : 'text';
}
