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

/**
 * Reads an error body: Datadog's `{"errors": ["invalid_grant - text"]}`, the same with JSON:API
 * objects, RFC 6749's `{"error", "error_description"}`, or plain text.
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
    const texts = errorTexts(parsed['errors']);
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
  const plain = CODE_AND_TEXT.exec(body.trim().slice(0, 500));
  return { status, error: plain?.[1]?.toLowerCase(), description: plain?.[2]?.trim(), raw: body };
}

function errorTexts(errors: unknown): string[] {
  if (typeof errors === 'string') return [errors];
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((entry: unknown) => {
    if (typeof entry === 'string') return [entry];
    if (!isRecord(entry)) return [];
    const text = textOf(entry['detail']) ?? textOf(entry['title']) ?? textOf(entry['code']);
    return text === undefined ? [] : [text];
  });
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
