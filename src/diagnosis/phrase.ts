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
