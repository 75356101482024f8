import type { OfflineCheck } from '../define-rule.ts';
import type { Reading } from '../read-input.ts';

const AUTHORIZE = /\/oauth2\/v1\/authorize\?([^\s"'<>]{1,8000})/i;

/**
 * Whether the authorize URL in an input ends after its first parameter, as it does where a shell took
 * the `&` for its own; `undefined` when the input has none.
 */
export function cutQuery({ views }: Reading): OfflineCheck | undefined {
  const query = views.map((view) => AUTHORIZE.exec(view)?.[1]).find((each) => each !== undefined);
  if (query === undefined) return undefined;
  const names = query.split('&').map((part) => part.split('=')[0] ?? '');
  return names.length === 1
    ? { holds: true, because: `the authorize URL of the input ends after ${names[0] ?? ''}` }
    : { holds: false, because: `the authorize URL of the input has ${names.join(', ')}` };
}
