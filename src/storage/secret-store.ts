import type { LockOptions } from './gate.ts';

/**
 * Where secrets rest between runs. Ids look like `grant/<clientId>/<site>/<orgId>`; they are not
 * secret, values are. Every method may throw ToolError `store.failed` or `store.locked`.
 */
export interface SecretStore {
  readonly kind: 'keychain' | 'file' | 'memory';
  /** For people: `OS keychain`, or the file's path. */
  readonly where: string;
  /** `undefined` when there is no such entry; a locked keychain throws `store.locked` instead. */
  get(id: string): Promise<string | undefined>;
  /** Adds or replaces. When it resolves, the value is safe from a crash. */
  set(id: string, value: string): Promise<void>;
  /** Whether there was such an entry. */
  delete(id: string): Promise<boolean>;
  /** Ids that begin with `prefix`, sorted. */
  list(prefix: string): Promise<string[]>;
  /** Tells the user one line about the store or what is in it. The same line is told once. */
  readonly onNotice: (line: string) => void;
  /** Proves by a real write, read and delete that a later `set` will work, a full disk included. */
  assertWritable(): Promise<void>;
  /**
   * Where a value may go that this store does not take any more. What is put there is found through
   * this store from the next run on.
   */
  readonly spare?: SecretStore;
  /**
   * Runs `work` while no other process (memory: nobody else in this process) holds `name`. `set` and
   * `delete` may be called inside; the same name may not be taken again inside.
   * @throws ToolError `store.locked` after `timeoutMs` (default 60,000), or the signal's reason
   */
  withLock<T>(name: string, work: () => Promise<T>, options?: LockOptions): Promise<T>;
}

/** Whose secrets: real ones never mix with those of the simulator. */
export type Namespace = 'datadog' | 'simulator';

export type { LockOptions };
