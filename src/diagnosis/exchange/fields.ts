/** Names and values in their order; a name may come twice. */
export type Fields = readonly (readonly [name: string, value: string])[];

const MOST_FIELDS = 200;

/** Percent-decoding that leaves what it cannot decode. */
export function decodedOnce(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The fields of a query or form body, decoded once. @see URL Standard, application/x-www-form-urlencoded */
export function readForm(text: string): Fields {
  return text
    .split('&', MOST_FIELDS)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const equals = piece.indexOf('=');
      const name = equals === -1 ? piece : piece.slice(0, equals);
      const value = equals === -1 ? '' : piece.slice(equals + 1);
      return [spaced(name), spaced(value)] as const;
    });
}

function spaced(text: string): string {
  return decodedOnce(text.replaceAll('+', ' '));
}

/** The first value of a name. */
export function valueOf(fields: Fields, name: string): string | undefined {
  return fields.find(([other]) => other === name)?.[1];
}

/** Every value of a name. */
export function allOf(fields: Fields, name: string): string[] {
  return fields.filter(([other]) => other === name).map(([, value]) => value);
}

/** Names that come more than once. */
export function repeated(fields: Fields): string[] {
  const names = fields.map(([name]) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
