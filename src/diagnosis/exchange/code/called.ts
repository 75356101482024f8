import { fieldsOf, lastName, type Entries, type Value } from './values.ts';

/** Methods without arguments that leave a value what it is. */
const KEEPS =
  /^(?:toString|encode|decode|strip|trim|to_s|to_str|build|rstrip|freeze|href|unwrap|copy|ToString)$/;
/** Methods that add a field to what they are called on. */
const ADDS =
  /^(?:add|append|set|put|param|queryParam|addQueryParameter|addEncodedQueryParameter|addParameter|field|with|Add|Set|addFormDataPart|addEncoded)$/;

/** A call as it stands in a text. */
export interface Called {
  readonly name: string;
  /** What it is called on, if that is known. */
  readonly owner: Value | undefined;
  readonly args: readonly Value[];
  readonly named: Entries;
  /** It takes in something that the text does not show. */
  readonly open: boolean;
}

/** What a call comes to: mostly itself, but what it is called on where it changes nothing about it. */
export function calledValue({ name, owner, args, named, open }: Called): Value {
  const method = lastName(name);
  if (owner && KEEPS.test(method)) return owner;
  if (owner && method === 'Encode') return { is: 'call', name: 'Encode', args: [owner], named: [] };
  if (owner && ADDS.test(method) && args.length === 2 && args[0]?.is === 'text') {
    const held = fieldsOf(owner) && owner.is === 'map' ? owner : undefined;
    const entry = [args[0].text, args[1] as Value] as const;
    return { is: 'map', entries: [...(held?.entries ?? []), entry], open: held?.open ?? false };
  }
  if (owner?.is === 'text' && method === 'format') return owner;
  if (/^(?:array|dict|Object\.freeze|Map\.of|mapOf)$/.test(name)) {
    if (named.length > 0 || open) return { is: 'map', entries: named, open };
    if (args[0]?.is === 'map') return args[0];
  }
  if (/^(?:http\.)?URI$|^Uri$|^URI\.parse$/.test(name) && args[0]?.is === 'text') return args[0];
  return { is: 'call', name, args, named };
}
