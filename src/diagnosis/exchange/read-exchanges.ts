import { findCode } from './code/find-code.ts';
import { findCopiedCode } from './copied-code.ts';
import { findCurl } from './curl.ts';
import { sealExchange, type InputExchange } from './exchange.ts';
import { correlate, inOrder, type Flow } from './flow.ts';
import { readHar } from './har.ts';
import { findHttpMessages } from './http-message.ts';
import { textKind, traceLanguage, type InputKind } from './input-kind.ts';
import type { InputForm } from '../../model/diagnosis.ts';
import { findInLog } from './log-lines.ts';
import { findLineTools } from './line-tools.ts';
import { findPanels } from './panel.ts';
import { plainPseudoHeaders, plainRequestFile } from './request-file.ts';
import { findSettings } from './settings.ts';
import type { Found, RawExchange } from './raw-exchange.ts';
import { createSealer, type Sealer } from './sealer.ts';
import { readTarget } from './target.ts';

/** The requests of one or more inputs, put together. */
export interface ExchangeReading {
  /** In the order in which they were made; secrets sealed. */
  readonly exchanges: readonly InputExchange[];
  readonly flows: readonly Flow[];
  /** One for each input. */
  readonly forms: readonly InputForm[];
  /** The values that were sealed, to be masked elsewhere. */
  readonly secrets: readonly string[];
}

/** One input, cleaned. */
export interface InputText {
  /** All of it. */
  readonly whole: string;
  /** What is read closely, as it stands and with its wrappings off. */
  readonly views: readonly string[];
}

interface Raw {
  readonly kind?: InputKind;
  readonly exchanges: readonly RawExchange[];
  readonly count: number;
  readonly cut: boolean;
}

function blanked(text: string, found: readonly Found[]): string {
  let rest = '';
  let at = 0;
  for (const { from, to } of [...found].sort((a, b) => a.from - b.from)) {
    if (from < at) continue;
    rest += text.slice(at, from) + text.slice(from, to).replace(/[^\n]/g, ' ');
    at = to;
  }
  return rest + text.slice(at);
}

function readView(view: string): Raw {
  const text = plainPseudoHeaders(plainRequestFile(view));
  const lines = [...findCurl(text), ...findLineTools(text), ...findCopiedCode(text)];
  const afterLines = blanked(text, lines);
  const written = [...findCode(afterLines), ...findSettings(afterLines)];
  const commands = [...lines, ...written];
  const afterCommands = blanked(text, commands);
  const panels = findPanels(afterCommands);
  const afterPanels = blanked(afterCommands, panels);
  const messages = [...panels, ...findHttpMessages(afterPanels)];
  const logged = findInLog(blanked(afterPanels, messages));
  const found = [...commands, ...messages, ...logged].sort((a, b) => a.from - b.from);
  const [command] = commands;
  const kind =
    command !== undefined
      ? command.exchange.sender === 'curl'
        ? ('curl' as const)
        : ('code' as const)
      : messages.length > 0
        ? ('http' as const)
        : undefined;
  const only = found.length === 1 ? found[0] : undefined;
  const isCommand = only !== undefined && commands.includes(only);
  const exchanges = isCommand ? [withAnswer(only, text)] : found.map(({ exchange }) => exchange);
  return { ...(kind ? { kind } : {}), exchanges, count: found.length, cut: false };
}

/** What was pasted behind the one command of a text is its answer. */
function withAnswer({ exchange, to }: Found, view: string): RawExchange {
  const rest = view.slice(to, to + 20_000);
  const status = /\bHTTP\/[\d.]{1,3} (\d{3})\b/.exec(rest)?.[1];
  const body = /\{[\s\S]*/.exec(rest)?.[0];
  return {
    ...exchange,
    ...(status === undefined ? {} : { status: Number(status) }),
    ...(body === undefined ? {} : { responseBody: body }),
  };
}

/** The query of a callback, without the URL before it. */
function bareQuery(view: string): RawExchange | undefined {
  const text = view.trim();
  const isQuery = /^\??(?:code|error|state|domain|site)=[^\s"'<>]{1,8000}$/.test(text);
  return isQuery && /(?:^|[?&])(?:code|error)=/.test(text) && text.includes('&')
    ? { method: 'GET', url: `/callback?${text.replace(/^\?/, '')}`, headers: [] }
    : undefined;
}

/** Whether a view has a wrapping that would cut URLs short: HTML's `&amp;`, the escapes of JSON. */
function isWrapped(view: string): boolean {
  return (
    /&(?:amp|quot|#34|#39|#x27);|\\u0026/i.test(view) ||
    (/^\s*[{["]/.test(view) && /\\["n/]/.test(view))
  );
}

/** A view of HTML with the URLs of its attributes as a browser reads them. */
function withPlainAttributes(view: string): string {
  return view.replace(/=(["'])https?:[^"'<>\s]{1,8000}\1/g, (attribute) =>
    attribute.replaceAll(/&amp;/gi, '&'),
  );
}

function readRaw({ whole, views }: InputText): Raw {
  for (const text of [whole, ...views.slice(1)]) {
    const har = text.includes('"entries"') ? readHar(text) : undefined;
    if (har) {
      return { kind: 'har', exchanges: har.exchanges, count: har.entries, cut: har.cut };
    }
  }
  let none: Raw = { exchanges: [], count: 0, cut: false };
  const wrapped = views.filter(isWrapped);
  const plain = wrapped.map(withPlainAttributes).filter((view) => !wrapped.includes(view));
  for (const view of [...views.filter((each) => !wrapped.includes(each)), ...plain, ...wrapped]) {
    const bare = bareQuery(view);
    if (bare) return { exchanges: [bare], count: 1, cut: false };
    const raw = readView(view);
    // Percent-decoding a view again would take apart what its requests carry: the first is best.
    if (raw.exchanges.some(isTelling)) return raw;
    if (raw.count > none.count) none = raw;
  }
  return none;
}

function isTelling(raw: RawExchange): boolean {
  return sealExchange(raw, createSealer()).role !== 'other';
}

/** A redirect that brings a code leads to the callback, even if the input ends before it. */
function withDerived(
  raws: readonly RawExchange[],
  urls: Set<string>,
): { raw: RawExchange; derived: boolean }[] {
  return raws.flatMap((raw) => {
    const location = raw.responseHeaders?.find(([name]) => name === 'location')?.[1];
    const leads =
      location !== undefined &&
      !urls.has(location) &&
      /[?&#](?:code|error)=/.test(location) &&
      readTarget(raw.url).place.kind !== 'outside' &&
      readTarget(location).host !== '';
    if (!leads) return [{ raw, derived: false }];
    const { startedAt } = raw;
    const callback = {
      method: 'GET',
      url: location,
      headers: [],
      ...(startedAt === undefined ? {} : { startedAt }),
    };
    urls.add(location);
    return [
      { raw, derived: false },
      { raw: callback, derived: true },
    ];
  });
}

/** Reads the requests of inputs that belong together. Never throws. */
export function readExchanges(
  texts: readonly InputText[],
  sealer: Sealer = createSealer(),
): ExchangeReading {
  const read = texts.map((text) => ({ text, raw: readRaw(text) }));
  const urls = new Set(read.flatMap(({ raw }) => raw.exchanges.map(({ url }) => url)));
  const raws = read.map(({ raw }) => withDerived(raw.exchanges, urls));
  // Twice: a verifier is held against challenges that may stand behind it.
  const seal = (): InputExchange[][] =>
    raws.map((list) => list.map(({ raw, derived }) => sealExchange(raw, sealer, derived)));
  seal();
  const sealedLists = seal();
  const exchanges = inOrder(sealedLists.flat());
  const forms = read.map(({ text, raw }, index): InputForm => {
    const kind = raw.kind ?? textKind(text.views[0] ?? text.whole, sealedLists[index] ?? []);
    const language = kind === 'stack-trace' ? traceLanguage(text.views[0] ?? '') : undefined;
    return {
      kind,
      ...(language === undefined ? {} : { language }),
      exchanges: raw.count,
      cut: raw.cut,
    };
  });
  return { exchanges, flows: correlate(exchanges), forms, secrets: sealer.secrets() };
}
