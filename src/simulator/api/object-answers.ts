import { isRecord } from '../http/exchange.ts';
import { valueAt, withValueAt } from '../http/json-path.ts';

/** The last part of a dotted path, and what comes before it. */
function split(path: string): readonly [container: string, last: string] {
  const cut = path.lastIndexOf('.');
  return cut < 0 ? ['', path] : [path.slice(0, cut), path.slice(cut + 1)];
}

/**
 * What a creation answers: that which was sent, with its id where the API has it. A body that is
 * not built like the answer is moved to where the answer has the object; version 2 of the API
 * makes a JSON:API resource of it.
 * @param idAt dotted path: `id`, `data.id`, `data.0.id`, `private_location.id`
 */
export function createdAnswer(
  path: string,
  idAt: string,
  sent: unknown,
  id: string | number,
): unknown {
  const [container] = split(idAt);
  if (isRecord(valueAt(sent, container))) return withValueAt(sent, idAt, id);
  const [top = ''] = idAt.split('.');
  const inner = valueAt(sent, top);
  const jsonApi = top === 'data' && !path.startsWith('/api/v1/');
  let payload = isRecord(inner) ? inner : isRecord(sent) ? sent : {};
  if (jsonApi && payload !== inner) payload = { type: typeOf(path), attributes: payload };
  return withValueAt(withValueAt({}, container, payload), idAt, id);
}

/** What reading one object answers: where a creation answers a list of one, its item. */
export function readAnswer(idAt: string, shown: unknown): unknown {
  const listAt = /^(.*?)\.\d+\./.exec(idAt)?.[1];
  if (listAt === undefined) return shown;
  return withValueAt(shown, listAt, valueAt(shown, `${listAt}.0`));
}

/** How a list shows an object: without the members around it. */
export function listItem(idAt: string, shown: unknown): unknown {
  return valueAt(shown, split(idAt)[0]);
}

function typeOf(path: string): string {
  const words = path.split('/').filter((part) => part !== '' && !part.includes('{'));
  return words.at(-1) ?? 'item';
}
