/** How a config is laid out, as far as new members have to fit in. */
export interface Layout {
  /** One step to the right; empty for a file on one line. */
  readonly indent: string;
  /** Line end; empty for a file on one line. */
  readonly eol: string;
}

/** The layout of a new file. */
export const OWN_LAYOUT: Layout = { indent: '  ', eol: '\n' };

/** Longest line on which a list stands whole, in columns. */
const WIDTH = 80;

/** The layout of a JSON text: that of the first member in it. */
export function layoutOf(text: string): Layout {
  const match = /^\s*\{[ \t]*(\r\n|\n|\r)([ \t]*)(?="|\})/.exec(text);
  const [, eol, indent] = match ?? [];
  if (eol !== undefined) return { indent: indent || '  ', eol };
  return /^\s*\{\s*\}\s*$/.test(text) ? OWN_LAYOUT : { indent: '', eol: '' };
}

/**
 * A JSON value as it stands in a config: lists on one line as long as they fit, members below each
 * other.
 * @param depth how many steps to the right the member stands whose value this is
 */
export function formatJson(value: unknown, layout: Layout, depth: number): string {
  const { indent, eol } = layout;
  const isList = Array.isArray(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const items = isList
    ? value.map((item: unknown) => formatJson(item, layout, depth + 1))
    : Object.entries(value).map(
        ([key, member]) => `${JSON.stringify(key)}: ${formatJson(member, layout, depth + 1)}`,
      );
  const [open, close] = isList ? '[]' : '{}';
  const line = `${open ?? ''}${items.join(', ')}${close ?? ''}`;
  const isFlat = !items.some((item) => /[\r\n]/.test(item));
  if (items.length === 0 || eol === '') return line;
  if (isList && isFlat && indent.length * (depth + 1) + line.length <= WIDTH) return line;
  const inner = indent.repeat(depth + 1);
  const body = items.map((item) => `${inner}${item}`).join(`,${eol}`);
  return `${open ?? ''}${eol}${body}${eol}${indent.repeat(depth)}${close ?? ''}`;
}
