/** An OAuth error as the server said it, whatever the envelope. */
export interface OAuthError {
  readonly status: number;
  /** `invalid_grant`; `undefined` when the body names no code. */
  readonly error: string | undefined;
  /** The server's words. */
  readonly description: string | undefined;
  /** The body as it came. */
  readonly raw: string;
}

/** An OAuth code, alone or before `text` with a dash between, as Datadog's `errors` strings have it. */
const CODE_AND_TEXT = /^\s*([a-z][a-z0-9]*(?:_[a-z0-9]+)+)\s*(?:[-–—:]\s*(.*))?$/is;

/** A form and nothing else, not too long to be an error. */
const FORM = /^(?=.{1,2000}$)\w+=[^\s<>&]*(?:&\w+=[^\s<>&]*)*$/;

/** An OAuth code and nothing else. */
const CODE = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/i;

/**
 * Reads an error body: Datadog's `{"errors": ["invalid_grant - text"]}`, the same with JSON:API
 * objects, RFC 6749's `{"error", "error_description"}`, an object under `error`, a form, or plain text.
 * @see RFC 6749 §5.2
 */
export function readOAuthError(status: number, body: string): OAuthError {
  const parsed = parseJson(body);
  if (isRecord(parsed)) {
    if (typeof parsed['error'] === 'string') {
      return {
        status,
        error: parsed['error'],
        description: textOf(parsed['error_description']),
        raw: body,
      };
    }
    const texts = errorTexts(parsed['errors'] ?? parsed['error']);
    if (texts.length > 0) {
      const split = texts.map((text) => CODE_AND_TEXT.exec(text)).find((match) => match !== null);
      return {
        status,
        error: split?.[1]?.toLowerCase(),
        description: split ? split[2]?.trim() : texts.join('; '),
        raw: body,
      };
    }
  }
  const form = new URLSearchParams(status >= 400 && FORM.test(body.trim()) ? body.trim() : '');
  const inForm = form.get('error');
  if (inForm !== null && CODE.test(inForm)) {
    const description = textOf(form.get('error_description'));
    return { status, error: inForm, description, raw: body };
  }
  const plain = CODE_AND_TEXT.exec(body.trim().slice(0, 500));
  return { status, error: plain?.[1]?.toLowerCase(), description: plain?.[2]?.trim(), raw: body };
}

function errorTexts(errors: unknown): string[] {
  if (typeof errors === 'string') return [errors];
  if (errors === undefined || errors === null) return [];
  return [errors].flat().flatMap((entry: unknown) => {
    if (typeof entry === 'string') return [entry];
    if (!isRecord(entry)) return [];
    return textOfObject(entry) ?? [];
  });
}

/** `code - text` of a JSON:API object, whose title may be the code; else the first of its texts. */
function textOfObject(entry: Record<string, unknown>): string | undefined {
  const [detail, title, code] = ['detail', 'title', 'code'].map((name) => textOf(entry[name]));
  const text = detail ?? textOf(entry['message']) ?? title ?? code;
  const named = [code, title].find((each) => each !== undefined && CODE.test(each));
  if (named === undefined || text === undefined || CODE_AND_TEXT.test(text)) return text;
  return `${named} - ${text}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
