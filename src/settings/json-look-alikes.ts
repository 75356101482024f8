/** What stands at a place where JSON was expected, and how to speak of it. */
interface LookAlike {
  /** Matched against the text from the place on. */
  readonly looks: RegExp;
  /** The second half of a sentence. */
  readonly problem: string;
  /** Only where nothing stands before it: the whole file is something else. */
  readonly atTheTop?: true;
}

/** The first that fits is told. */
const LOOK_ALIKES: readonly LookAlike[] = [
  {
    looks: /<{7}(?![^\s])|>{7}(?![^\s])|={7}(?=[\r\n]|$)|\|{7}(?![^\s])/y,
    problem: 'a merge conflict was left in the file; keep one side and take the markers out',
  },
  {
    looks: /version https:\/\/git-lfs\.github\.com\//y,
    problem: 'this is a pointer of Git LFS, not the file itself; fetch it with `git lfs pull`',
    atTheTop: true,
  },
  {
    looks: /<(?:!doctype|\?xml|html|[a-z]+[\s>])/iy,
    problem: 'this is HTML or XML, not JSON; a download may have ended at a login page',
    atTheTop: true,
  },
  { looks: /```/y, problem: 'a fence of Markdown (```) is not part of JSON' },
  { looks: /[#;]/y, problem: 'JSON has no comments' },
  {
    looks: /(?:module\.exports|exports\.\w+|export\s+(?:default|const)|(?:const|let|var)\s+\w+)\b/y,
    problem: 'this looks like JavaScript; the file has to be JSON',
    atTheTop: true,
  },
  {
    looks: /diff --git |Index: |--- a\/|@@ -|\+\{|\+\s*"/y,
    problem: 'this looks like a diff; the file has to be JSON as it is after the change',
    atTheTop: true,
  },
  {
    looks: /(?:---[^\S\r\n]*[\r\n]|%YAML|[\w-]+:(?:[^\S\r\n]|[\r\n])|-[^\S\r\n]+[\w"'])/y,
    problem: 'this looks like YAML; the file has to be JSON',
    atTheTop: true,
  },
  {
    looks: /[\w.-]+[^\S\r\n]*=[^=]/y,
    problem: 'this looks like TOML or a list of variables; the file has to be JSON',
    atTheTop: true,
  },
  {
    looks: /[\u2018-\u201f\u2039\u203a\u00ab\u00bb\u2032\u2033\uff02\uff07\u300c\u300d]/y,
    problem: 'typographic quotes stand here; JSON has straight ones (") only',
  },
  { looks: /'/y, problem: 'text stands in double quotes in JSON, not in single ones' },
  { looks: /`/y, problem: 'text stands in double quotes in JSON, not in backticks' },
  {
    looks: /(?:None|nil|NULL|Null|undefined)(?!\w)/y,
    problem: 'what is not there is written null in JSON',
  },
  { looks: /[-+]?(?:NaN|Infinity)(?!\w)/y, problem: 'JSON has no such number' },
  { looks: /=>?(?!=)/y, problem: 'a key and its value are parted by : in JSON' },
  { looks: /(?:True|TRUE)(?!\w)/y, problem: 'true is written in lower case in JSON' },
  { looks: /(?:False|FALSE)(?!\w)/y, problem: 'false is written in lower case in JSON' },
  {
    looks: /[A-Za-z_$][\w$-]*\s*:/y,
    problem: 'a key has to stand in double quotes in JSON',
  },
  {
    looks: /[\u00a0\u200b-\u200f\u2028\u2029\u2060\ufeff]/y,
    problem: 'an invisible character stands here, which JSON does not allow between values',
  },
];

/**
 * Names what people write in place of JSON: a merge conflict, YAML, single quotes, `None`. Never holds
 * a piece of the text, where a secret may stand.
 * @param offset Where a value or a key was expected, in UTF-16 units.
 * @returns The second half of a sentence; `undefined` when it looks like none of them.
 */
export function lookAlikeAt(text: string, offset: number): string | undefined {
  const isTop = text.slice(0, offset).trim() === '';
  return LOOK_ALIKES.find(({ looks, atTheTop }) => {
    looks.lastIndex = offset;
    return (isTop || atTheTop !== true) && looks.test(text);
  })?.problem;
}
