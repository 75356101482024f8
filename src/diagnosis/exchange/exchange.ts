import { authorizationOf, hasSwapped, withoutSwap } from './client-credentials.ts';
import { readForm, valueOf, type Fields } from './fields.ts';
import { readCutJson } from './cut-json.ts';
import type { RawExchange } from './raw-exchange.ts';
import { roleOf, type Role } from './role.ts';
import type { ChallengeForm, Sealer } from './sealer.ts';
import { readTarget, type Target } from './target.ts';

/** What the token endpoint answered, secrets sealed. */
export interface TokenAnswer {
  readonly accessToken?: string;
  readonly refreshToken?: string;
  readonly expiresInSeconds?: number;
  readonly scopes?: readonly string[];
}

/**
 * One HTTP exchange as the rules see it. Secret values read as names, `(code 1)`, that are the same
 * for the same value: they can be compared and shown.
 */
export interface InputExchange {
  readonly role: Role;
  readonly method: string;
  readonly target: Target;
  /** Method and URL without its query, for evidence. */
  readonly shown: string;
  readonly headers: Fields;
  /** Of the request: media type in lower case, without parameters. */
  readonly contentType?: string;
  readonly bodyIs: 'none' | 'form' | 'json' | 'multipart' | 'other';
  /** The fields of the body, however it is encoded. */
  readonly form: Fields;
  /** The body has more than the input shows. */
  readonly partial: boolean;
  readonly bearer?: string;
  /** User name of HTTP Basic. */
  readonly basic?: string;
  /** `Authorization` with neither Bearer nor Basic. */
  readonly oddAuthorization?: boolean;
  /** The Bearer value is a variable, and its name says what it holds. */
  readonly bearerNamed?: 'refresh token';
  /** Id and secret of the client stand in each other's place. */
  readonly swapped?: true;
  readonly status?: number;
  readonly location?: string;
  /** Of a token request that was answered with a token. */
  readonly answer?: TokenAnswer;
  /** The answer is an error, by its status or its body. */
  readonly refused: boolean;
  readonly startedAt?: number;
  /** A browser fetched it ahead of the user. */
  readonly prefetch: boolean;
  /** Names of the parameters that a shell cut off at an unquoted `&`. */
  readonly lost: readonly string[];
  readonly sender?: string;
  /** The challenges that the verifier of this request belongs to. */
  readonly proofs: ReadonlyMap<string, ChallengeForm>;
  /** What is wrong with the form of challenge or verifier. @see RFC 7636 §4.1, §4.2 */
  readonly misshapen?: 'challenge' | 'verifier';
  /** The address stands in settings: only where it leads can be judged. */
  readonly setting: boolean;
  /** It was not made in the input: the answer before it leads there. */
  readonly derived: boolean;
}

type Json = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readJson(text: string): Json | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  const { value } = readCutJson(text);
  return isRecord(value) ? value : undefined;
}

function sealed(fields: Fields, sealer: Sealer): Fields {
  return fields.map(([name, value]) => [name, sealer.field(name, value)] as const);
}

/** Fields of a multipart body, by the names of its parts. */
function multipartFields(body: string): Fields {
  return [
    ...body.matchAll(
      /name="([^"\n]{1,200})"[^\n]{0,200}\n(?:[^\n]{1,300}\n){0,5}\n([^\n]{0,8000})/g,
    ),
  ].map((part) => [part[1] ?? '', part[2] ?? ''] as const);
}

function readBody(
  raw: RawExchange,
  contentType: string | undefined,
): Pick<InputExchange, 'bodyIs' | 'form'> {
  const { body = '', bodyFields } = raw;
  const json = readJson(body);
  if (json) {
    const fields = Object.entries(json).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[name, String(value)] as const]
        : [],
    );
    return { bodyIs: 'json', form: fields };
  }
  if (/multipart/.test(contentType ?? '') || /^--[\w-]+\n/.test(body)) {
    return { bodyIs: 'multipart', form: bodyFields ?? multipartFields(body) };
  }
  if (/^[\w.%+[\]-]{1,100}=/.test(body)) {
    // Files for HTTP clients have a field in each line.
    const joined = body.replace(/[ \t]*\n[ \t]*(?=&)|(?<=&)[ \t]*\n[ \t]*/g, '').trimEnd();
    return { bodyIs: 'form', form: readForm(joined) };
  }
  if (bodyFields && bodyFields.length > 0) return { bodyIs: 'form', form: bodyFields };
  return { bodyIs: body.trim() === '' ? 'none' : 'other', form: [] };
}

function answerOf(raw: RawExchange, sealer: Sealer): TokenAnswer | undefined {
  const json = readJson(raw.responseBody ?? '');
  const { access_token, refresh_token, expires_in, scope } = json ?? {};
  if (typeof access_token !== 'string' && typeof refresh_token !== 'string') return undefined;
  const seconds = Number(expires_in);
  return {
    ...(typeof access_token === 'string'
      ? { accessToken: sealer.seal('access token', access_token) }
      : {}),
    ...(typeof refresh_token === 'string'
      ? { refreshToken: sealer.seal('refresh token', refresh_token) }
      : {}),
    ...(seconds > 0 ? { expiresInSeconds: seconds } : {}),
    ...(typeof scope === 'string' ? { scopes: scope.split(/\s+/).filter(Boolean) } : {}),
  };
}

function isRefusal({ status, responseBody = '' }: RawExchange): boolean {
  if (status !== undefined) return status >= 400;
  return /^\s*\{\s*"(?:errors?)"\s*:\s*(?:"|\[\s*["{])/.test(responseBody);
}

function misshapen(fields: Fields, method: string | undefined): InputExchange['misshapen'] {
  const challenge = valueOf(fields, 'code_challenge') ?? '';
  const isPlain = method === 'plain';
  if (challenge !== '' && !isPlain && !/^[$<{[*(]|…|\.{3}/.test(challenge)) {
    if (!/^[\w-]{43}$/.test(challenge)) return 'challenge';
  }
  const verifier = valueOf(fields, 'code_verifier') ?? '';
  const isValue = verifier !== '' && !/^[$<{[*(]|…|\.{3}|redacted/i.test(verifier);
  return isValue && !/^[\w.~-]{43,128}$/.test(verifier) ? 'verifier' : undefined;
}

/** Takes one exchange apart and puts names in the place of its secrets. */
export function sealExchange(raw: RawExchange, sealer: Sealer, derived = false): InputExchange {
  const open = readTarget(raw.url);
  const contentType = valueOf(raw.headers, 'content-type')?.split(';')[0]?.trim().toLowerCase();
  const { bodyIs, form } = readBody(raw, contentType);
  const role = roleOf(raw.method, open, form);
  const fields = [...open.query, ...form];
  const purpose = [
    ...['sec-purpose', 'purpose', 'x-moz', 'x-purpose'].map((name) => valueOf(raw.headers, name)),
  ].join(' ');
  const location = raw.responseHeaders && valueOf(raw.responseHeaders, 'location');
  const answer = role === 'token' ? answerOf(raw, sealer) : undefined;
  const shape = misshapen(fields, valueOf(fields, 'code_challenge_method'));
  const host = open.host === '' ? '' : `${open.scheme || 'https'}://${open.host}`;
  const agent = valueOf(raw.headers, 'user-agent');
  const sender = agent ?? raw.sender;
  return {
    role,
    method: raw.method,
    target: { ...open, query: sealed(withoutSwap(open.query, sealer), sealer) },
    shown: `${raw.method} ${host}${open.path}`.slice(0, 160),
    headers: raw.headers.flatMap(([name, value]) =>
      /^(?:authorization|cookie|proxy-authorization)$/.test(name)
        ? []
        : [[name, sealer.field(name, value)] as const],
    ),
    ...(contentType === undefined || contentType === '' ? {} : { contentType }),
    bodyIs,
    form: sealed(withoutSwap(form, sealer), sealer),
    ...(role === 'token' && hasSwapped(raw, fields) ? { swapped: true } : {}),
    partial: raw.partial === true,
    ...authorizationOf(raw, sealer),
    ...(raw.status === undefined ? {} : { status: raw.status }),
    ...(location === undefined ? {} : { location }),
    ...(answer === undefined ? {} : { answer }),
    refused: isRefusal(raw),
    ...(raw.startedAt === undefined ? {} : { startedAt: raw.startedAt }),
    prefetch: /prefetch|preview|prerender/i.test(purpose),
    lost: readForm((raw.lostAtAmpersand ?? '').replace(/["'\\]+$/, '')).map(([name]) => name),
    ...(sender === undefined ? {} : { sender }),
    proofs: sealer.proofs(valueOf(fields, 'code_verifier') ?? ''),
    ...(shape === undefined ? {} : { misshapen: shape }),
    setting: raw.setting === true,
    derived,
  };
}
