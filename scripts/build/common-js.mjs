import path from 'node:path';
import * as esbuild from 'esbuild';
import { lentChunks } from './owners.mjs';

/** A lazy import of another file of the bundle, as esbuild writes it. */
const LAZY_IMPORT = /\bimport\("(\.{1,2}\/[^"]+\.js)"\)/g;

/** What a file needs that has lazy imports, or that asks for its own URL. */
const LAZY_LOAD = 'const __load = async (file) => require(file);\n';
const OWN_URL = 'const __ownUrl = require("node:url").pathToFileURL(__filename).href;\n';

/** A chunk in another file: `file#name` stands for what the file exports by that name. */
const LENT = /\brequire\(\s*"([^"#]+)#((?:\w|\\\n)+)"\s*\)/g;

/** Marks the folder, whose package is `"type": "module"`, as CommonJS. */
export const COMMON_JS_MARK = '{ "type": "commonjs" }\n';

/**
 * Turns a bundle of ES modules into CommonJS, which Node finds, reads and links in a third of the time,
 * and makes one file of those that have one owner: each file costs Node another half a millisecond. What
 * was lazy stays lazy. Packages outside the bundle are still imported: some of them are ES modules only.
 * @param {string} root absolute path that the other paths are relative to
 * @param {ReadonlyMap<string, string>} texts of the files of the bundle, by path
 * @param {Readonly<Record<string, object>>} outputs of esbuild's metafile, by path
 * @param {ReadonlyMap<string, string>} owners by path, the file it goes into
 * @returns {Promise<{ path: string, text: string }[]>} with absolute paths
 */
export async function toCommonJs(root, texts, outputs, owners) {
  const files = [...texts.keys()].filter((file) => owners.get(file) === file);
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: files.map((file) => ({ in: file, out: file.replace(/\.js$/, '') })),
    outdir: root,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    define: { 'import.meta.url': '__ownUrl' },
    plugins: [fromMemory(texts, owners, outputs)],
    minifyWhitespace: true,
    lineLimit: 160,
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
  });
  return outputFiles.map(({ path: file, text }) => ({ path: file, text: finished(text) }));
}

/** Lets esbuild read the bundle, which is not on disk yet. */
function fromMemory(texts, owners, outputs) {
  const lent = lentChunks(outputs, owners);
  return {
    name: 'from-memory',
    setup(build) {
      build.onResolve({ filter: /./ }, ({ path: wanted, importer, namespace, kind }) => {
        if (kind === 'entry-point') return { path: wanted, namespace: 'entry' };
        if (namespace === 'entry') return { path: wanted, namespace: 'chunk' };
        if (!wanted.startsWith('.')) return { path: wanted, external: true };
        const file = besides(importer, wanted);
        const [own, other] = [owners.get(importer), owners.get(file)];
        if (own === other) return { path: file, namespace: 'chunk' };
        const mark = other === file ? '' : `#${nameOf(file)}`;
        return { path: pathFrom(own, other) + mark, external: true };
      });
      build.onLoad({ filter: /./, namespace: 'entry' }, ({ path: file }) => {
        const chunks = [...(lent.get(file) ?? [])].map(
          (each) => `* as ${nameOf(each)} from "${each}"`,
        );
        // `*` leaves it out.
        const byDefault = outputs[file]?.exports.includes('default') === true;
        const own = [`* from "${file}"`, ...(byDefault ? [`{ default } from "${file}"`] : [])];
        return { contents: [...own, ...chunks].map((each) => `export ${each};`).join('') };
      });
      build.onLoad({ filter: /./, namespace: 'chunk' }, ({ path: file }) => ({
        contents: texts.get(file).replace(LAZY_IMPORT, (_, wanted) => {
          const from = pathFrom(owners.get(file), besides(file, wanted));
          return `__load("${from}")`;
        }),
      }));
    },
  };
}

/** `chunk_ABC` of `dist/chunks/chunk-ABC.js`. */
function nameOf(file) {
  return path.posix.basename(file, '.js').replaceAll(/\W/g, '_');
}

function besides(file, relative) {
  return path.posix.join(path.posix.dirname(file), relative);
}

function pathFrom(file, other) {
  const relative = path.posix.relative(path.posix.dirname(file), other);
  return relative.startsWith('.') ? relative : `./${relative}`;
}

function finished(text) {
  const code = text.replace(LENT, (_, file, name) => `require("${joined(file)}").${joined(name)}`);
  const lazy = code.includes('__load(') ? LAZY_LOAD : '';
  return lazy + (code.includes('__ownUrl') ? OWN_URL : '') + code;
}

/** A text that esbuild ended a line in. */
function joined(text) {
  return text.replaceAll('\\\n', '');
}
