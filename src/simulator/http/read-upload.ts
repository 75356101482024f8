import type { SimulatorRequest } from './exchange.ts';

/** A file out of a `multipart/form-data` body. */
export interface ReceivedFile {
  readonly fileName: string;
  readonly content: string;
}

/**
 * The file that a multipart body has in a field; `undefined` when there is none, as for a body that
 * is cut off. RFC 7578.
 */
export function readUpload(request: SimulatorRequest, field: string): ReceivedFile | undefined {
  const type = request.headers['content-type'] ?? '';
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return undefined;
  const [, ...parts] = `\r\n${request.body.toString('utf8')}`.split(`\r\n--${boundary}`);
  if (!parts.pop()?.startsWith('--')) return undefined;
  for (const part of parts) {
    const cut = part.indexOf('\r\n\r\n');
    const head = part.slice(0, cut);
    const [, name] = /content-disposition:[^\r\n]*[; ]name="([^"]*)"/i.exec(head) ?? [];
    const [, fileName] = /content-disposition:[^\r\n]*[; ]filename="([^"]*)"/i.exec(head) ?? [];
    if (cut < 0 || name !== field || fileName === undefined) continue;
    return { fileName, content: part.slice(cut + 4) };
  }
  return undefined;
}
