/**
 * What XML 1.0 does not allow in any spelling, not even as `&#1;`: C0 controls but tab and line ends,
 * lone surrogates, and the two last code points of the first plane.
 * @see https://www.w3.org/TR/xml/#charsets
 */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A parser makes spaces of these in attributes, and of \r a \n everywhere.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text between tags. `>` is escaped too: `]]>` must not stand there. */
export function xmlText(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>\r]/g, (found) => ENTITIES[found] ?? found);
}

/** An element's attributes, each with a space before it; those that are `undefined` are left out. */
export function xmlAttributes(attributes: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${attributeValue(value)}"`))
    .join('');
}

function attributeValue(value: string): string {
  return value.replace(FORBIDDEN, '').replace(/[&<>"\t\n\r]/g, (found) => ENTITIES[found] ?? found);
}
