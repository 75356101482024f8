import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { NameLookUp } from '../host.ts';
import { orAborted } from './abort.ts';

/** How long one name server is waited for, in milliseconds; each is asked twice. */
const SERVER_TIMEOUT_MS = 2_000;

/**
 * How many look-ups may be with the system's own resolver at once. Each takes one of Node's four
 * threads for as long as it likes, and files and `fetch` need those too.
 */
const AT_ONCE = 2;

/**
 * Asks the name servers for A and AAAA. Where they know nothing of a name, the system's resolver is
 * asked as well, which also reads the hosts file.
 */
export async function lookUp(hostname: string, signal: AbortSignal): Promise<NameLookUp> {
  signal.throwIfAborted();
  const bare = hostname.replace(/^\[|\]$/g, '');
  const literal = isIP(bare);
  if (literal !== 0) return familiesOf([{ address: bare, family: literal }]);
  const resolver = new Resolver({ timeout: SERVER_TIMEOUT_MS, tries: 2 });
  const stop = (): void => resolver.cancel();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const [a, aaaa] = await Promise.all([
      answerOf(resolver.resolve4(hostname)),
      answerOf(resolver.resolve6(hostname)),
    ]);
    signal.throwIfAborted();
    const [ipv4, ipv6] = [a.addresses, aaaa.addresses];
    if ((ipv4?.length ?? 0) + (ipv6?.length ?? 0) > 0) return { ipv4, ipv6 };
    const bySystem = await systemLookUp(hostname, signal);
    return bySystem ?? { ipv4, ipv6, code: a.code ?? aaaa.code ?? 'ENOTFOUND' };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** The addresses; none when the name has none of this kind, `null` when nobody could say. */
async function answerOf(
  asked: Promise<string[]>,
): Promise<{ readonly addresses: readonly string[] | null; readonly code?: string }> {
  try {
    return { addresses: await asked };
  } catch (error) {
    const code = codeOf(error);
    return { addresses: code === 'ENODATA' || code === 'ENOTFOUND' ? [] : null, code };
  }
}

let inUse = 0;
const waiting: (() => void)[] = [];

async function takeTurn(): Promise<void> {
  if (inUse >= AT_ONCE) return new Promise((resolve) => waiting.push(resolve));
  inUse += 1;
}

function giveTurn(): void {
  const next = waiting.shift();
  if (next === undefined) inUse -= 1;
  else next();
}

/** What the system's resolver says; `undefined` when it knows no address either. */
async function systemLookUp(
  hostname: string,
  signal: AbortSignal,
): Promise<NameLookUp | undefined> {
  const asked = takeTurn().then(async () => {
    try {
      // The turn may come too late.
      return signal.aborted ? [] : await lookup(hostname, { all: true }).catch(() => []);
    } finally {
      giveTurn();
    }
  });
  const found = await orAborted(asked, signal);
  return found.length === 0 ? undefined : familiesOf(found);
}

function familiesOf(
  rows: readonly { readonly address: string; readonly family: number }[],
): NameLookUp {
  const of = (family: number): string[] =>
    rows.filter((row) => row.family === family).map(({ address }) => address);
  return { ipv4: of(4), ipv6: of(6) };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'UNKNOWN';
}
