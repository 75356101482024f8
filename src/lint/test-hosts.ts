import {
  DEBUG_PAGES,
  HOSTING,
  LOCAL_ENDS,
  LOCAL_NAMES,
  NO_TEST_HOSTS,
  PREVIEWS,
  PRODUCT_WORDS,
  SECOND_LEVELS,
  STRONG_WORDS,
  TESTED_THINGS,
  TUNNELS,
  WEAK_WORDS,
  WORKSPACES,
} from '../catalog/test-hosts.ts';
import { isIpAddress, isLoopbackHost } from '../sites/host-name.ts';

/**
 * Why a host looks like one for tests. `certain` cannot be reached by customers or is thrown away;
 * `word` has a word such as `staging` in its name, which can be meant otherwise.
 */
export type TestHost =
  | {
      readonly kind: 'certain';
      readonly why: 'loopback' | 'private' | 'local' | 'tunnel' | 'workspace' | 'debug' | 'preview';
    }
  | { readonly kind: 'word'; readonly word: string; readonly strong: boolean };

const isBelow = (host: string, ends: readonly string[]): boolean =>
  ends.some((end) => host === end || host.endsWith(`.${end}`));

/** As `isBelow`, without the name itself, which is the home page of the service. */
const isUnder = (host: string, ends: readonly string[]): boolean =>
  ends.some((end) => host.endsWith(`.${end}`));

/** Addresses that mean something within one network only. @see RFC 1918, 3927, 4193, 4291, 6598 */
function isPrivateAddress(host: string): boolean {
  const v4 = /^([0-9]+)\.([0-9]+)\.[0-9]+\.[0-9]+$/.exec(host);
  if (v4 !== null) {
    const [first, second] = [Number(v4[1]), Number(v4[2])];
    return (
      [0, 10].includes(first) ||
      (first === 172 && second >= 16 && second < 32) ||
      (first === 192 && second === 168) ||
      (first === 169 && second === 254) ||
      (first === 100 && second >= 64 && second < 128)
    );
  }
  return /^\[(?:::\]|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/.test(host);
}

/** The name that somebody registered, and the labels before it: `acme` and `app`, `eu` of `app.eu.acme.co.uk`. */
function partsOf(host: string): {
  readonly owned: string;
  readonly before: readonly string[];
  readonly hosted: boolean;
} {
  const hosting = HOSTING.filter((end) => host.endsWith(`.${end}`)).sort(
    (a, b) => b.length - a.length,
  )[0];
  const labels = host.split('.');
  const country =
    /^[a-z]{2}$/.test(labels.at(-1) ?? '') && SECOND_LEVELS.includes(labels.at(-2) ?? '');
  const end =
    hosting === undefined ? (country && labels.length > 2 ? 2 : 1) : hosting.split('.').length;
  return {
    owned: labels.at(-end - 1) ?? '',
    before: labels.slice(0, Math.max(0, labels.length - end - 1)),
    hosted: hosting !== undefined,
  };
}

/** The word for tests in one label: all of it, or a part between hyphens; digits after it do not count. */
function wordIn(label: string, whole: boolean): string | undefined {
  if (/^staging[a-z]|[a-z]staging$/.test(label)) return 'staging';
  const parts = label.split('-');
  const isWord = (part: string): boolean =>
    [...STRONG_WORDS, ...WEAK_WORDS].includes(part.replace(/[0-9]+$/, ''));
  if (parts.length === 1) return whole && isWord(label) ? label.replace(/[0-9]+$/, '') : undefined;
  if (['pre-prod', 'non-prod'].some((pair) => `-${label}-`.includes(`-${pair}-`))) return 'preprod';
  const found = parts.findIndex(isWord);
  if (found === -1 || PRODUCT_WORDS.includes(parts[found + 1] ?? '')) return undefined;
  if (TESTED_THINGS.includes(parts[found - 1] ?? '')) return undefined;
  return parts[found]?.replace(/[0-9]+$/, '');
}

/**
 * Judges a host.
 * @param host Lower case, without port.
 * @param others The other hosts of the client: `acme-dev.com` beside `acme.com` is a place for tests,
 * alone it is a company.
 */
export function judgeHost(host: string, others: readonly string[]): TestHost | undefined {
  if (isLoopbackHost(host)) return { kind: 'certain', why: 'loopback' };
  if (isPrivateAddress(host)) return { kind: 'certain', why: 'private' };
  if (isIpAddress(host) || isBelow(host, NO_TEST_HOSTS)) return undefined;
  if (!host.includes('.') || isBelow(host, [...LOCAL_ENDS, ...LOCAL_NAMES])) {
    return { kind: 'certain', why: 'local' };
  }
  if (isUnder(host, TUNNELS)) return { kind: 'certain', why: 'tunnel' };
  if (isUnder(host, WORKSPACES)) return { kind: 'certain', why: 'workspace' };
  if (isBelow(host, DEBUG_PAGES)) return { kind: 'certain', why: 'debug' };
  if (PREVIEWS.some((pattern) => pattern.test(host))) return { kind: 'certain', why: 'preview' };
  const { owned, before, hosted } = partsOf(host);
  const said = before.map((label) => wordIn(label, true)).find((word) => word !== undefined);
  const word = said ?? wordInOwned(owned, hosted, others);
  return word === undefined
    ? undefined
    : { kind: 'word', word, strong: STRONG_WORDS.includes(word) };
}

/** The registered name itself: `dev.to` and `testing.com` are names, `acme-dev.com` beside `acme.com` is not. */
function wordInOwned(
  owned: string,
  hosted: boolean,
  others: readonly string[],
): string | undefined {
  const word = wordIn(owned, false);
  if (word === undefined || hosted) return word;
  const isGlued = !owned.includes('-');
  const rest = isGlued
    ? owned.replace(word, '')
    : owned
        .split('-')
        .filter((part) => part.replace(/[0-9]+$/, '') !== word)
        .join('-');
  const sibling = others.some((other) => {
    const name = partsOf(other).owned;
    return name === rest || (name !== owned && name.startsWith(rest) && rest.length > 3);
  });
  // Without a hyphen it may be the company's name: `homestaging.com`.
  const unmistakable = !isGlued && ['nonprod', 'preprod', 'staging', 'stg', 'uat'].includes(word);
  return sibling || unmistakable ? word : undefined;
}
