/** Writes docs/scopes.md from the catalog: npm run docs:scopes */
import { writeFile } from 'node:fs/promises';
import { EXPLAINED } from './catalog-verify/explained.mjs';
import { loadCatalog } from './catalog-verify/load-catalog.mjs';
import { scopesDocument } from './write-scopes-doc/document.mjs';

const { SCOPES } = await loadCatalog();
const target = new URL('../docs/scopes.md', import.meta.url);
await writeFile(target, await scopesDocument(SCOPES, EXPLAINED));
