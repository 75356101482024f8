import type { Clock, Keychain } from '../host/host.ts';
import { ToolError, messageOf } from '../errors.ts';
import { withDeadline } from './deadline.ts';
import { seconds } from './gate.ts';

/** How long one call of the keychain may take, in milliseconds. */
export const KEYCHAIN_DEADLINE_MS = 3_000;

const UNLOCK = 'Unlock the keychain and run this again, or set DDOAUTH_STORE=file';

/** The keychain does not let us in now, though what we look for may be in it. */
export function keychainLocked(why: string): ToolError {
  return new ToolError('store.locked', `The OS keychain is locked: ${why}`, { hint: UNLOCK });
}

/**
 * One service's items of a keychain, each call with a deadline. A service that has not answered once
 * is not asked again in this run: its calls would pile up.
 * @throws ToolError `store.locked` when there is no answer or the keychain says so, else `store.failed`
 */
export interface GuardedKeychain {
  get(account: string): Promise<string | null>;
  set(account: string, value: string): Promise<void>;
  delete(account: string): Promise<boolean>;
}

export function guardKeychain(keychain: Keychain, service: string, clock: Clock): GuardedKeychain {
  let hangs = false;
  const late = (): Error => {
    hangs = true;
    return noAnswer();
  };
  const guarded = async <T>(action: string, call: () => Promise<T>): Promise<T> => {
    if (hangs) throw noAnswer();
    try {
      return await withDeadline(clock, call(), { ms: KEYCHAIN_DEADLINE_MS, late });
    } catch (error) {
      if (error instanceof ToolError) throw error;
      const why = messageOf(error);
      if (/\block(ed)?\b/i.test(why)) throw keychainLocked(why);
      throw new ToolError('store.failed', `The OS keychain cannot ${action}: ${why}`, {
        hint: 'DDOAUTH_STORE=file keeps secrets in a file instead',
      });
    }
  };
  return {
    get: (account) => guarded('read', () => keychain.get(service, account)),
    set: (account, value) => guarded('write', () => keychain.set(service, account, value)),
    delete: (account) => guarded('delete', () => keychain.delete(service, account)),
  };
}

function noAnswer(): ToolError {
  return keychainLocked(
    `no answer within ${seconds(KEYCHAIN_DEADLINE_MS)} s (it may be waiting for a password)`,
  );
}
