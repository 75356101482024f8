import { defineLintRule } from '../define-lint-rule.ts';
import { BLANKS, joinedUris, placeholderIn } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** A blank or a control character in a redirect URI. */
export const redirectUriWhitespace = defineLintRule({
  id: 'redirect-uri-whitespace',
  title: 'A redirect URI has a space or an invisible character in it',
  severity: 'error',
  cause: 'It is registered with it, byte for byte, and no request has it.',
  fix: 'Take it out. It is not changed by --fix, since what is registered may have it, too.',
  mustNotClaim: [
    '%20 and +, which are no blanks',
    'blanks between the members of the list',
    'blanks between several URIs in one text, or in a placeholder',
  ],
  client: ({ redirectUris }) =>
    redirectUris.flatMap(({ value, node: at }) => {
      const found = value.search(BLANKS);
      if (found === -1 || value.trim() === '') return [];
      if (joinedUris(value).length > 1 || placeholderIn(value) !== undefined) return [];
      const end = found === 0 || value.slice(found).replaceAll(new RegExp(BLANKS, 'gu'), '') === '';
      const code = (value.codePointAt(found) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      return [
        {
          at,
          args: {
            value: shownText(value),
            where: end ? 'at an end' : 'in the middle',
            code: `U+${code}`,
          },
        },
      ];
    }),
});
