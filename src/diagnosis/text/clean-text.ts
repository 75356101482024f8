import { withoutByteLists } from './byte-lists.ts';

/** Characters of an input that are read closely; what a longer one is cut down to. */
export const READING_LIMIT = 256 * 1024;

/** Longest run of token characters that is kept: nothing legible has more, and patterns stay fast. */
const LONGEST_RUN = 2_000;

/** Kept at either end of a long input. */
const END_LENGTH = 24 * 1024;

/** Kept on either side of a place of interest. */
const SURROUNDINGS = 1_500;

/** What stands where a long input was cut. */
const CUT = '\n[… cut …]\n';

/** What an error text has near it, the telling words first. */
const PLACES_OF_INTEREST: readonly RegExp[] = [
  /"errors\\{0,3}"|error_description|mismatching|invalid[_ ](?:grant|client|scope|request|redirect|code|auth)|altname|certificate|ENOTFOUND|ECONN|EADDR|CERT_|x509|unauthorized_client|access_denied|Failed permission|Missing required|API key|too far in the/gi,
  /oauth2\/v1\/(?:authorize|token)|code_challenge=|redirect_uri|"status":\s?4\d\d|Forbidden|Unauthorized|Too Many|"error"|x-ratelimit|refused/gi,
];

/**
 * Takes out what cannot be seen: NULs (UTF-16 read as UTF-8), control and zero-width characters,
 * a byte order mark. Line ends become `\n`, and bodies that were printed as bytes become text.
 */
export function cleanText(text: string): string {
  return (
    withoutByteLists(text)
      .replaceAll('\0', '')
      .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]+/g, '')
      .replace(/\r\n?/g, '\n')
      // Colours of a terminal.
      .replace(/(?!\s)\p{Cc}\[[0-9;?]{0,20}[A-Za-z]/gu, '')
      .replace(/(?:(?![\t\n])\p{Cc}|\ufffd)+/gu, ' ')
  );
}

/** Cuts runs of token characters that no message has, such as packed bodies. */
export function cutRuns(text: string): string {
  return text.replace(/[\w-]+/g, (run) => (run.length > LONGEST_RUN ? '[… cut …]' : run));
}

/**
 * Cuts a long text down to its ends and the surroundings of what looks like an error. The cut never
 * begins within a word, so that no half of a value is left without its name.
 */
export function cutText(text: string): string {
  if (text.length <= READING_LIMIT) return text;
  const spans: [number, number][] = [
    [0, END_LENGTH],
    [text.length - END_LENGTH, text.length],
  ];
  let budget = READING_LIMIT - 2 * END_LENGTH;
  for (const places of PLACES_OF_INTEREST) {
    const place = new RegExp(places.source, places.flags);
    // The first places get three quarters; a later kind must not find the budget spent.
    let share = places === PLACES_OF_INTEREST[0] ? (budget * 3) / 4 : budget;
    for (let hit = place.exec(text); hit !== null && share > 0; hit = place.exec(text)) {
      const from = Math.max(0, hit.index - SURROUNDINGS);
      const to = Math.min(text.length, hit.index + hit[0].length + SURROUNDINGS);
      spans.push([from, to]);
      share -= to - from;
      budget -= to - from;
      place.lastIndex = to;
    }
  }
  return join(text, spans);
}

function join(text: string, spans: readonly [number, number][]): string {
  const merged: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged.map(([from, to]) => text.slice(wordStart(text, from, to), to)).join(CUT);
}

/** The first place from `from` on that is not within a word or value. */
function wordStart(text: string, from: number, to: number): number {
  if (from === 0) return 0;
  let start = from;
  while (start < to && !/[\s"'&<>]/.test(text.charAt(start))) start++;
  return start;
}
