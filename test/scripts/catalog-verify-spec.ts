import type { CheckedRequest } from '../../scripts/catalog-verify/check-request.mjs';

const both = { apiKeyAuth: [], appKeyAuth: [] };
const answer = (schema: object) => ({
  200: { description: 'OK', content: { 'application/json': { schema } } },
});
const json = (schema: object) => ({ required: true, content: { 'application/json': { schema } } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** A small specification with one thing of each kind that the script looks at. */
export const SPECIFICATION = {
  v1: {
    security: [both],
    paths: {
      '/api/v1/thing': {
        get: {
          operationId: 'ListThings',
          security: [both, { AuthZ: ['things_read'] }, { AuthZ: ['things_admin', 'org'] }],
          parameters: [
            { name: 'size', in: 'query', schema: { type: 'integer', maximum: 10 } },
            { name: 'from', in: 'query', required: true, schema: ref('Time') },
            { name: 'kinds', in: 'query', schema: { type: 'array', items: ref('Kind') } },
          ],
          responses: answer({ type: 'object', properties: { things: { type: 'array' } } }),
        },
        post: {
          operationId: 'CreateThing',
          security: [both, { AuthZ: ['things_write'] }],
          requestBody: json(ref('Thing')),
          responses: answer({ properties: { data: { items: ref('Created'), type: 'array' } } }),
        },
      },
      '/api/v1/thing/{thing_id}': {
        parameters: [{ name: 'thing_id', in: 'path', required: true, schema: ref('Number') }],
        delete: {
          operationId: 'DeleteThing',
          'x-permission': { operator: 'OR', permissions: ['things_write', 'things_admin'] },
          responses: { 204: { description: 'gone' } },
        },
      },
      '/api/v1/thing/search': {
        get: {
          operationId: 'SearchThings',
          security: [both, { AuthZ: [] }],
          responses: answer({ type: 'object' }),
        },
      },
      '/api/v1/upload': {
        post: {
          operationId: 'UploadThing',
          'x-unstable': 'preview',
          security: [both, { AuthZ: ['things_write'] }],
          requestBody: {
            content: {
              'multipart/form-data': { schema: { properties: { file: { type: 'string' } } } },
            },
          },
          responses: answer({ type: 'object' }),
        },
      },
    },
    components: {
      schemas: {
        Number: { type: 'integer', format: 'int64' },
        Time: { type: 'string', format: 'date-time' },
        Kind: { type: 'string', enum: ['a', 'b'] },
        Created: { type: 'object', properties: { id: ref('Number') } },
        Named: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
        Thing: {
          allOf: [
            ref('Named'),
            { properties: { size: { type: 'integer', nullable: true }, free: { type: 'object' } } },
          ],
          oneOf: [
            { required: ['left'], properties: { left: { type: 'boolean' } } },
            { required: ['right'], properties: { right: ref('Thing') } },
          ],
        },
      },
    },
  },
};

/** A request that agrees with it; the tests change one thing at a time. */
export const LIST: CheckedRequest = {
  scope: 'things_read',
  what: 'read probe',
  method: 'GET',
  path: '/api/v1/thing',
  query: { size: '1', from: '{iso-60}', kinds: 'a,b' },
  mustName: true,
  place: 'things',
  ids: {},
  claims: {
    operationId: 'ListThings',
    opens: [['org', 'things_admin'], ['things_read']],
    oauthDeclared: true,
    unstable: false,
  },
};

/** Likewise, with a body. */
export const CREATE: CheckedRequest = {
  scope: 'things_write',
  what: 'create thing',
  method: 'POST',
  path: '/api/v1/thing',
  body: { name: '{name}', size: null, free: { any: 'thing' }, right: { name: '', left: true } },
  mustName: true,
  place: 'data.0.id',
  ids: {},
  claims: {
    operationId: 'CreateThing',
    opens: [['things_write']],
    oauthDeclared: true,
    unstable: false,
  },
};
