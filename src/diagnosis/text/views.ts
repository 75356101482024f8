import { READING_LIMIT } from './clean-text.ts';

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: "'",
  lsquo: "'",
  ldquo: '"',
  rdquo: '"',
  ndash: '-',
  mdash: '-',
  hellip: '…',
  shy: '',
};

/** Replaces HTML's character references. */
function withoutEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED_ENTITIES[name.toLowerCase()] ?? whole;
    const hex = /^#x/i.test(name);
    const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The words of an HTML page. */
function withoutTags(text: string): string {
  if (!/<(?:!doctype|\/?[a-z][^<>]{0,500}>)/i.test(text)) return text;
  return text
    .replace(
      /<(?:\/?(?:p|div|br|h[1-6]|li|tr|pre|title|body|head|html|table|ul|ol|section)\b)[^<>]{0,2000}>/gi,
      '\n',
    )
    .replace(/<[a-z!/][^<>]{0,2000}>/gi, ' ');
}

/** Puts words together that a word processor has parted at the end of a line. */
function withoutHyphens(text: string): string {
  return text.replace(/(?<=[a-z]{2})[-‐\u00ad]\n[ \t]{0,8}(?=[a-z]{2})/g, '');
}

/** Takes off what quotes a text line by line in mails and boxes. */
function withoutMargins(text: string): string {
  return text.replace(/^[ \t]{0,8}(?:[>│┃|][ \t]?){1,8}(?=[^>│┃|])/gm, '');
}

/** Undoes the escapes of a JSON string that stands within text, a few levels deep. */
function withoutEscapes(text: string): string {
  let plain = text;
  for (let level = 0; level < 3 && plain.includes('\\'); level++) {
    plain = plain.replace(
      /\\(?:u([0-9a-f]{4})|(["'/\\nrt]))/gi,
      (_, hex?: string, sign?: string) => {
        if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
        return sign === 'n' || sign === 'r' ? '\n' : sign === 't' ? ' ' : (sign ?? '');
      },
    );
  }
  return plain;
}

/** Decodes runs of percent-encoded bytes where they are UTF-8; `+` between words becomes a space. */
export function percentDecoded(text: string): string {
  return text
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return run;
      }
    })
    .replace(/(?<=[\w:,.'-])\+(?=[\w'"])/g, ' ');
}

/** Bodies that a HAR holds in base64. */
function base64Bodies(text: string): string[] {
  if (!/["']encoding["']\s{0,8}:\s{0,8}["']base64["']/.test(text)) return [];
  const bodies: string[] = [];
  for (const [, body = ''] of text.matchAll(
    /["']text["']\s{0,8}:\s{0,8}["']([A-Za-z0-9+/]{16,20000}={0,2})["']/g,
  )) {
    const plain = Buffer.from(body, 'base64').toString('utf8');
    if (!plain.includes('\ufffd') && bodies.length < 50) bodies.push(plain);
  }
  return bodies;
}

/**
 * The text as it stands and as it reads once its wrappings are off: HTML, JSON escapes,
 * percent-encoding (twice, for what went through a redirect), base64 bodies. Each at most once.
 */
export function unwrap(text: string): string[] {
  const html = withoutEntities(withoutTags(withoutEntities(text)));
  const flat = withoutMargins(withoutEscapes(html));
  const once = percentDecoded(flat);
  const twice = percentDecoded(once);
  const views = [text, ...base64Bodies(text), html, flat, once, twice, withoutHyphens(flat)];
  return [...new Set(views.map((view) => view.slice(0, READING_LIMIT + 4096)))];
}

/** Makes quotes, dashes and spaces of all tastes the plain ones, and runs of spaces one. */
export function plainSigns(text: string): string {
  return text
    .replace(/[‘’‚‛′´`ʼ＇‹›]/g, "'")
    .replace(/[“”„‟«»″＂]/g, '"')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
