import { textsIn, valueAt } from '../http/json-path.ts';
import type { SeedOrg } from './seed-schema.ts';
import type { World } from './world.ts';

/** Something that was created through the API. */
export interface SimulatedObject {
  readonly org: SeedOrg;
  /** The request that creates its kind: `POST /api/v1/monitor`, placeholders as `{}`. */
  readonly kindKey: string;
  /** Real path it was created at. */
  readonly collection: string;
  /** As it stands in paths. */
  readonly id: string;
  readonly name: string | undefined;
  /** Scopes that let the creation through. */
  readonly createdBy: readonly string[];
  /** Id of the `ddoauth` run, where a name or tag shows it. */
  readonly run: string | undefined;
  /** Ids of the objects it stands under, by the placeholder in the path: `id:page`. */
  readonly parents: Readonly<Record<string, string>>;
  /** What the creation was sent. */
  readonly sent: unknown;
  /** What the creation answered, without secret. */
  readonly shown: unknown;
  /** Deleted, but still shown, as downtimes are. */
  cancelled: boolean;
}

/** More than it is refused, so that a run that loops does not eat all memory. */
export const MOST_OBJECTS = 5000;

/** Objects of an org that were not deleted, of the given kinds. */
export function objectsOf(
  world: World,
  orgId: string,
  kindKeys: ReadonlySet<string>,
): readonly SimulatedObject[] {
  return world.objects.filter((row) => row.org.id === orgId && kindKeys.has(row.kindKey));
}

/** Takes an object away, with everything that stands under it. */
export function removeObject(world: World, object: SimulatedObject): void {
  const below = `${object.collection}/${encodeURIComponent(object.id)}/`;
  world.objects = world.objects.filter(
    (row) =>
      row !== object &&
      !(
        row.org.id === object.org.id &&
        (row.collection.startsWith(below) || Object.values(row.parents).includes(object.id))
      ),
  );
}

const NAMES = [
  'name',
  'title',
  'data.attributes.name',
  'data.attributes.title',
  'data.attributes.display_name',
  'data.attributes.handle',
  'data.0.attributes.name',
  'metadata.name',
  'info.title',
  'data.id',
];

/** The name an object was given; of a body without one, the first text with `ddoauth` in it. */
export function nameIn(sent: unknown): string | undefined {
  const name = NAMES.map((path) => valueAt(sent, path)).find((value) => typeof value === 'string');
  if (typeof name === 'string') return name;
  return textsIn(sent)
    .find(({ text }) => /ddoauth/i.test(text))
    ?.text.slice(0, 200);
}

/** The run that a `ddoauth-<run>`, `DDOAUTH_<RUN>` or `ddoauth_run:<run>` names. */
export function runIn(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const [, run] = /ddoauth(?:_run:|[-_])([0-9a-z]+)/i.exec(text) ?? [];
    if (run !== undefined) return run.toLowerCase();
  }
  return undefined;
}
