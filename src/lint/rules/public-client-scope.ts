import { defineLintRule } from '../define-lint-rule.ts';

/** A scope that public clients do not get. */
export const publicClientScope = defineLintRule({
  id: 'public-client-scope',
  title: 'A public client asks for api_keys_write',
  severity: 'warning',
  cause:
    'The scope is offered to partner clients only; with it, the authorization of a registered public client fails.',
  fix: 'Leave it out, or use the test client of the integration to try create-key.',
  mustNotClaim: ['test and published clients'],
  client: ({ kind, scopes }) =>
    kind === 'public'
      ? scopes.filter(({ value }) => value === 'api_keys_write').map(({ node: at }) => ({ at }))
      : [],
});
