import { SITES } from '../catalog/sites.ts';
import type { LintText } from './clients.ts';
import { readWebUri } from './uri.ts';

/** Redirect URIs that differ by the name of a Datadog site only. */
export interface SiteFamily {
  readonly members: readonly LintText[];
  /** Keys of the sites they are for. */
  readonly sites: readonly string[];
  /** Whether the same URI without any site is registered, too. */
  readonly generic: boolean;
}

/** Stands in a template where the name of the site was. */
const HOLE = '\u0000';

/** What looks like a region of somebody's: `us2`, `eu-west-1`. */
const REGION =
  /^(?:us|eu|ap|uk|ca|sa|me|af|jp|in|au|gov)(?:-?(?:east|west|north|south|central|fed)(?:-?[0-9])?|[0-9]{1,2}(?:[-_]?fed)?)?$/;

/** Names of a site in a URI. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['us', 'us1'],
  ['eu', 'eu1'],
  ['gov', 'us1-fed'],
  ...SITES.flatMap(({ key, domain }) =>
    [key, key.replaceAll('-', '_'), key.replaceAll('-', ''), domain].map(
      (name) => [name, key] as const,
    ),
  ),
]);

/** Sites whose keys nobody else's regions are likely to have. */
const TELLING: readonly string[] = ['us3', 'us5', 'us1-fed', 'us2-fed'];

interface Hit {
  readonly text: LintText;
  readonly template: string;
  readonly token: string;
  readonly site: string | undefined;
}

/** Every way to see one part of a URI as the name of a site or region. */
function hitsOf(text: LintText): Hit[] {
  if (readWebUri(text.value) === undefined) return [];
  return [...text.value.matchAll(/[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*/g)].flatMap((match) => {
    const words = [match[0], ...match[0].split(/[-_.]/), ...match[0].split('.')];
    return [...new Set(words)].flatMap((word) => {
      const token = word.toLowerCase();
      const site = NAMES.get(token);
      if (site === undefined && !REGION.test(token)) return [];
      const start = match.index + match[0].indexOf(word);
      const template = text.value.slice(0, start) + HOLE + text.value.slice(start + word.length);
      return [{ text, template, token, site }];
    });
  });
}

/** The URI of a template without the site and one of the separators around it, in every plausible form. */
function genericForms(template: string): string[] {
  const [before = '', after = ''] = template.split(HOLE);
  return [
    before + after,
    before.replace(/[-_./]$/, '') + after,
    before + after.replace(/^[-_./]/, ''),
    before.replace(/[?&][\w-]+=$/, '') + after,
  ];
}

/**
 * Finds families of redirect URIs that differ by a Datadog site only. Names that the partner's own
 * regions could have as well (us1 and eu1 alone), or families in which some member is no Datadog site
 * (us2), are none.
 */
export function perSiteFamilies(uris: readonly LintText[]): readonly SiteFamily[] {
  const byTemplate = new Map<string, Hit[]>();
  for (const hit of uris.flatMap(hitsOf)) {
    const template = hit.template.toLowerCase();
    byTemplate.set(template, [...(byTemplate.get(template) ?? []), hit]);
  }
  const families = [...byTemplate].flatMap(([template, hits]) => familyOf(template, hits, uris));
  // `us3.datadoghq.com` can be read as `us3`, too: the larger family is the one that is meant.
  return families.filter(
    ({ members }) =>
      !families.some(
        (other) =>
          other.members.length > members.length &&
          members.every((member) => other.members.includes(member)),
      ),
  );
}

function familyOf(template: string, hits: readonly Hit[], uris: readonly LintText[]): SiteFamily[] {
  const sites = [...new Set(hits.flatMap(({ site }) => site ?? []))];
  const foreign = hits.some(({ site }) => site === undefined);
  const domains = hits.some(({ token }) => token.includes('datadog') || token.includes('ddog'));
  const telling = domains || sites.some((site) => TELLING.includes(site));
  if (sites.length < 2 || foreign || !telling) return [];
  const forms = genericForms(template);
  const generic = uris.some(({ value }) => forms.includes(value.toLowerCase()));
  return [{ members: hits.map(({ text }) => text), sites, generic }];
}
