import { defineLintRule } from '../define-lint-rule.ts';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { nodesBelow, readJson } from '../json-tree.ts';
import { shownText } from '../lint-file.ts';

/** A manifest to which its integration does not point. */
export const manifestNotReferenced = defineLintRule({
  id: 'manifest-not-referenced',
  title: "The integration's manifest.json does not point to this file",
  severity: 'warning',
  cause:
    'Datadog finds the OAuth client of an integration by "oauth": "assets/oauth_clients.json" in its manifest.json.',
  fix: 'Add it to manifest.json of the integration.',
  mustNotClaim: [
    'a manifest with no manifest.json beside its folder',
    'a manifest.json of something else, such as a browser extension or a web app',
  ],
  file: ({ kind, path, root }, { read }) => {
    if (kind !== 'manifest' || path === undefined || root === undefined) return [];
    if (basename(dirname(path)) !== 'assets') return [];
    const folder = dirname(dirname(path));
    const text = read(join(folder, 'manifest.json'));
    if (typeof text !== 'string') return [];
    const integration = readJson(text.replace(/^\ufeff/, '')).root;
    if (integration === undefined) return [];
    const members = [...nodesBelow(integration)].flatMap((node) => node.members);
    if (!members.some(({ key }) => TELLING.includes(key))) return [];
    const named = members.filter(({ key, value }) => key === 'oauth' && value.kind === 'string');
    if (named.some(({ value }) => resolve(folder, String(value.value)) === path)) return [];
    const expected = relative(folder, path).replaceAll('\\', '/');
    const [first] = named;
    const other = first === undefined ? undefined : shownText(String(first.value.value));
    return [{ at: { ...root, length: 1 }, args: { expected, other } }];
  },
});

/** Keys that only the manifest of a Datadog integration has. */
const TELLING: readonly string[] = [
  'manifest_version',
  'app_id',
  'app_uuid',
  'display_on_public_website',
  'integration_id',
];
