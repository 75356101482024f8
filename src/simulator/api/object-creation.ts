import { CREATION_TRACES } from '../../catalog/creation-lists.ts';
import type { Creation } from '../../catalog/scope-row.ts';
import {
  errors,
  isRecord,
  json,
  mediaType,
  readJson,
  type SimulatorAnswer,
  type SimulatorRequest,
} from '../http/exchange.ts';
import { makeId, type IdFormat } from './id-formats.ts';
import { textsIn, valueAt, withValueAt } from '../http/json-path.ts';
import { createdAnswer } from './object-answers.ts';
import type { ObjectKind } from './object-kinds.ts';
import { MOST_OBJECTS, nameIn, objectsOf, runIn } from '../world/objects.ts';
import { placeholdersOf } from '../http/path-template.ts';
import type { Admitted } from '../access/admission.ts';
import { readUpload } from '../http/read-upload.ts';
import type { World } from '../world/world.ts';

/** A kind of object that a round trip of the catalog creates. */
export interface CreatedKind {
  /** `POST /api/v1/monitor`, placeholders as `{}`. */
  readonly key: string;
  readonly creation: Creation;
  readonly kind: ObjectKind;
  /** Kinds that the placeholders `{id:<step>}` of path and body stand for, by placeholder. */
  readonly references: ReadonlyMap<string, string>;
  /** Whether the caller chooses the id: as a name in the path, or in the body. */
  readonly choosesId: boolean;
}

/** A placeholder of the catalog that nobody filled in. */
const UNFILLED =
  /(?<![{$])\{(?:name|run|slug|upper|uuid|id|id:\w+|(?:now|nowMs|iso)(?:[+-]\d+)?)\}(?!\})/;

/** Creates an object, or says what is wrong with what was sent. */
export function createObject(
  made: CreatedKind,
  world: World,
  request: SimulatorRequest,
  admitted: Admitted,
): SimulatorAnswer {
  const { creation, kind, key } = made;
  const { org } = admitted.grant;
  const read = readSent(creation, request);
  if (read.refusal) return read.refusal;
  const { sent } = read;
  const texts = [
    ...textsIn(sent).map((row) => row.text),
    ...Object.values(request.pathParameters),
    ...request.query.values(),
  ];
  // A file may hold braces of its own, as the paths of an OpenAPI document.
  const unfilled = creation.create.upload ? undefined : texts.find((text) => UNFILLED.test(text));
  if (unfilled !== undefined) {
    return errors(400, `Not a value that anything can have: ${unfilled.slice(0, 100)}`);
  }
  const missing = findMissingReference(made, world, request, org.id, sent);
  if (missing !== undefined) return errors(404, `There is no ${missing}`);

  const others = objectsOf(world, org.id, new Set([key])).filter((row) => !row.cancelled);
  const clash = kind.unique.find((path) => {
    const value = valueAt(sent, path);
    return value !== undefined && others.some((other) => valueAt(other.sent, path) === value);
  });
  const refused = request.path.startsWith('/api/v1/') ? 400 : 409;
  if (clash !== undefined) return errors(refused, `Another one has the same ${clash}`);
  const chosen = chosenId(made, request, sent);
  if (chosen !== undefined && others.some((other) => other.id === chosen)) {
    return errors(409, `${chosen.slice(0, 200)} exists already`);
  }
  if (world.objects.length >= MOST_OBJECTS) {
    return errors(400, `The simulator keeps at most ${MOST_OBJECTS} objects`);
  }

  const id = chosen ?? unusedId(kind.idFormat, world);
  const shown = createdAnswer(request.path, creation.idAt, sent, id);
  const answer = json(kind.created, withSecret(made, world, shown), contentType(request.path));
  const parents = Object.entries(request.pathParameters).filter(([name]) => name.startsWith('id:'));
  world.objects.push({
    org,
    kindKey: key,
    collection: request.path,
    id: String(id),
    name: nameIn(sent) ?? chosen,
    createdBy: admitted.openedBy,
    run: runIn(texts),
    parents: { ...Object.fromEntries(parents), ...parentsInBody(creation, sent) },
    sent,
    shown,
    cancelled: false,
  });
  return answer;
}

/** Version 2 of the API mostly answers as JSON:API does. */
function contentType(path: string): string {
  return path.startsWith('/api/v1/') ? 'application/json' : 'application/vnd.api+json';
}

function readSent(
  creation: Creation,
  request: SimulatorRequest,
):
  { readonly sent: unknown; readonly refusal?: undefined } | { readonly refusal: SimulatorAnswer } {
  const { upload, body } = creation.create;
  if (upload) {
    if (mediaType(request) !== 'multipart/form-data') {
      return { refusal: errors(415, 'Unsupported media type') };
    }
    const file = readUpload(request, upload.field);
    if (!file || file.content.trim() === '') {
      return { refusal: errors(400, `The form has no file in its field ${upload.field}`) };
    }
    return { sent: { name: file.fileName, content: file.content } };
  }
  if (body === undefined && request.body.length === 0) return { sent: {} };
  if (!/[/+]json$/.test(mediaType(request))) {
    return { refusal: errors(415, 'Unsupported media type') };
  }
  const sent = readJson(request);
  if (typeof sent !== 'object' || sent === null) {
    return { refusal: errors(400, 'The body is no JSON object') };
  }
  if (Object.keys(sent).length === 0 && body !== undefined && Object.keys(body).length > 0) {
    return { refusal: errors(400, 'The body is empty') };
  }
  return { sent };
}

/** The step whose object the path or the body names by an id that nothing has. */
function findMissingReference(
  { creation, references }: CreatedKind,
  world: World,
  request: SimulatorRequest,
  orgId: string,
  sent: unknown,
): string | undefined {
  const named = textsIn(creation.create.body).flatMap(({ path, text }) => {
    const [, placeholder = ''] = /^\{(id:.+)\}$/.exec(text) ?? [];
    const value = valueAt(sent, path);
    return typeof value === 'string' || typeof value === 'number'
      ? [{ placeholder, id: String(value) }]
      : [];
  });
  const inPath = Object.entries(request.pathParameters).map(([placeholder, id]) => ({
    placeholder,
    id,
  }));
  const missing = [...inPath, ...named].find(({ placeholder, id }) => {
    const kindKey = references.get(placeholder);
    if (kindKey === undefined) return false;
    return !objectsOf(world, orgId, new Set([kindKey])).some((row) => row.id === id);
  });
  return missing?.placeholder.slice('id:'.length);
}

/** What it was made in and does not outlive, where the body names that: a share's dashboard. */
function parentsInBody({ create }: Creation, sent: unknown): Record<string, string> {
  if (CREATION_TRACES[`${create.method} ${create.path}`]?.goneWithParent !== true) return {};
  return Object.fromEntries(
    textsIn(create.body).flatMap(({ path, text }) => {
      const [, placeholder] = /^\{(id:.+)\}$/.exec(text) ?? [];
      const value = valueAt(sent, path);
      return placeholder === undefined || typeof value !== 'string' ? [] : [[placeholder, value]];
    }),
  );
}

/** The id where the caller chooses it: in the body where the answer has it, or last in the path. */
function chosenId(
  { creation, choosesId }: CreatedKind,
  request: SimulatorRequest,
  sent: unknown,
): string | undefined {
  if (!choosesId) return undefined;
  const inBody = valueAt(sent, creation.idAt);
  if (typeof inBody === 'string' && inBody !== '') return inBody;
  const name = chosenInPath(creation);
  return name === undefined ? undefined : request.pathParameters[name];
}

/** Placeholder in the last part of the path where the caller writes the id. */
function chosenInPath(creation: Creation): string | undefined {
  const [name] = placeholdersOf(creation.create.path.split('/').at(-1) ?? '');
  return name?.startsWith('id:') === true ? undefined : name;
}

/** Whether the catalog's request has the id in it, and the API takes it. */
export function callerChoosesId(creation: Creation, kind: ObjectKind): boolean {
  if (kind.ignoresSentId === true) return false;
  return (
    chosenInPath(creation) !== undefined ||
    typeof valueAt(creation.create.body, creation.idAt) === 'string'
  );
}

function unusedId(format: IdFormat, world: World): string | number {
  for (;;) {
    const id = makeId(format, world.ids);
    if (!world.objects.some((row) => row.id === String(id))) return id;
  }
}

/** Adds the key or secret that only the answer to a creation shows. */
function withSecret({ creation, kind }: CreatedKind, world: World, shown: unknown): unknown {
  const [, container = ''] = /^(.*)\.[^.]+$/.exec(creation.idAt) ?? [];
  // The token of a shared dashboard is id and secret in one.
  if (kind.idFormat === 'token') return shown;
  const inside = container === '' ? '' : `${container}.`;
  const usual = isRecord(valueAt(shown, `${inside}attributes`))
    ? `${inside}attributes.secret`
    : `${inside}secret`;
  const at = kind.secretAt ?? (creation.secretAnswer === true ? usual : undefined);
  return at === undefined ? shown : withValueAt(shown, at, world.ids.hex(40));
}
