/**
 * Proves that the requests of the catalog are what Datadog's API specification says: method and path,
 * parameters, body, place in the answer, and the scopes that open the operation; so are submissions
 * with an API key, the searches that read them back, and the schemas that payloads are held against.
 *
 * npm run catalog:verify -- openapi-v1.yaml openapi-v2.yaml
 *
 * Prints each disagreement on a line. Exit code 1 when one is not explained in
 * catalog-verify/explained.mjs or explained-data.mjs, or an explained one no longer occurs; 2 for
 * wrong arguments.
 */
import { lineOf } from './catalog-verify/compare.mjs';
import { EXPLAINED_DATA } from './catalog-verify/explained-data.mjs';
import { EXPLAINED } from './catalog-verify/explained.mjs';
import { loadCatalog } from './catalog-verify/load-catalog.mjs';
import { verify } from './catalog-verify/verify.mjs';
import { readSpecification } from './openapi/specification.mjs';

const paths = process.argv.slice(2);
if (paths.length !== 2) {
  console.error('usage: npm run catalog:verify -- openapi-v1.yaml openapi-v2.yaml');
  process.exit(2);
}

const specification = await readSpecification(...paths);
const explained = [...EXPLAINED, ...EXPLAINED_DATA];
const { checked, judged, stale } = verify(await loadCatalog(), specification, explained);
for (const one of judged) console.log(lineOf(one));
for (const name of stale) console.log(`${name}: explained, but no longer so; remove it`);

const unexplained = judged.filter(({ explained }) => explained === undefined).length;
console.log(
  `${checked} requests checked, ${judged.length} disagreements, ` +
    `${judged.length - unexplained} explained, ${unexplained} unexplained`,
);
process.exitCode = unexplained + stale.length > 0 ? 1 : 0;
