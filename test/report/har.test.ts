import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { renderHar } from '../../src/report/har.ts';
import { DENIED, UNANSWERED } from './samples.ts';

const creator = { name: 'ddoauth', version: '1.2.3' };
const at = Date.UTC(2026, 2, 1, 10);

/** Members and types that the HAR 1.2 specification demands. */
const text = { type: 'string' };
const number = { type: 'number' };
const pairs = {
  type: 'array',
  items: { type: 'object', required: ['name', 'value'], properties: { name: text, value: text } },
};
const object = (properties: Record<string, unknown>, optional: Record<string, unknown> = {}) => ({
  type: 'object',
  required: Object.keys(properties),
  properties: { ...properties, ...optional },
  patternProperties: { '^_': {} },
  additionalProperties: false,
});
const message = {
  httpVersion: text,
  cookies: { type: 'array', maxItems: 0 },
  headers: pairs,
  headersSize: number,
  bodySize: number,
};
const entry = object({
  startedDateTime: { type: 'string', format: 'date-time' },
  time: { type: 'number', minimum: 0 },
  request: object(
    { ...message, method: text, url: text, queryString: pairs },
    { postData: object({ mimeType: text, params: { type: 'array' }, text }) },
  ),
  response: object({
    ...message,
    status: { type: 'integer' },
    statusText: text,
    content: object({ size: number, mimeType: text }, { text }),
    redirectURL: text,
  }),
  cache: object({}),
  timings: object({ send: number, wait: number, receive: number }),
});
const ajv = new Ajv2020({ strict: true });
addFormats.default(ajv);
const validate = ajv.compile(
  object({
    log: object({
      version: { const: '1.2' },
      creator: object({ name: text, version: text }),
      entries: { type: 'array', items: entry },
    }),
  }),
);

interface Har {
  readonly log: {
    readonly entries: readonly {
      readonly startedDateTime: string;
      readonly time: number;
      readonly request: {
        readonly headers: unknown;
        readonly queryString: unknown;
        readonly postData?: unknown;
      };
      readonly response: {
        readonly status: number;
        readonly redirectURL: string;
        readonly content: unknown;
      };
      readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
      readonly _error?: string;
      readonly _requestId?: string;
    }[];
  };
}

function render(...inputs: Parameters<typeof renderHar>[0]): Har {
  const har = JSON.parse(renderHar(inputs, creator)) as Har;
  expect(validate(har), ajv.errorsText(validate.errors)).toBe(true);
  return har;
}

test('nothing sent is a valid document too', () => {
  expect(render().log.entries).toEqual([]);
});

test('an exchange keeps what it has', () => {
  const [sent] = render({ exchange: DENIED, startedAtMs: at }).log.entries;
  expect(sent).toMatchObject({
    startedDateTime: '2026-03-01T10:00:00.000Z',
    time: 84,
    request: {
      method: 'GET',
      url: DENIED.url,
      queryString: [{ name: 'page_size', value: '1' }],
    },
    response: { status: 403, content: { size: 24, text: DENIED.responseBody } },
    _requestId: '7a1f0c55',
  });
});

test('an answer that never came has status 0 and the reason', () => {
  const [sent] = render({ exchange: UNANSWERED, startedAtMs: at }).log.entries;
  expect(sent?.response.status).toBe(0);
  expect(sent?._error).toBe(UNANSWERED.error);
});

test('details add body and headers; sizes count bytes', () => {
  const [sent] = render({
    exchange: {
      ...DENIED,
      method: 'POST',
      requestHeaders: { 'Content-Type': 'application/json' },
      responseBody: 'é',
    },
    startedAtMs: at,
    details: {
      requestBody: '{"a":1}',
      responseHeaders: { location: 'https://app.datadoghq.eu/', 'content-type': 'text/plain' },
      httpVersion: 'HTTP/1.1',
    },
  }).log.entries;
  expect(sent?.request.postData).toEqual({
    mimeType: 'application/json',
    params: [],
    text: '{"a":1}',
  });
  expect(sent?.response.redirectURL).toBe('https://app.datadoghq.eu/');
  expect(sent?.response.content).toEqual({ size: 2, mimeType: 'text/plain', text: 'é' });
});

test('entries come in the order in which they began, and times add up', () => {
  const har = render(
    { exchange: UNANSWERED, startedAtMs: at + 5 },
    { exchange: DENIED, startedAtMs: at },
  );
  expect(har.log.entries.map(({ startedDateTime }) => startedDateTime)).toEqual([
    '2026-03-01T10:00:00.000Z',
    '2026-03-01T10:00:00.005Z',
  ]);
  for (const { time, timings } of har.log.entries) {
    expect(timings.send + timings.wait + timings.receive).toBe(time);
  }
});

test('a credential that a caller forgot to redact is masked', () => {
  const requestHeaders = {
    Authorization: 'Bearer abc.def',
    'dd-api-key': 'k'.repeat(32),
    accept: '*/*',
  };
  const text = renderHar(
    [
      {
        exchange: { ...DENIED, requestHeaders },
        startedAtMs: at,
        details: { responseHeaders: { 'set-cookie': 'session=abc.def' } },
      },
    ],
    creator,
  );
  expect(text).not.toContain('abc.def');
  expect(text).not.toContain('kkkk');
  expect(text).toContain('*/*');
});

test('a URL that is none does not stop it', () => {
  const [sent] = render({ exchange: { ...DENIED, url: 'http://[redacted]?a=b' }, startedAtMs: at })
    .log.entries;
  expect(sent?.request.queryString).toEqual([]);
});
