/**
 * A pattern for words in this order, whatever case, whether a space, line end, underscore, dash or
 * nothing stands between them: `redirect uri` also finds `redirect_uri` and `redirectUri`.
 */
export function phrase(words: string): RegExp {
  const tokens = words
    .trim()
    .split(/[\s_]+/)
    .map((token) => token.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`(?<![a-z0-9])${tokens.join('[\\s_-]{0,3}')}(?![a-z0-9])`, 'i');
}

/** A pattern for an OAuth code, exactly; not as a part of a longer name. */
export function oauthCode(code: string): RegExp {
  return new RegExp(`(?<![a-z0-9_.-])${code}(?![a-z0-9_])`, 'i');
}

const ACROSS_LINES = new WeakMap<RegExp, RegExp>();

/** A pattern that also finds its words where a terminal or a mail has put a line end between them. */
export function acrossLines(pattern: RegExp): RegExp {
  const known = ACROSS_LINES.get(pattern);
  if (known) return known;
  const wide = new RegExp(pattern.source.replaceAll(' ', '\\s'), pattern.flags);
  ACROSS_LINES.set(pattern, wide);
  return wide;
}
