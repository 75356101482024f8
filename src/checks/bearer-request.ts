import type { HttpRequest } from '../model/http.ts';

/**
 * A request to Datadog's API with the bearer token and no key: which of the two wins is not documented
 * (api-facts §1).
 */
export function bearerRequest(
  target: { readonly apiUrl: string; readonly accessToken: string },
  request: {
    readonly method: HttpRequest['method'];
    /** With its placeholders filled. */
    readonly path: string;
    readonly query?: Readonly<Record<string, string>>;
    readonly content?: { readonly type: string; readonly body: NonNullable<HttpRequest['body']> };
  },
): HttpRequest {
  const { method, path, query = {}, content } = request;
  const url = new URL(target.apiUrl.replace(/\/+$/, '') + path);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return {
    method,
    url: url.href,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${target.accessToken}`,
      ...(content === undefined ? {} : { 'content-type': content.type }),
    },
    ...(content === undefined ? {} : { body: content.body }),
  };
}
