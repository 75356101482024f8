import * as esbuild from 'esbuild';

/** A lazy import of another file of the bundle, as esbuild writes it. */
const LAZY_IMPORT = /\bimport\((?="\.{1,2}\/[^"]+\.js"\))/g;

/** What a file needs that has lazy imports, or that asks for its own URL. */
const LAZY_LOAD = 'const __load = async (file) => require(file);\n';
const OWN_URL = 'const __ownUrl = require("node:url").pathToFileURL(__filename).href;\n';

/** Marks the folder, whose package is `"type": "module"`, as CommonJS. */
export const COMMON_JS_MARK = '{ "type": "commonjs" }\n';

/**
 * Turns a file of a bundle of ES modules into CommonJS, which Node finds, reads and links in a third of
 * the time. What was lazy stays lazy. Packages outside the bundle are still imported: some of them are
 * ES modules only.
 */
export async function toCommonJs(text) {
  const lazy = text.replace(LAZY_IMPORT, '__load(');
  const banner =
    (lazy === text ? '' : LAZY_LOAD) + (text.includes('import.meta.url') ? OWN_URL : '');
  const { code } = await esbuild.transform(lazy, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    define: { 'import.meta.url': '__ownUrl' },
    minifyWhitespace: true,
    lineLimit: 160,
    legalComments: 'none',
    logLevel: 'warning',
  });
  return banner + code;
}
