/**
 * Says which files of a bundle become one. Chunks that an entry point of a group needs at once go into
 * the file of the group's first one, unless an earlier group has them; all other files stay as they are.
 * @param {Readonly<Record<string, { entryPoint?: string, imports: readonly { path: string, kind: string }[] }>>} outputs
 *   of esbuild's metafile, by path
 * @param {readonly (readonly string[])[]} groups sources of entry points, in the order of their loading
 * @returns {Map<string, string>} by path, the path of the file it goes into: its own if it stays
 */
export function ownersOf(outputs, groups) {
  const owners = new Map();
  const sources = new Map();
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint === undefined) continue;
    owners.set(path, path);
    sources.set(entryPoint, path);
  }
  const takeIn = (owner, path) => {
    for (const needed of neededAtOnce(outputs[path])) {
      if (owners.has(needed) || outputs[needed] === undefined) continue;
      owners.set(needed, owner);
      takeIn(owner, needed);
    }
  };
  for (const group of groups) {
    const [owner, ...others] = group.map((source) => sources.get(source)).filter(Boolean);
    for (const path of owner === undefined ? [] : [owner, ...others]) takeIn(owner, path);
  }
  return new Map(Object.keys(outputs).map((path) => [path, owners.get(path) ?? path]));
}

/**
 * Chunks that files of other owners need, by the file they went into: it has to hand them on.
 * @returns {Map<string, Set<string>>}
 */
export function lentChunks(outputs, owners) {
  const lent = new Map();
  for (const [path, output] of Object.entries(outputs)) {
    for (const needed of neededAtOnce(output)) {
      const owner = owners.get(needed) ?? needed;
      if (owner === needed || owner === owners.get(path)) continue;
      lent.set(owner, (lent.get(owner) ?? new Set()).add(needed));
    }
  }
  return lent;
}

/** Paths of what a file imports, but for lazy imports. */
function neededAtOnce({ imports }) {
  return imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path);
}
