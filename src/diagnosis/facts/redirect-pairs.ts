import type { Reading } from '../read-input.ts';
import { compareRedirectUri, type UriComparison, type UriDifference } from './redirect-uris.ts';

const URL_IN_TEXT = /\bhttps?:\/\/[^\s"'<>()[\]{}|\\]{1,500}/gi;
const DATADOG =
  /^https?:\/\/[^/?#]*(?:datadoghq\.(?:com|eu)|ddog-gov\.com|datad0g\.com)(?=[/:?#]|$)/i;
/** Most URLs of a text that are held against each other. */
const MOST = 40;

/** By these two spellings of one redirect URI are told from two places of a server. */
const OF_ONE_URI: readonly UriDifference[] = [
  'loopback-name',
  'trailing-slash',
  'port',
  'scheme',
  'letter-case',
];

/** Two URLs of a text, none of them Datadog's, that are the same but for their spelling. */
export function pairInText({ views }: Reading): UriComparison | undefined {
  const urls = [
    ...new Set(
      (views[0]?.match(URL_IN_TEXT) ?? [])
        .map((url) => url.replace(/[.,;:!?*`]+$/, ''))
        .filter((url) => !DATADOG.test(url)),
    ),
  ].slice(0, MOST);
  return urls
    .flatMap((used, index) => compareRedirectUri(used, urls.slice(index + 1)) ?? [])
    .find(({ differences }) => differences.every((difference) => OF_ONE_URI.includes(difference)));
}
