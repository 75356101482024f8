import path from 'node:path';
import { isBuiltin } from 'node:module';
import {
  BIN_MAY_IMPORT,
  DOORS,
  layerOf,
  MAY_IMPORT,
  MAY_TOUCH_PROCESS,
  PLAIN_DATA,
  roomOf,
  ROOMS,
} from './layers.mjs';

/** The formats this program publishes; it reads files by the same ones. */
const SCHEMA = /^schema\/[a-z-]+\.schema\.json$/;

/**
 * What is wrong with one import, or `undefined`.
 * @param {string} file path of the importing file below the root
 * @param {string | undefined} specifier as written
 * @param {(file: string) => boolean} exists whether a path below the root is a file
 */
export function judgeImport(file, specifier, exists) {
  if (specifier === undefined) return 'imports something that is only known at run time';
  if (specifier.startsWith('.')) return judgeRelative(file, specifier, exists);
  if (path.isAbsolute(specifier) || specifier.startsWith('file:')) {
    return `imports ${specifier}, which is no relative path`;
  }
  return isBuiltin(specifier) ? judgeBuiltin(file, specifier) : judgePackage(file, specifier);
}

function judgeRelative(file, specifier, exists) {
  const target = path.posix.join(path.posix.dirname(file), specifier);
  if (file.startsWith('bin/')) {
    return BIN_MAY_IMPORT.includes(target) ? undefined : `bin may not import ${target}`;
  }
  const from = layerOf(file);
  const to = layerOf(target);
  if (SCHEMA.test(target))
    return exists(target) ? undefined : `imports ${target}, which does not exist`;
  if (to === undefined) return `imports ${target}, which is outside src`;
  if (!exists(target)) return `imports ${target}, which does not exist`;
  if (from === undefined || !(from in MAY_IMPORT)) return undefined;
  if (from === to) return judgeRooms(from, roomOf(file), roomOf(target), specifier);
  return MAY_IMPORT[from].includes(to) ? undefined : `${from} may not import ${to} (${specifier})`;
}

/** What is wrong with an import within a layer. */
function judgeRooms(layer, from, to, specifier) {
  const rows = Object.hasOwn(ROOMS, layer) ? ROOMS[layer] : [];
  const rowOf = (room) => {
    const found = rows.findIndex((row) => row.includes(room));
    return found < 0 ? rows.length : found;
  };
  if (from === to || rowOf(from) === rows.length || rowOf(to) < rowOf(from)) return undefined;
  return `${layer}/${from} may not import ${layer}/${to} (${specifier})`;
}

function judgeBuiltin(file, specifier) {
  if (!specifier.startsWith('node:')) return `imports ${specifier} without node:`;
  if (specifier === 'node:process' && !MAY_TOUCH_PROCESS.test(file)) {
    return 'imports node:process outside src/host/node and bin';
  }
  const layer = layerOf(file);
  return PLAIN_DATA.includes(layer)
    ? `${layer} is plain data and may not import ${specifier}`
    : undefined;
}

function judgePackage(file, specifier) {
  const name = packageOf(specifier);
  const door = Object.hasOwn(DOORS, name) ? DOORS[name] : undefined;
  if (door === undefined || file.startsWith('bin/')) return `${name} has no door to come in by`;
  if (door.file !== undefined && door.file !== file) return `only ${door.file} may import ${name}`;
  const layer = layerOf(file);
  return door.layers.includes(layer) ? undefined : `${layer} may not import ${name}`;
}

/** `@scope/name` of `@scope/name/deep/file.js`. */
export function packageOf(specifier) {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
