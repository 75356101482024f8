/** Datadog's API specification, both versions, as the scripts ask it. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** Most hops of a `$ref` that leads to a `$ref`. */
const MOST_HOPS = 20;

/** Reads both files; their YAML repeats more aliases than the parser takes for harmless. */
export async function readSpecification(v1Path, v2Path) {
  const read = async (path) => parse(await readFile(path, 'utf8'), { maxAliasCount: -1 });
  return { v1: await read(v1Path), v2: await read(v2Path) };
}

/** A function that follows `$ref`s inside one document. */
export function dereferencer(document) {
  return (node) => {
    let at = node;
    for (let hops = 0; at?.$ref && hops < MOST_HOPS; hops += 1) {
      at = at.$ref
        .split('/')
        .slice(1)
        .reduce((inner, name) => inner?.[name.replace(/~1/g, '/').replace(/~0/g, '~')], document);
    }
    return at;
  };
}

/**
 * The operation that serves a path with its values filled in, or with placeholders of the catalog
 * where values will be: `{ api, document, template, operation, values }`, `values` by the names of the
 * path's parameters. A template with fewer parameters wins. `undefined` when there is none.
 */
export function findOperation(specification, method, path) {
  const segments = path.split('/');
  const found = [];
  for (const [api, document] of Object.entries(specification)) {
    for (const [template, item] of Object.entries(document.paths ?? {})) {
      const operation = item[method.toLowerCase()];
      const values = operation && valuesOf(template.split('/'), segments);
      if (values) found.push({ api, document, template, item, operation, values });
    }
  }
  const count = ({ values }) => Object.keys(values).length;
  return found.sort((a, b) => count(a) - count(b))[0];
}

function valuesOf(template, segments) {
  if (template.length !== segments.length) return undefined;
  const values = {};
  for (const [index, part] of template.entries()) {
    const name = /^\{([^}]+)\}$/.exec(part)?.[1];
    if (name !== undefined && segments[index] !== '') values[name] = segments[index];
    else if (part !== segments[index]) return undefined;
  }
  return values;
}

/** Parameters of an operation, those of its path included, without references. */
export function parametersOf({ document, item, operation }) {
  const follow = dereferencer(document);
  return [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(follow);
}

/**
 * Who may call an operation: `oauth`, whether a token is taken at all; `opens`, the scope sets, one
 * of which suffices; `by`, whether they are those of the OAuth requirement (`security`), or, as it
 * names none, the role permissions of the same names (`permission`), or nothing (`nothing`).
 */
export function rightsOf({ document, operation }) {
  const security = operation.security ?? document.security ?? [];
  const sets = security.filter((entry) => 'AuthZ' in entry).map((entry) => entry.AuthZ);
  const oauth = sets.length > 0;
  const named = sets.filter((set) => set.length > 0);
  if (named.length > 0) return { oauth, opens: named, by: 'security' };
  const { operator, permissions = [] } = operation['x-permission'] ?? {};
  if (permissions.length === 0) return { oauth, opens: [], by: 'nothing' };
  const opens = operator === 'AND' ? [permissions] : permissions.map((name) => [name]);
  return { oauth, opens, by: 'permission' };
}

/** Whether Datadog may change the operation without notice, or wants an organisation to join a preview. */
export function isUnstable({ operation }) {
  return 'x-unstable' in operation;
}
