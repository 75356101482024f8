import type { AuthorizationProbe } from '../../catalog/scope-row.ts';
import { errors, mediaType, notFound, readJson } from '../http/exchange.ts';
import { formatOfPart, type IdFormat } from './id-formats.ts';
import type { AdmittedHandler } from '../access/admission.ts';

/** A route that an authorization probe asks, with the parts of its path that are ids. */
export interface MissingRoute {
  /** Parts that look like ids are placeholders, so that other ids find the route too. */
  readonly path: string;
  /** What is a well-formed id, for each placeholder in order. */
  readonly idFormats: readonly (readonly IdFormat[])[];
  readonly answer: AdmittedHandler;
}

/** Formats of the placeholders of a path that the catalog fills in itself. */
const FILLED: Readonly<Record<string, IdFormat>> = { '{uuid}': 'uuid' };

/** The route behind an authorization probe: nothing is ever there. */
export function missingRoute({ request, letIn }: AuthorizationProbe): MissingRoute {
  const idFormats: IdFormat[][] = [];
  const parts = request.path.split('/').map((part, index) => {
    const format = part.includes('{') ? (FILLED[part] ?? 'text') : missingFormat(part);
    if (format === undefined) return part;
    idFormats.push([format]);
    return part.includes('{') ? part : `{missing${index}}`;
  });
  const status = letIn.includes(404) ? 404 : (letIn[0] ?? 404);
  const answer: AdmittedHandler = (_world, received) => {
    if (request.body !== undefined) {
      if (!/[/+]json$/.test(mediaType(received))) return errors(415, 'Unsupported media type');
      if (readJson(received) === undefined) return errors(400, 'Invalid JSON');
    }
    return status === 404 ? notFound() : errors(status, 'Not found');
  };
  return { path: parts.join('/'), idFormats, answer };
}

/** Words of a path are no ids, unless they say whose they are. */
function missingFormat(part: string): IdFormat | undefined {
  return /ddoauth|missing|does-not-exist|no-such/i.test(part) ? 'text' : formatOfPart(part);
}
