/** Finds where an answer holds its data: in a recorded body, or in the schema of the answer. */

/** Members that accompany data and are never the data itself. */
const META = new Set([
  'errors',
  'error',
  'links',
  'meta',
  'included',
  'warnings',
  'status',
  'type',
]);

/** The place as a dotted path; `shape` gives kind and members of the value at hand. */
function place(value, shape, path = [], depth = 0) {
  const here = shape(value);
  if (here.kind === 'array') return path.join('.');
  if (here.kind !== 'object' || depth > 3) return undefined;
  const members = Object.entries(here.members).filter(([name]) => !META.has(name));
  const data = members.find(([name]) => name === 'data');
  const preferred = data ? [data] : members.filter(([name]) => name !== 'id');
  for (const [name, member] of preferred) {
    if (shape(member).kind === 'array') return [...path, name].join('.');
  }
  for (const [name, member] of preferred) {
    if (data === undefined && depth === 0) break;
    const found = place(member, shape, [...path, name], depth + 1);
    if (found !== undefined) return found;
  }
  if (depth === 0) return data ? 'data' : '';
  return undefined;
}

/** Of a recorded body. */
export function placeInBody(body) {
  return place(body, (value) => {
    if (Array.isArray(value)) return { kind: 'array' };
    if (value !== null && typeof value === 'object') return { kind: 'object', members: value };
    return { kind: 'leaf' };
  });
}

/** Of an OpenAPI schema; `deref` follows a `$ref`. */
export function placeInSchema(schema, deref) {
  return place(schema, (raw) => {
    const node = deref(raw) ?? {};
    if (node.type === 'array' || node.items) return { kind: 'array' };
    const parts = node.allOf ?? [];
    const members = Object.assign(
      {},
      ...parts.map((part) => deref(part).properties),
      node.properties,
    );
    if (Object.keys(members).length > 0) return { kind: 'object', members };
    return { kind: 'leaf' };
  });
}
