import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Random } from '../host/host.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A new key for one sealed text, as base64. Secret. */
export function newSealKey(random: Random): string {
  return Buffer.from(random.bytes(KEY_BYTES)).toString('base64');
}

/** Encrypts a text with AES-256-GCM. Gives nonce, tag and data as base64, without line ends. */
export function sealText(random: Random, sealKey: string, text: string): string {
  const nonce = random.bytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, Buffer.from(sealKey, 'base64'), nonce);
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), data]).toString('base64');
}

/** The text again; `undefined` with another key, or when a bit has changed. */
export function openSealed(sealKey: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  const key = Buffer.from(sealKey, 'base64');
  if (key.length !== KEY_BYTES || bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const data = bytes.subarray(NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
