/** A form as a browser reads it out of a page. */
export interface HtmlForm {
  readonly method: 'get' | 'post';
  /** As it stands in the page, mostly relative; `''` when there is none. */
  readonly action: string;
  readonly fields: readonly FormField[];
}

/** A control of a form that has a name. */
export type FormField =
  | { readonly kind: 'input'; readonly name: string; readonly value: string }
  | { readonly kind: 'button'; readonly name: string; readonly value: string }
  | { readonly kind: 'select'; readonly name: string; readonly options: readonly FormOption[] };

/** One choice of a select. */
export interface FormOption {
  readonly value: string;
  readonly selected: boolean;
  /** `data-site`: the site's key. */
  readonly site: string | undefined;
}

type Attributes = ReadonlyMap<string, string>;

const TAG = /<(\/?)([a-z][a-z0-9]*)\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi;
const ATTRIBUTE = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** Reads every form of a page. Scripts, styles and comments are left out. */
export function readForms(html: string): readonly HtmlForm[] {
  const visible = html.replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '');
  const forms: HtmlForm[] = [];
  let fields: FormField[] | undefined;
  let options: FormOption[] | undefined;
  for (const [, slash, tag = '', rest = ''] of visible.matchAll(TAG)) {
    const name = tag.toLowerCase();
    if (slash) {
      if (name === 'form') fields = undefined;
      if (name === 'select') options = undefined;
      continue;
    }
    const attributes = readAttributes(rest);
    if (name === 'form') {
      fields = [];
      const method = attributes.get('method')?.toLowerCase() === 'post' ? 'post' : 'get';
      forms.push({ method, action: attributes.get('action') ?? '', fields });
    } else if (name === 'option') {
      options?.push({
        value: attributes.get('value') ?? '',
        selected: attributes.has('selected'),
        site: attributes.get('data-site'),
      });
    } else if (fields && attributes.get('name') && !attributes.has('disabled')) {
      const field = readField(name, attributes);
      if (field) fields.push(field);
      if (field?.kind === 'select') options = field.options;
    }
  }
  return forms;
}

type MutableField =
  | Exclude<FormField, { readonly kind: 'select' }>
  | { readonly kind: 'select'; readonly name: string; readonly options: FormOption[] };

function readField(tag: string, attributes: Attributes): MutableField | undefined {
  const name = attributes.get('name') ?? '';
  const value = attributes.get('value') ?? '';
  const type = attributes.get('type')?.toLowerCase();
  if (tag === 'select') return { kind: 'select', name, options: [] };
  if (tag === 'button' && (type ?? 'submit') === 'submit') return { kind: 'button', name, value };
  if (tag !== 'input') return undefined;
  if (type === 'submit') return { kind: 'button', name, value };
  const unchecked = (type === 'checkbox' || type === 'radio') && !attributes.has('checked');
  return unchecked ? undefined : { kind: 'input', name, value };
}

function readAttributes(text: string): Attributes {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE)) {
    attributes.set(name.toLowerCase(), unescapeHtml(double ?? single ?? bare ?? ''));
  }
  return attributes;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]+));/gi, (whole, dec, hex, name) => {
    if (typeof dec === 'string') return String.fromCodePoint(Number(dec));
    if (typeof hex === 'string') return String.fromCodePoint(Number.parseInt(hex, 16));
    return typeof name === 'string' ? (ENTITIES[name] ?? whole) : whole;
  });
}

/**
 * What a browser would send for a form when a button is pressed: hidden fields, the choice of each
 * select, the button.
 * @param site key of the site to choose where a select offers it
 * @returns `undefined` when there is no such button or no such choice
 */
export function fillForm(
  form: HtmlForm,
  pressed: { readonly name: string; readonly value: string },
  site: string | undefined,
): URLSearchParams | undefined {
  const data = new URLSearchParams();
  let found = false;
  for (const field of form.fields) {
    if (field.kind === 'input') data.append(field.name, field.value);
    if (field.kind === 'button') {
      if (field.name !== pressed.name || field.value !== pressed.value) continue;
      data.append(field.name, field.value);
      found = true;
    }
    if (field.kind === 'select') {
      const option =
        site === undefined
          ? (field.options.find((row) => row.selected) ?? field.options[0])
          : field.options.find((row) => row.site === site);
      if (!option) return undefined;
      data.append(field.name, option.value);
    }
  }
  return found ? data : undefined;
}
