import type { Found } from './raw-exchange.ts';

const KEY_END = '["\']?[ \\t]{0,8}(?::|=>|=|,)[ \\t]{0,8}["\'`]?';
/** Where an OAuth library is told the host that its paths go to. */
const BASE = new RegExp(
  `(?<![\\w-])(tokenHost|authorizeHost|token_host|site|api_base_url|authHost|baseURL|base_url|baseUrl|issuerUri)${KEY_END}(https?:\\/\\/[^\\s"'\`,;]{4,300})`,
  'g',
);
/** Where it is told the paths. */
const PATH = new RegExp(
  `(?<![\\w-])((?:access_?|refresh_?)?token_?(?:path|url|endpoint|uri)|authori[sz](?:e|ation)_?(?:path|url|endpoint|uri))${KEY_END}(\\/[\\w./-]{1,200})`,
  'gi',
);
/** The authorization page as a setting: `authorization-uri=https://…`, `"AuthURL": "…"`. */
const AUTHORIZE = new RegExp(
  `(?<![\\w-])(?:authori[sz](?:e|ation)|auth)[_-]?(?:url|uri|endpoint|page|base_url)${KEY_END}(https?:\\/\\/[^\\s"'\`,;?#]{4,300})(?=["'\`,;\\s)]|$)`,
  'gi',
);

/** Most settings that are looked at. */
const MOST = 40;

/**
 * Requests that the settings of an OAuth library lead to: hosts and paths that stand apart, as
 * simple-oauth2 and Ruby's oauth2 have them, and the authorization page.
 */
export function findSettings(text: string): Found[] {
  const found: Found[] = [];
  const bases = [...text.matchAll(BASE)].slice(0, MOST);
  const paths = [...text.matchAll(PATH)].slice(0, MOST);
  for (const path of paths) {
    const isToken = /token/i.test(path[1] ?? '');
    const near = bases.filter(({ index }) => Math.abs(index - path.index) < 1_500);
    const own = near.find(([, key = '']) => (isToken ? /token/i : /authorize|authHost/i).test(key));
    const base = own ?? near.find(([, key = '']) => !/authorize|authHost/i.test(key));
    if (!base) continue;
    found.push({
      exchange: {
        method: isToken ? 'POST' : 'GET',
        url: `${(base[2] ?? '').replace(/\/$/, '')}${path[2] ?? ''}`,
        headers: [],
        setting: true,
      },
      from: path.index,
      to: path.index + path[0].length,
    });
  }
  for (const hit of [...text.matchAll(AUTHORIZE)].slice(0, MOST)) {
    found.push({
      exchange: { method: 'GET', url: hit[1] ?? '', headers: [], setting: true },
      from: hit.index,
      to: hit.index + hit[0].length,
    });
  }
  return found;
}
