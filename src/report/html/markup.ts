import { escapeHtml } from '../../html.ts';
import { visible } from '../visible.ts';

/** HTML that is safe as it is. Only `safe` and `trusted` make it. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, markup is not, lists are joined, nothing is nothing. */
export type Part = string | number | Markup | undefined | readonly Part[];

/**
 * Text from outside, harmless between tags and in quoted attributes. Control characters and marks that
 * reorder text are written out (`\x1b`, `\u202e`); line breaks and tabs stay.
 */
export function escapeText(text: string): string {
  return escapeHtml(text.replace(/[^\n\t]+/g, visible));
}

/**
 * The one door by which text gets into a page: everything between the braces is escaped unless it is
 * markup already.
 * @example safe`<td class="${name}">${text}</td>`
 */
export function safe(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let markup = template[0] ?? '';
  for (const [index, part] of parts.entries()) {
    markup += render(part) + (template[index + 1] ?? '');
  }
  return { markup };
}

/** Markup written in this program, such as the style sheet. Never for anything of a report. */
export function trusted(markup: string): Markup {
  return { markup };
}

function render(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(render).join('');
}
