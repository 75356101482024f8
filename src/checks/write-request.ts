import type { Upload, WriteRequest } from '../catalog/scope-row.ts';
import type { Clock } from '../host/host.ts';
import type { HttpRequest } from '../model/http.ts';
import type { JsonValue } from '../model/json.ts';
import type { JournalRequest } from '../model/journal.ts';
import { bearerRequest } from './bearer-request.ts';
import { fillJson, fillText, isList } from './placeholders.ts';

/** Values by placeholder: `name`, `run`, `uuid`, `id`, `id:slo`. */
export type WriteValues = Readonly<Record<string, string | number>>;

/** A write request whose names and times are filled in; `{id}` may still be open. */
export interface FilledRequest extends JournalRequest {
  readonly upload?: Upload;
}

const PLACEHOLDER = /\{([a-z]+(?::[A-Za-z0-9_-]+)?)\}/g;
const ALONE = /^\{([a-z]+(?::[A-Za-z0-9_-]+)?)\}$/;

/** Fills what is known and leaves the rest as it is, such as `{id}` before there is one. */
export function fillRequest(
  request: WriteRequest,
  values: WriteValues,
  clock: Clock,
): FilledRequest {
  const { method, path, query, body, upload } = request;
  const text = (template: string): string => fillText(fillValues(template, values), clock);
  return {
    method,
    path: fillPath(path, values),
    ...(query === undefined ? {} : { query: mapValues(query, text) }),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(fillJson(fillBody(body, values), clock)) }),
    ...(upload === undefined
      ? {}
      : {
          upload: {
            field: upload.field,
            fileName: text(upload.fileName),
            content: text(upload.content),
          },
        }),
  };
}

/** Puts the id into a request that is filled but for it. */
export function withId(request: JournalRequest, id: string | number): JournalRequest {
  const { query, body } = request;
  return {
    method: request.method,
    path: fillPath(request.path, { id }),
    ...(query === undefined
      ? {}
      : { query: mapValues(query, (value) => fillValues(value, { id })) }),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(fillBody(JSON.parse(body) as JsonValue, { id })) }),
  };
}

/** The HTTP request, with the bearer token and no key. */
export function writeHttpRequest(
  request: FilledRequest,
  target: { readonly apiUrl: string; readonly accessToken: string },
): HttpRequest {
  const { method, path, query } = request;
  const content = contentOf(request);
  return bearerRequest(target, {
    method,
    path,
    ...(query === undefined ? {} : { query }),
    ...(content === undefined ? {} : { content }),
  });
}

function contentOf({
  body,
  upload,
}: FilledRequest): { readonly type: string; readonly body: string } | undefined {
  if (upload === undefined) {
    return body === undefined ? undefined : { type: 'application/json', body };
  }
  // RFC 7578: the boundary must not occur in the content.
  let boundary = 'ddoauth-boundary';
  while (upload.content.includes(boundary)) boundary += '-';
  const lines = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="${upload.field}"; filename="${upload.fileName}"`,
    'Content-Type: application/octet-stream',
    '',
    upload.content,
    `--${boundary}--`,
    '',
  ];
  return { type: `multipart/form-data; boundary=${boundary}`, body: lines.join('\r\n') };
}

/** A text that is one placeholder and nothing else takes the value's own type: ids may be numbers. */
function fillBody(value: JsonValue, values: WriteValues): JsonValue {
  if (typeof value === 'string') {
    const whole = ALONE.exec(value)?.[1];
    return whole !== undefined && Object.hasOwn(values, whole)
      ? (values[whole] ?? value)
      : fillValues(value, values);
  }
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => fillBody(item, values));
  return mapValues(value, (item: JsonValue) => fillBody(item, values));
}

function fillPath(path: string, values: WriteValues): string {
  return path.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? encodeURIComponent(String(values[name])) : whole,
  );
}

function fillValues(text: string, values: WriteValues): string {
  return text.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}

function mapValues<T, R>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => R,
): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
