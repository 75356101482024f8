import { ToolError } from '../../errors.ts';

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * Reads a duration: `500ms`, `30s`, `10m`, `1h`; a bare number is seconds.
 * @returns milliseconds
 * @throws ToolError `usage.flag`
 */
export function parseDuration(text: string, flag: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)?$/.exec(text.trim());
  const ms = match === null ? Number.NaN : Number(match[1]) * (UNITS_MS[match[2] ?? 's'] ?? 0);
  if (!Number.isFinite(ms) || ms <= 0 || ms > 24 * 3_600_000) {
    throw new ToolError('usage.flag', `${flag}: "${text}" is no duration such as 30s or 10m.`);
  }
  return ms;
}
