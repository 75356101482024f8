import type { IncomingHttpHeaders } from 'node:http';
import type { KnownHost } from './address.ts';

/** A request to one of Datadog's hosts, as the routes see it. */
export interface SimulatorRequest {
  readonly method: string;
  readonly at: KnownHost;
  /** Path on the real host, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Unpacked when it had a `Content-Encoding`. */
  readonly body: Buffer;
  /** Bytes on the wire, which the intakes' limits count. */
  readonly packedBytes: number;
  /** Values of `{name}` parts of the route's path, decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** What goes back. */
export interface SimulatorAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer whose body is JSON. */
export function json(
  status: number,
  value: unknown,
  contentType = 'application/json',
): SimulatorAnswer {
  return { status, headers: { 'content-type': contentType }, body: JSON.stringify(value) };
}

/** Datadog's usual error envelope, a list of texts. */
export function errors(status: number, ...texts: readonly string[]): SimulatorAnswer {
  return json(status, { errors: texts });
}

/** An HTML page that runs no script, is not stored and not framed. */
export function page(status: number, html: string): SimulatorAnswer {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      // No form-action: browsers would apply it to the redirect that follows the form.
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    },
    body: html,
  };
}

/** A 302 that no cache keeps. Characters that no header may carry are percent-encoded. */
export function redirect(location: string): SimulatorAnswer {
  const safe = location.replace(/[^\x21-\x7e]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  );
  return { status: 302, headers: { location: safe, 'cache-control': 'no-store' }, body: '' };
}

/** What an unknown route answers. */
export function notFound(): SimulatorAnswer {
  return errors(404, 'Not found');
}

/** The body as JSON, or `undefined` when it is none. */
export function readJson(request: SimulatorRequest): unknown {
  try {
    const parsed: unknown = JSON.parse(request.body.toString('utf8'));
    return parsed;
  } catch {
    return undefined;
  }
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The media type of a body, lower case, without parameters; `''` when there is none. */
export function mediaType(request: SimulatorRequest): string {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  return type.trim().toLowerCase();
}
