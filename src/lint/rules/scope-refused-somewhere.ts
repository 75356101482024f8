import { defineLintRule } from '../define-lint-rule.ts';
import { REFUSED_SCOPES } from '../../catalog/refused-scopes.ts';

/** A scope that a site was seen to refuse. */
export const scopeRefusedSomewhere = defineLintRule({
  id: 'scope-refused-somewhere',
  title: 'A scope that some site or organization was seen to refuse',
  severity: 'hint',
  cause:
    'Catalogues of scopes differ by site, time and product. One scope that is refused fails the whole authorization there.',
  fix: 'Try it on every site: ddoauth authorize --bisect-scopes --site SITE.',
  mustNotClaim: ['scopes of which no such report is known'],
  client: ({ scopes }) =>
    scopes.flatMap(({ value: scope, node: at }) => {
      const report = REFUSED_SCOPES.find(({ pattern }) => pattern.test(scope));
      return report === undefined ? [] : [{ at, args: { scope, where: report.where } }];
    }),
});
