import type { Reading } from '../read-input.ts';

const MOST_VALUES = 20;

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].slice(0, MOST_VALUES);
}

/**
 * The values a text gives a name: as a parameter of a URL or form, a member of JSON or of a settings
 * file, a pair of a HAR. Parameters are decoded once. Secrets read as the mask.
 */
export function valuesOf(reading: Reading, name: string): string[] {
  const parameter = new RegExp(`(?<![a-z0-9_-])${name}=([^&\\s"'<>#\\\\]{1,2000})`, 'gi');
  const member = new RegExp(
    `(?<![a-z0-9_-])${name}["']?\\s?(?::|=>)\\s?["']?([^\\s"'<>,}\\]\\\\]{1,2000})`,
    'gi',
  );
  const pair = new RegExp(
    `["'](?:name|key)["']\\s?:\\s?["']${name}["']\\s?,\\s?["']value["']\\s?:\\s?["']([^"'\\\\]{1,2000})`,
    'gi',
  );
  for (const view of reading.views) {
    const values = [
      ...[...view.matchAll(parameter)].map((hit) => decodedOnce(hit[1] ?? '')),
      ...[...view.matchAll(member)].map((hit) => hit[1] ?? ''),
      ...[...view.matchAll(pair)].map((hit) => hit[1] ?? ''),
    ].filter((value) => value !== '');
    // The first view that has the name: later ones are decoded once more than the sender meant.
    if (values.length > 0) return distinct(values);
  }
  return [];
}

/** The strings of a JSON list a text has under `name`: `redirect_uris` of a manifest. */
export function listOf(reading: Reading, name: string): string[] {
  const list = new RegExp(`["']?${name}["']?\\s?:\\s?\\[([^\\]]{1,20000})\\]`, 'gi');
  for (const view of reading.views) {
    const values = [...view.matchAll(list)].flatMap((hit) =>
      [...(hit[1] ?? '').matchAll(/"([^"\\]{1,2000})"|'([^'\\]{1,2000})'/g)].map(
        (literal) => literal[1] ?? literal[2] ?? '',
      ),
    );
    if (values.length > 0) return distinct(values);
  }
  return [];
}

/** Whether a URL or form of the text has a parameter, and with nothing in it. */
export function hasEmpty(reading: Reading, name: string): boolean {
  const empty = new RegExp(`[?&]${name}=(?=[&#\\s"'<>]|$)`, 'im');
  return reading.views.some((view) => empty.test(view));
}

/** Most often a parameter appears in one query of the text. */
export function timesInOneQuery(reading: Reading, name: string): number {
  const parameter = new RegExp(`(?:^|[?&])${name}=`, 'gi');
  const queries = reading.views
    .slice(0, 1)
    .flatMap((view) => view.match(/[^\s"'<>]{1,8000}/g) ?? []);
  return queries.reduce(
    (most, query) =>
      query.includes('=') ? Math.max(most, (query.match(parameter) ?? []).length) : most,
    0,
  );
}

/** Whether any view has the pattern. `pattern` without the flags `g` and `y`. */
export function mentions(reading: Reading, pattern: RegExp): boolean {
  return reading.views.some((view) => pattern.test(view));
}

/** The text speaks of the token endpoint. */
export function atTokenEndpoint(reading: Reading): boolean {
  return mentions(reading, /\/oauth2\/(?:v1\/)?token\b|\btoken (?:endpoint|exchange|request)\b/i);
}

/** It is the token endpoint that answered with this status, as far as the input tells. */
export function statusAtToken(reading: Reading, status: number): boolean {
  const answered = reading.exchanges.filter((exchange) => exchange.status === status);
  return answered.length === 0
    ? atTokenEndpoint(reading)
    : answered.some(({ role }) => role === 'token' || role === 'revoke');
}

/** The text speaks of a refresh: by its parameters, its command, or in words. */
export function atRefresh(reading: Reading): boolean {
  return mentions(
    reading,
    /grant_type["'\s:=]{1,6}refresh_token|grants refresh|\brefresh(?:ing|ed)?\b[^\n]{0,40}\btoken|\btoken[ _-]refresh\b|\b(?:on|during|after|while) (?:the )?refresh(?:ing)?\b/i,
  );
}

function decodedOnce(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
