import { describe, expect, it } from 'vitest';
import { readCreatedKey, readValidateKeyResponse } from '../../src/datadog/api-keys.ts';

const VALUE = '0123456789abcdef0123456789abcdef';
const answer = (status: number, body: unknown) => ({
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const attributes = {
  created_at: '2026-11-01T10:00:00.000000+00:00',
  key: VALUE,
  last4: 'cdef',
  modified_at: '2026-11-01T10:00:00.000000+00:00',
  name: 'Marketplace Key for App 7',
};
const DOCUMENTED = {
  data: {
    type: 'api_keys',
    id: '5a',
    attributes,
    relationships: { created_by: { data: { type: 'users', id: 'u-1' } } },
  },
  included: [{ type: 'users', id: 'u-1', attributes: { name: 'Ada' } }],
};

describe('readCreatedKey', () => {
  it('reads what Datadog documents', () => {
    expect(readCreatedKey(answer(201, DOCUMENTED))).toEqual({
      keyId: '5a',
      name: 'Marketplace Key for App 7',
      last4: 'cdef',
      value: VALUE,
      createdAt: attributes.created_at,
    });
  });

  it.each([
    ['another 2xx', answer(200, DOCUMENTED)],
    ['a list', answer(201, { data: [DOCUMENTED.data] })],
    ['a number as id', answer(201, { data: { id: 5, attributes } })],
    ['no envelope', answer(201, attributes)],
    ['the envelope of v1', answer(200, { api_key: attributes })],
    ['a byte order mark', answer(201, `\uFEFF${JSON.stringify(DOCUMENTED)}`)],
    [
      'odd members',
      answer(201, { data: { id: null, attributes: { key: VALUE, name: 7, last4: 9 } } }),
    ],
    ['text around it', answer(201, `${JSON.stringify(DOCUMENTED)}\n-- trailer`)],
    ['a body cut after the key', answer(201, JSON.stringify(DOCUMENTED).slice(0, 140))],
  ])('overlooks no value: %s', (_, response) => {
    expect(readCreatedKey(response)).toMatchObject({ value: VALUE, last4: 'cdef' });
  });

  it('keeps the id, the name and the time of a body that was cut', () => {
    const text = JSON.stringify(DOCUMENTED);
    const cut = text.slice(0, text.indexOf('"relationships"'));
    expect(readCreatedKey(answer(201, cut))).toMatchObject({
      keyId: '5a',
      name: 'Marketplace Key for App 7',
      createdAt: attributes.created_at,
    });
  });

  it('a time that is none is left out: the record could not be read back with it', () => {
    const odd = { data: { id: '5a', attributes: { ...attributes, created_at: 'yesterday' } } };
    expect(readCreatedKey(answer(201, odd))?.createdAt).toBe('');
  });

  it.each([
    ['a refusal', answer(409, DOCUMENTED)],
    ['a redirect', answer(302, DOCUMENTED)],
    ['nothing', answer(201, '')],
    ['a page', answer(200, `<html><script>{"key":"${VALUE}"}</script></html>`)],
    ['other JSON', answer(200, { ok: true })],
    ['an empty key', answer(201, { data: { attributes: { key: '' } } })],
    [
      'a masked key',
      answer(200, { data: { attributes: { key: '****************************cdef' } } }),
    ],
    ['a body cut within the key', answer(201, JSON.stringify(DOCUMENTED).slice(0, 118))],
  ])('takes nothing else for one: %s', (_, response) => {
    expect(readCreatedKey(response)).toBeUndefined();
  });

  it('finds no key at whatever place the documented body is cut within or before it', () => {
    const text = JSON.stringify(DOCUMENTED);
    const end = text.indexOf(VALUE) + VALUE.length + 1;
    for (let length = 0; length <= text.length; length += 1) {
      const found = readCreatedKey(answer(201, text.slice(0, length)));
      expect(found?.value, String(length)).toBe(length < end ? undefined : VALUE);
    }
  });
});

describe('readValidateKeyResponse', () => {
  it.each([
    [200, { valid: true }, 'valid'],
    [202, { valid: true }, 'valid'],
    [200, { valid: false }, 'refused'],
    [403, { errors: ['Forbidden'] }, 'refused'],
    [403, '', 'refused'],
    [401, { errors: ['Unauthorized'] }, 'refused'],
    [403, '<html>Access denied by your firewall', 'undecided'],
    [200, '<html>log in', 'undecided'],
    [200, { valid: 'yes' }, 'undecided'],
    [200, '', 'undecided'],
    [302, '', 'undecided'],
    [404, { errors: ['Not found'] }, 'undecided'],
    [429, { errors: ['Too many requests'] }, 'undecided'],
    [500, { valid: false }, 'undecided'],
  ])('%i %j: %s', (status, body, expected) => {
    expect(readValidateKeyResponse(answer(status, body))).toBe(expected);
  });
});
