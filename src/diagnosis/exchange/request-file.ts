const VARIABLE = /^@([\w-]{1,60})[ \t]{0,8}=[ \t]{0,8}(\S.{0,4000}?)[ \t]*$/gm;
const USE = /\{\{[ \t]{0,4}([\w-]{1,60})[ \t]{0,4}\}\}/g;
/** A request line that goes on over the next lines, each with a part of the query. */
const CONTINUED =
  /^((?:GET|POST|PUT|PATCH|DELETE|HEAD) \S{4,4000})((?:\n[ \t]{1,16}[?&]\S{1,2000}){1,40})/gm;

/** Most variables that are filled in: each costs a look at every place where one stands. */
const MOST_VARIABLES = 200;
/** Longest text that variables may make of an input. */
const MOST_GROWTH = 200_000;

/**
 * A file for HTTP clients (`.http`, `.rest`) with its variables filled in and its request lines in one
 * piece; other text as it is. Secrets among the variables become part of the requests that use them.
 * @see https://www.jetbrains.com/help/idea/exploring-http-syntax.html
 */
export function plainRequestFile(text: string): string {
  const joined = text.replace(CONTINUED, (_, line: string, rest: string) =>
    line.concat(rest.replace(/\s+/g, '')),
  );
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of joined.matchAll(VARIABLE)) {
    if (values.size < MOST_VARIABLES) values.set(name, value);
  }
  if (values.size === 0) return joined;
  let grown = 0;
  const fill = (whole: string, name: string): string => {
    const value = values.get(name);
    if (value === undefined || grown + value.length > MOST_GROWTH) return whole;
    grown += value.length;
    return value;
  };
  // Twice: a variable may be made of others.
  return joined.replace(USE, fill).replace(USE, fill);
}

/** Pseudo headers of HTTP/2 and HTTP/3, as recorders print them, as the request line they stand for. */
export function plainPseudoHeaders(text: string): string {
  return text.replace(
    /^(?:[ \t]{0,8}:(?:method|authority|scheme|path)[: \t][^\n]{0,8000}(?:\n|$)){2,4}/gm,
    (block) => {
      const valueOf = (name: string): string | undefined =>
        new RegExp(`^[ \\t]{0,8}:${name}:?[ \\t]+(\\S+)`, 'm').exec(block)?.[1];
      const [method, authority, path] = ['method', 'authority', 'path'].map(valueOf);
      if (method === undefined || path === undefined) return block;
      return `${method.toUpperCase()} ${path} HTTP/2\n${authority === undefined ? '' : `Host: ${authority}\n`}`;
    },
  );
}
