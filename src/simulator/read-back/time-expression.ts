const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * Reads a time of a search as milliseconds since 1970: `now`, `now-15m`, ISO 8601, or milliseconds.
 * @returns `undefined` when it is none of them
 */
export function readTimeExpression(text: string, nowMs: number): number | undefined {
  const relative = /^now(?:([+-])(\d{1,9})([smhdw]))?$/.exec(text.trim());
  if (relative) {
    const [, sign, amount = '0', unit = 's'] = relative;
    return nowMs + (sign === '-' ? -1 : 1) * Number(amount) * (UNIT_MS[unit] ?? 0);
  }
  if (/^\d{10,16}$/.test(text)) return Number(text);
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? undefined : parsed;
}
