import { dataTypeRow, type DataType } from '../../catalog/data-types.ts';
import type { ReadCredentials } from '../../datadog/data/read-answer.ts';
import { READ_ROUTES, type ReadRoute } from '../../datadog/data/read-routes.ts';
import type { Grant } from '../../model/grant.ts';

/** One way to read, and who may go it. */
export interface Reader {
  readonly route: ReadRoute;
  readonly credentials: ReadCredentials;
  /** The scope that opens it, or what does instead. */
  readonly opener: string;
}

/**
 * Who can read a kind of data back, in the order in which they are tried: the grant on each way that
 * one of its scopes opens, then a person's keys.
 */
export function readersOf(
  dataType: DataType,
  grant: Grant,
  applicationKey: ReadCredentials | undefined,
): readonly Reader[] {
  const routes = dataTypeRow(dataType).readRoutes.map((name) => READ_ROUTES[name]);
  const byGrant = routes.flatMap((route): Reader[] => {
    const opener = route.scopes.find(
      (scope) => grant.scopes === null || grant.scopes.includes(scope),
    );
    const credentials = { by: 'grant', accessToken: grant.accessToken } as const;
    return opener === undefined ? [] : [{ route, credentials, opener }];
  });
  const byKeys = routes.flatMap((route): Reader[] =>
    applicationKey === undefined
      ? []
      : [{ route, credentials: applicationKey, opener: 'DD_APP_KEY' }],
  );
  return [...byGrant, ...byKeys];
}

/** Scopes any one of which would let a grant read a kind of data back. */
export function readScopesOf(dataType: DataType): readonly string[] {
  const routes = dataTypeRow(dataType).readRoutes.map((name) => READ_ROUTES[name]);
  return [...new Set(routes.flatMap(({ scopes }) => scopes))];
}
