import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/**
 * Names, versions and licence texts of the packages whose files went into a bundle. Throws when a
 * package has no licence text: it must not be handed on without.
 * @param {string} root absolute path of the project
 * @param {readonly string[]} inputs paths of the bundled files, relative to the root
 */
export async function bundledLicences(root, inputs) {
  const folders = [...new Set(inputs.map(packageFolder).filter((folder) => folder !== ''))].sort();
  const parts = await Promise.all(folders.map((folder) => licenceOf(path.join(root, folder))));
  const intro = 'ddoauth contains code of the packages below.\n';
  return [intro, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

/** `node_modules/a` of `node_modules/a/lib/b.js`, `''` of our own files. */
function packageFolder(input) {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input.replaceAll('\\', '/'));
  return match?.[1] ?? '';
}

async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(
    await readFile(path.join(folder, 'package.json'), 'utf8'),
  );
  const files = (await readdir(folder)).filter((file) => LICENCE_FILE.test(file)).sort();
  if (files.length === 0) throw new Error(`${name}@${version} has no licence text in ${folder}`);
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  return `${name} ${version} (${license})\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
}
