import { describe, expect, it } from 'vitest';
import { withoutByteLists } from '../../../src/diagnosis/text/byte-lists.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';

const BODY = '{"errors":["invalid_request - Mismatching redirect URI."]}';
const bytes = [...Buffer.from(BODY)];
const hex = (length: number): string =>
  [...Buffer.from(BODY).subarray(0, length)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join(' ');

describe('a body that was printed byte by byte', () => {
  it.each([
    ['Rust', `Parse(Error("missing field"), [${bytes.join(', ')}])`],
    ['Go', `body: [${bytes.join(' ')}]`],
    ['JSON', `{"type":"Buffer","data":[${bytes.join(',')}]}`],
    ['Node', `body <Buffer ${hex(50)} ... ${String(BODY.length - 50)} more bytes>`],
  ])('of %s is read', (_, text) => {
    expect(diagnose(text).recognised[0]?.rule).toBe('redirect-uri-mismatch');
  });

  it('in base64 of a gateway is read', () => {
    const body = Buffer.from(BODY).toString('base64');
    const text = `{"statusCode":400,"isBase64Encoded":true,"body":"${body}"}`;
    expect(diagnose(text).recognised[0]?.rule).toBe('redirect-uri-mismatch');
  });

  it('in base64 has its secrets masked', () => {
    const token = 'at-7Qw2LkZ0mX91';
    const body = Buffer.from(JSON.stringify({ access_token: token })).toString('base64');
    const text = `datadoghq.com {"statusCode":401,"isBase64Encoded":true,"body":"${body}"}`;
    const said = JSON.stringify(diagnose(text));
    expect(said).not.toContain(token);
    expect(said).not.toContain(body.slice(20, 40));
  });

  it('has its secrets masked like any other', () => {
    const secret = 'rt-9fQ2mZ7LkXw03';
    const list = [...Buffer.from(JSON.stringify({ refresh_token: secret }))].join(', ');
    const { redactedInput } = diagnose(`token endpoint of datadoghq.com: [${list}]`);
    expect(redactedInput).not.toContain(secret);
    expect(redactedInput).not.toContain(list.slice(60, 120));
  });
});

it.each([
  ['numbers above a byte', `[123, ${Array<number>(20).fill(300).join(', ')}]`],
  ['bytes that are no text', `[123, ${Array<number>(20).fill(7).join(', ')}]`],
  ['a short list', '[123, 34, 101]'],
  ['other numbers', `12.123, ${Array<number>(20).fill(65).join(', ')}.5`],
  ['a Buffer of noise', '<Buffer 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f>'],
  ['a HAR', `{"log":{"entries":[{"text":"[${bytes.join(', ')}]"}]}}`],
])('leaves alone %s', (_, text) => {
  expect(withoutByteLists(text)).toBe(text);
});
