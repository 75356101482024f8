import { defineLintRule } from '../define-lint-rule.ts';
import { nearest } from '../../sites/nearest.ts';
import { schemeOf } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** A scheme that is neither http nor https. */
export const redirectUriScheme = defineLintRule({
  id: 'redirect-uri-scheme',
  title: 'A redirect URI with a scheme of its own',
  severity: 'error',
  cause:
    "Integrations are confidential web applications: all published clients use https. Any program on a user's machine can claim a custom scheme and take the code.",
  fix: 'Use https on a host of yours.',
  mustNotClaim: ['http and https in any case', 'localhost:8085/…, which lacks its scheme'],
  client: ({ redirectUris, kind }) =>
    redirectUris.flatMap(({ value, node: at }) => {
      const scheme = schemeOf(value.trim());
      if (scheme === undefined || scheme === 'http' || scheme === 'https') return [];
      if (/^https?%3a/i.test(value)) return [];
      const never = [
        'javascript',
        'data',
        'file',
        'ws',
        'wss',
        'ftp',
        'blob',
        'about',
        'vbscript',
      ].includes(scheme);
      // RFC 8252 §7.1 allows it to native programs, which is what public clients are.
      const guess = never ? undefined : nearest(scheme, ['https', 'http']);
      const severity =
        never || guess !== undefined ? 'error' : kind === 'public' ? 'hint' : 'warning';
      return [{ at, severity, args: { value: shownText(value), scheme, guess } } as const];
    }),
});
