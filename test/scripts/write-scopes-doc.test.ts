import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { EXPLAINED } from '../../scripts/catalog-verify/explained.mjs';
import { scopesDocument } from '../../scripts/write-scopes-doc/document.mjs';
import type { ScopeRow } from '../../src/catalog/scope-row.ts';
import { SCOPES } from '../../src/catalog/scopes.ts';

const ROW: ScopeRow = {
  scope: 'things_read',
  product: 'Things',
  access: 'read',
  promises: 'observed',
  probes: [
    {
      method: 'GET',
      path: '/api/v1/thing',
      operationId: 'ListThings',
      opens: [['things_read', 'org'], ['things_admin']],
      oauthDeclared: false,
      unstable: true,
      dataAt: '',
    },
  ],
};

describe('docs/scopes.md', () => {
  test('is what the script writes', async () => {
    const written = await readFile(new URL('../../docs/scopes.md', import.meta.url), 'utf8');
    expect(await scopesDocument(SCOPES, EXPLAINED), 'run `npm run docs:scopes`').toBe(written);
  });

  test('says of each scope how it is proved, or why not and what to do', async () => {
    const text = await scopesDocument(SCOPES, []);
    const parts = text.split(/^### /m).slice(1);
    expect(parts.map((part) => part.split('\n')[0])).toEqual(SCOPES.map(({ scope }) => scope));
    for (const [index, part] of parts.entries()) {
      const proofs = /^- (?:Read probe|Round trip|Authorization probe)/m.test(part);
      expect([SCOPES[index]?.scope, proofs]).toEqual([
        SCOPES[index]?.scope,
        !part.includes('\nBy hand: '),
      ]);
    }
  });

  test('names what else opens a route, and what the specification says of it', async () => {
    const entry = { kind: 'no-oauth', reason: 'Known.', operations: ['GET /api/v1/thing'] };
    const text = await scopesDocument([ROW], [entry]);
    expect(text).toContain(
      '- Read probe: `GET /api/v1/thing` (needs `org` too; also opened by `things_admin`; keys alone; unstable)',
    );
    expect(text).toContain('### No OAuth declared\n\nKnown.\n\n- `GET /api/v1/thing`\n');
  });
});
