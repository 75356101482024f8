/** Draws numbers that are the same in every run (mulberry32). */
export interface Dice {
  below(limit: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  bytes(length: number): Buffer;
}

export function seededDice(seed: number): Dice {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  };
}

/** Something that is sent, and whether the sender then stops writing or goes away. */
export interface Hostile {
  readonly bytes: string | Buffer;
  readonly end?: boolean;
  readonly giveUpAfterMs?: number;
}

/** What the attacker aims at. The query is the right one: only the rest may give them away. */
export interface Aim {
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly state: string;
}

type Kind = (aim: Aim, dice: Dice) => Hostile;

function request(
  aim: Aim,
  change: { method?: string; target?: string; version?: string; host?: string; more?: string } = {},
): string {
  const target = change.target ?? `${aim.path}?${aim.query}`;
  const host = change.host ?? `Host: ${aim.host}\r\n`;
  const line = `${change.method ?? 'GET'} ${target} ${change.version ?? 'HTTP/1.1'}`;
  return `${line}\r\n${host}${change.more ?? ''}\r\n`;
}

const HALF_OPEN_MS = 15;

export const HOSTILE_KINDS: Readonly<Record<string, Kind>> = {
  wrongPath: (aim, dice) => {
    const path = dice.pick([
      `${aim.path}/`,
      aim.path.toUpperCase(),
      `/${aim.path}`,
      `${aim.path}%00`,
      aim.path.replace('c', '%63'),
      `/x/..${aim.path}`,
      `/.${aim.path}`,
      `${aim.path};jsessionid=1`,
      '/favicon.ico',
      `/${dice.below(1e9).toString(36)}`,
      '/../../etc/passwd',
    ]);
    return { bytes: request(aim, { target: `${path}?${aim.query}` }) };
  },
  method: (aim, dice) => ({
    bytes: request(aim, {
      method: dice.pick([
        'HEAD',
        'OPTIONS',
        'POST',
        'PUT',
        'DELETE',
        'TRACE',
        'get',
        'GETX',
        'PRI',
      ]),
      more: dice.pick(['', 'Content-Length: 3\r\n', 'Access-Control-Request-Method: GET\r\n']),
    }),
    giveUpAfterMs: 500,
  }),
  connect: (aim) => ({ bytes: request(aim, { method: 'CONNECT', target: aim.host }) }),
  host: (aim, dice) => {
    const port = aim.host.split(':').at(-1);
    const lines = dice.pick([
      '',
      'Host:\r\n',
      'Host: evil.test\r\n',
      `Host: evil.test:${port}\r\n`,
      `Host: 127.0.0.1:${port}\r\n`,
      'Host: localhost\r\n',
      `Host: localhost:${port}.evil.test\r\n`,
      `Host: ${aim.host}, evil.test\r\n`,
      `Host: ${aim.host}\r\nHost: ${aim.host}\r\n`,
      `Host: evil.test\r\nX-Forwarded-Host: ${aim.host}\r\nForwarded: host=${aim.host}\r\n`,
    ]);
    return { bytes: request(aim, { host: lines, version: dice.pick(['HTTP/1.1', 'HTTP/1.0']) }) };
  },
  state: (aim, dice) => {
    const state = dice.pick([
      '',
      'x',
      aim.state.slice(1),
      aim.state.slice(0, -1),
      `${aim.state}${dice.below(10)}`,
      aim.state.toLowerCase(),
      `${aim.state}%00`,
      encodeURIComponent(dice.bytes(12).toString('latin1')),
    ]);
    const answer = dice.pick(['code=c', 'error=access_denied', 'code=c&error=x']);
    return { bytes: request(aim, { target: `${aim.path}?${answer}&state=${state}` }) };
  },
  query: (aim, dice) => {
    const query = dice.pick([
      '',
      `${aim.query}&${aim.query}`,
      `${aim.query}&state=${aim.state}`,
      `${aim.query}&code=`,
      `${aim.query}&%63ode=y`,
      `state=x&${aim.query}`,
      `${aim.query}&domain=a&domain=b`,
      `${aim.query}&error=access_denied`,
      `${aim.query}&x=%`,
      `${aim.query}&x=%C3%28`,
      `${aim.query}&x=%0d%0aSet-Cookie:a`,
      `${aim.query}#`,
      `state=${aim.state}`,
    ]);
    return { bytes: request(aim, { target: `${aim.path}?${query}` }) };
  },
  longQuery: (aim, dice) => ({
    bytes: request(aim, {
      target: `${aim.path}?${aim.query}&x=${'y'.repeat(dice.pick([8192, 9000, 40_000, 100_000]))}`,
    }),
  }),
  pipelined: (aim, dice) => {
    const first = dice.pick([
      request(aim, { target: '/nothing' }),
      request(aim, { method: 'POST', more: 'Content-Length: 0\r\n' }),
      request(aim, { method: 'POST', more: 'Transfer-Encoding: chunked\r\n' }) + '0\r\n\r\n',
      request(aim, { target: '/', more: 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n' }),
      request(aim, { target: `${aim.path}?state=x` }),
      request(aim, { target: '/x', more: 'Expect: 100-continue\r\nContent-Length: 9\r\n' }),
    ]);
    return { bytes: first + request(aim).repeat(1 + dice.below(20)), giveUpAfterMs: 500 };
  },
  halfOpen: (aim, dice) => {
    const whole = request(aim);
    return {
      bytes: whole.slice(0, dice.below(whole.length)),
      ...(dice.below(2) === 0 ? { end: true } : {}),
      giveUpAfterMs: HALF_OPEN_MS,
    };
  },
  garbage: (_aim, dice) => ({
    bytes: dice.bytes(1 + dice.below(600)),
    giveUpAfterMs: HALF_OPEN_MS,
  }),
  garbageBehind: (aim, dice) => ({
    bytes: Buffer.concat([Buffer.from(request(aim, { target: '/x' })), dice.bytes(300)]),
  }),
  tlsHello: (_aim, dice) => ({
    bytes: Buffer.concat([Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3]), dice.bytes(505)]),
    giveUpAfterMs: HALF_OPEN_MS,
  }),
  prefetch: (aim, dice) => ({
    bytes: request(aim, {
      more:
        (dice.below(5) === 0 ? 'A: b\r\n'.repeat(190) : '') +
        dice.pick([
          'Sec-Purpose: prefetch\r\n',
          'Sec-Purpose: prefetch;prerender\r\n',
          'Purpose: prefetch\r\n',
          'X-Purpose: preview\r\n',
          'X-Moz: prefetch\r\n',
        ]),
    }),
  }),
  oldHttp: (aim, dice) => ({
    bytes: dice.pick([
      `GET ${aim.path}?${aim.query}\r\n`,
      `GET ${aim.path}?${aim.query}\r\n\r\n`,
      request(aim, { version: 'HTTP/0.9' }),
      request(aim, { version: 'HTTP/2.0' }),
      request(aim, { version: 'HTTP/9.9' }),
    ]),
    giveUpAfterMs: HALF_OPEN_MS * 3,
  }),
  target: (aim, dice) => ({
    bytes: request(aim, {
      target: dice.pick([
        `http://${aim.host}${aim.path}?${aim.query}`,
        `https://evil.test${aim.path}?${aim.query}`,
        `//${aim.host}${aim.path}?${aim.query}`,
        `\\${aim.path}?${aim.query}`,
        `${aim.path}\\?${aim.query}`,
        `${aim.path}\t?${aim.query}`,
        `${aim.path} ?${aim.query}`,
        `*`,
        `?${aim.query}`,
      ]),
    }),
  }),
  headerFlood: (aim, dice) => ({
    bytes: request(aim, {
      more: dice.pick([
        `X: ${'y'.repeat(100_000)}\r\n`,
        'A: b\r\n'.repeat(dice.pick([201, 3000, 20_000])),
        `${'N'.repeat(70_000)}: 1\r\n`,
      ]),
    }),
  }),
  badHeaders: (aim, dice) => ({
    bytes: request(aim, {
      more: dice.pick([
        'No colon\r\n',
        ': empty\r\n',
        'Content-Length: x\r\n',
        'Content-Length: 1\r\nContent-Length: 2\r\n',
        'Bad\0Name: x\r\n',
        'X: a\rb\r\n',
        ' folded: x\r\n',
      ]),
    }),
    giveUpAfterMs: HALF_OPEN_MS * 3,
  }),
};
