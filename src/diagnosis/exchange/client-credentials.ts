import { UUID } from '../text/client-id.ts';
import type { InputExchange } from './exchange.ts';
import { valueOf, type Fields } from './fields.ts';
import type { RawExchange } from './raw-exchange.ts';
import type { Sealer } from './sealer.ts';

type Authorization = Pick<InputExchange, 'bearer' | 'basic' | 'oddAuthorization' | 'bearerNamed'>;

/** `$TOKEN`, `${token}`, `{{token}}`, `<token>`, `%TOKEN%`. */
const VARIABLE = /^(?:\$|\{|<|%[A-Z_]+%)/;

function basicPair(value: string): { user: string; password: string } {
  const [user = '', ...password] = Buffer.from(value, 'base64').toString('utf8').split(':');
  return { user, password: password.join(':') };
}

/**
 * Whether id and secret of a client stand in each other's place: ids are UUIDs, secrets are long and none.
 */
function isSwapped(id: string, secret: string): boolean {
  return UUID.test(secret) && !UUID.test(id) && /^[\w.~+/=-]{16,}$/.test(id);
}

/** The client's credentials, wherever a token request has them. */
export function hasSwapped(raw: RawExchange, fields: Fields): boolean {
  const header = /^basic\s+(\S+)/i.exec(valueOf(raw.headers, 'authorization') ?? '')?.[1];
  const basic = header === undefined ? undefined : basicPair(header);
  return (
    isSwapped(valueOf(fields, 'client_id') ?? '', valueOf(fields, 'client_secret') ?? '') ||
    (basic !== undefined && isSwapped(basic.user, basic.password))
  );
}

/** A secret that stands in the place of the id is none the less one. */
export function withoutSwap(fields: Fields, sealer: Sealer): Fields {
  const secret = valueOf(fields, 'client_secret') ?? '';
  return fields.map(([name, value]) =>
    name === 'client_id' && isSwapped(value, secret)
      ? ([name, sealer.seal('secret', value)] as const)
      : ([name, value] as const),
  );
}

/** What `Authorization` carries, secrets sealed. */
export function authorizationOf(raw: RawExchange, sealer: Sealer): Authorization {
  const header = valueOf(raw.headers, 'authorization');
  // A variable may hold the scheme as well as the token.
  if (header === undefined || header === '' || VARIABLE.test(header)) return {};
  const [, scheme = '', value = ''] = /^(bearer|basic)\s+(\S+)/i.exec(header) ?? [];
  if (/^bearer$/i.test(scheme)) {
    const bearer = sealer.seal('access token', value);
    const isRefresh = VARIABLE.test(value) && /refresh_?token/i.test(value);
    return { bearer, ...(isRefresh ? { bearerNamed: 'refresh token' } : {}) };
  }
  if (/^basic$/i.test(scheme)) {
    const { user, password } = basicPair(value);
    if (isSwapped(user, password)) {
      sealer.seal('secret', user);
      return { basic: password };
    }
    sealer.seal('secret', password);
    return { basic: user };
  }
  sealer.seal('token', header.replace(/^\w{1,20}\s+/, ''));
  return { oddAuthorization: true };
}
