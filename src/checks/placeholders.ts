import type { Clock } from '../host/host.ts';
import type { JsonValue } from '../model/json.ts';

/** `{now}`, `{now-3600}`, `{now+60}`, `{nowMs-3600000}`, `{iso}`, `{iso-3600}`. */
const PLACEHOLDER = /\{(now|nowMs|iso)([+-]\d+)?\}/g;
const NUMBER_ALONE = /^\{(?:now|nowMs)(?:[+-]\d+)?\}$/;

/**
 * Fills the time placeholders of a text: `now` in seconds since 1970, `nowMs` in milliseconds, `iso`
 * in ISO 8601; the shift of `now` and `iso` is in seconds, that of `nowMs` in milliseconds.
 */
export function fillText(text: string, clock: Clock): string {
  const nowMs = clock.now();
  return text.replace(PLACEHOLDER, (_, unit: string, shiftText: string | undefined) => {
    const shift = Number(shiftText ?? 0);
    if (unit === 'now') return String(Math.floor(nowMs / 1000) + shift);
    if (unit === 'nowMs') return String(Math.floor(nowMs) + shift);
    return new Date(nowMs + shift * 1000).toISOString();
  });
}

/**
 * Fills the placeholders in all texts of a JSON body. A text that is one numeric placeholder and
 * nothing else becomes a number, as the operations with times in a body want it.
 */
export function fillJson(value: JsonValue, clock: Clock): JsonValue {
  if (typeof value === 'string') {
    const text = fillText(value, clock);
    return NUMBER_ALONE.test(value) ? Number(text) : text;
  }
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => fillJson(item, clock));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillJson(item, clock)]),
  );
}

/** `Array.isArray` that also narrows read-only lists. */
export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
