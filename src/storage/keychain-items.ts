import type { Random } from '../host/host.ts';
import { ToolError } from '../errors.ts';
import type { GuardedKeychain } from './guarded-keychain.ts';
import { joinParts, partAccounts, readHead, type SplitValue } from './keychain-parts.ts';

/** How often a value is read again that somebody replaces in the middle. */
const READ_ATTEMPTS = 3;

/** A new generation of parts. */
export function newGeneration(random: Random): string {
  return Buffer.from(random.bytes(8)).toString('hex');
}

/**
 * Reads a value, of one item or in parts; `null` when the keychain has no such item or is locked.
 * @throws ToolError `store.failed` when parts of it are gone
 */
export async function readValue(keychain: GuardedKeychain, id: string): Promise<string | null> {
  for (let attempt = 1; attempt <= READ_ATTEMPTS; attempt += 1) {
    const item = await keychain.get(id);
    const head = item === null ? undefined : readHead(item);
    if (item === null || head === undefined) return item;
    const parts: string[] = [];
    for (const account of partAccounts(id, head.generation, head.count)) {
      const part = await keychain.get(account);
      if (part === null) break;
      parts.push(part);
    }
    const value = joinParts(head, parts);
    if (value !== undefined) return value;
  }
  throw new ToolError('store.failed', `Parts of "${id}" are missing in the OS keychain`, {
    hint: 'Forget it and get it anew',
  });
}

/** Writes a value: its parts first, so that a head never stands for parts that are not there. */
export async function writeValue(
  keychain: GuardedKeychain,
  id: string,
  { head, generation, parts }: SplitValue,
): Promise<void> {
  if (generation !== undefined) {
    const accounts = partAccounts(id, generation, parts.length);
    for (const [index, account] of accounts.entries()) {
      await keychain.set(account, parts[index] ?? '');
    }
  }
  await keychain.set(id, head);
}

/**
 * Deletes the parts of the generations given.
 * @returns those of which something may be left
 */
export async function deleteParts(
  keychain: GuardedKeychain,
  id: string,
  generations: Readonly<Record<string, number>>,
): Promise<Record<string, number>> {
  const left: Record<string, number> = {};
  for (const [generation, count] of Object.entries(generations)) {
    try {
      for (const account of partAccounts(id, generation, count)) await keychain.delete(account);
    } catch {
      left[generation] = count;
    }
  }
  return left;
}
