/** The ways in which a server gives a secret back: as it is, escaped, or encoded. */
export const SPELLINGS: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (s) => s,
  'percent-encoded': encodeURIComponent,
  'percent-encoded, small letters': (s) =>
    encodeURIComponent(s).replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()),
  'percent-encoded twice': (s) => encodeURIComponent(encodeURIComponent(s)),
  'as in a form': (s) => new URLSearchParams({ s }).toString().slice(2),
  'in a JSON string': (s) => JSON.stringify(s).slice(1, -1),
  'in JSON in a JSON string': (s) => JSON.stringify(JSON.stringify(s).slice(1, -1)).slice(1, -1),
  'in JSON with escaped slashes': (s) => JSON.stringify(s).slice(1, -1).replaceAll('/', '\\/'),
  'in JSON of Python or PHP': (s) =>
    JSON.stringify(s)
      .slice(1, -1)
      .replace(/[<>&'+=]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
  'in JSON in a URL': (s) => encodeURIComponent(JSON.stringify(s).slice(1, -1)),
  'in HTML in JSON': (s) => JSON.stringify(SPELLINGS['in HTML']?.(s) ?? s).slice(1, -1),
  'in HTML': (s) =>
    s
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  'in HTML by numbers': (s) =>
    s.replace(/[^A-Za-z0-9_-]/g, (c) => `&#x${c.charCodeAt(0).toString(16)};`),
  base64: (s) => Buffer.from(s).toString('base64'),
  base64url: (s) => Buffer.from(s).toString('base64url'),
  'base64 of id and secret': (s) => Buffer.from(`client:${s}`).toString('base64'),
  hex: (s) => Buffer.from(s).toString('hex'),
};

/** The names of the spellings in which any of these secrets stands in a text. */
export function spellingsIn(text: string, secrets: readonly string[]): string[] {
  return Object.entries(SPELLINGS)
    .filter(([, spell]) => secrets.some((secret) => text.includes(spell(secret))))
    .map(([name]) => name);
}
