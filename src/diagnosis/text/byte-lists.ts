/** `{`, `[`, `<` in decimal, and what follows: Rust's `Vec<u8>`, Go's `[]byte`, a Buffer in JSON. */
const DECIMAL = /(?<![\w.])(?:123|91|60)(?:(?:, ?| )\d{1,3}){12,8191}(?![\w.])/g;
/** As Node prints a Buffer; it stops after 50 bytes. */
const HEXADECIMAL =
  /<Buffer ((?:[0-9a-f]{2} ){12,8191}[0-9a-f]{2})(?: \.{3} \d{1,12} more bytes?)?>/g;

/** The text of bytes, when they are legible. */
function legible(bytes: readonly number[]): string | undefined {
  if (bytes.some((byte) => byte > 255)) return undefined;
  const text = Buffer.from(bytes).toString('utf8');
  // A Buffer that was cut may end within a character.
  return /^(?:[^\p{Cc}\ufffd]|\s)+\ufffd?$/u.test(text) ? text : undefined;
}

/** The body of an answer as the gateway of a cloud hands it on. */
const GATEWAY = /["']isBase64Encoded["']\s{0,8}:\s{0,8}true\b/i;
const GATEWAY_BODY = /(["']body["']\s{0,8}:\s{0,8}["'])([A-Za-z0-9+/]{16,200000}={0,2})(?=["'])/g;

/** A body in base64, as what stands in a JSON string. */
function unpacked(body: string): string {
  const text = legible([...Buffer.from(body, 'base64')]);
  return text === undefined ? body : JSON.stringify(text).slice(1, -1);
}

/**
 * Writes bodies that stand as bytes or in base64 as the text they are, so that their secrets are
 * found like any other. A HAR stays the JSON it is.
 */
export function withoutByteLists(text: string): string {
  if (/"entries"\s{0,8}:/.test(text)) return text;
  const plain = GATEWAY.test(text)
    ? text.replace(GATEWAY_BODY, (_, before: string, body: string) => before + unpacked(body))
    : text;
  return plain
    .replace(DECIMAL, (list) => legible((list.match(/\d+/g) ?? []).map(Number)) ?? list)
    .replace(
      HEXADECIMAL,
      (whole, list: string) =>
        legible(list.split(' ').map((pair) => Number.parseInt(pair, 16))) ?? whole,
    );
}
