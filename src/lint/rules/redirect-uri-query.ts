import { defineLintRule } from '../define-lint-rule.ts';
import { readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** A query in a redirect URI. */
export const redirectUriQuery = defineLintRule({
  id: 'redirect-uri-query',
  title: 'A redirect URI has a query',
  severity: 'warning',
  cause:
    'The query belongs to what is compared byte for byte, and Datadog adds its own parameters to it; one of the same name would be there twice.',
  fix: 'Keep in state what the callback has to know, and register the URI without a query.',
  mustNotClaim: ['an encoded ? in the path'],
  client: ({ redirectUris }) =>
    redirectUris.flatMap(({ value, node: at }) => {
      const query = readWebUri(value)?.query;
      if (query === undefined) return [];
      const names = [...new URLSearchParams(query).keys()];
      const clash = names.find((name) => CALLBACK.includes(name.toLowerCase()));
      return [
        {
          at,
          severity: clash === undefined ? 'hint' : 'warning',
          args: { value: shownText(value), clash },
        } as const,
      ];
    }),
});

/** What Datadog sends to the redirect URI. */
const CALLBACK: readonly string[] = [
  'code',
  'state',
  'error',
  'error_description',
  'client_id',
  'site',
  'domain',
  'dd_oid',
  'dd_org_name',
];
