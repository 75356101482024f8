import type { Io } from '../../host/host.ts';

/**
 * Standard streams of which no line is a command to GitHub's runner. What a server answered could
 * otherwise annotate, mask or set the outputs of a job: the runner looks for `::name::` at the start of
 * a line, and for its old form `##[name]` anywhere, on both streams.
 * @param json standard output is a JSON document, whose values must stay as they are
 */
export function guardedIo(io: Io, json: boolean): Io {
  const out = json ? escapeInJson : guard();
  const err = guard();
  return {
    ...io,
    stdout: (text) => io.stdout(out(text)),
    stderr: (text) => io.stderr(err(text)),
  };
}

/** Text of this program, which it writes in pieces. */
function guard(): (text: string) => string {
  let atStart = true;
  return (text) => {
    if (text === '') return text;
    const safe = text
      .replace(/(^|[\r\n])([^\S\r\n]*)::/g, (found, before: string, space: string, at: number) =>
        before === '' && at === 0 && !atStart ? found : `${before}${space}: :`,
      )
      .replaceAll('##[', '# #[');
    atStart = /[\r\n][^\S\r\n]*$/.test(text) || (atStart && text.trim() === '');
    return safe;
  };
}

/** Lines of JSON begin with its own signs; what is left is the old form, in a string. */
function escapeInJson(text: string): string {
  return text.replaceAll('##[', '#\\u0023[');
}
