import type { Clock, Keychain, Random } from '../host/host.ts';
import { messageOf } from '../errors.ts';
import { withDeadline } from './deadline.ts';
import { seconds } from './gate.ts';
import { KEYCHAIN_DEADLINE_MS } from './guarded-keychain.ts';

/** A keychain that works, or why there is none, in few words. */
export type ProbedKeychain =
  | { readonly keychain: Keychain; readonly reason?: undefined }
  | { readonly keychain?: undefined; readonly reason: string };

/** Opens the OS keychain; may reject, throw or hang. */
export type OpenKeychain = () => Promise<Keychain>;

/** What was found about each keychain in this run. */
const probed = new WeakMap<OpenKeychain, Promise<ProbedKeychain>>();

/** Opens the keychain and proves that it works, once a run. Never rejects, never takes longer than 3 s. */
export function probeKeychain(
  open: OpenKeychain,
  context: { readonly service: string; readonly clock: Clock; readonly random: Random },
): Promise<ProbedKeychain> {
  const known = probed.get(open);
  if (known !== undefined) return known;
  const fresh = openAndProve(open, context);
  probed.set(open, fresh);
  return fresh;
}

async function openAndProve(
  open: OpenKeychain,
  context: { readonly service: string; readonly clock: Clock; readonly random: Random },
): Promise<ProbedKeychain> {
  const { service, clock, random } = context;
  const work = async (): Promise<Keychain> => {
    const keychain = await open();
    await proveKeychain(keychain, service, random, 32);
    return keychain;
  };
  const late = (): Error =>
    new Error(`the keychain service did not answer within ${seconds(KEYCHAIN_DEADLINE_MS)} s`);
  try {
    return { keychain: await withDeadline(clock, work(), { ms: KEYCHAIN_DEADLINE_MS, late }) };
  } catch (error) {
    return { reason: oneLine(messageOf(error)) };
  }
}

/**
 * Writes, reads and deletes an item of its own. When the caller has stopped waiting, it still deletes
 * what it wrote as soon as the service is back.
 * @param bytes length of the value
 */
export async function proveKeychain(
  keychain: Pick<Keychain, 'get' | 'set' | 'delete'>,
  service: string,
  random: Random,
  bytes: number,
): Promise<void> {
  const account = `probe/${hex(random.bytes(12))}`;
  const value = hex(random.bytes(Math.ceil(bytes / 2)));
  await keychain.set(service, account, value);
  let found: string | null;
  let deleted: boolean;
  try {
    found = await keychain.get(service, account);
  } finally {
    deleted = await keychain.delete(service, account);
  }
  if (found !== value) throw new Error('the keychain did not give back what was written to it');
  if (!deleted) throw new Error('the keychain did not delete what was written to it');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 200);
}
