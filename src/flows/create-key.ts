import type { SiteRow } from '../catalog/site-row.ts';
import type { Grant } from '../model/grant.ts';
import type { Verdict } from '../model/report.ts';
import { prepareData, type DataPlan, type DataRequest } from './data/data-plan.ts';
import { proveData } from './data/prove-data.ts';
import { grantCheck } from './grant/grant-check.ts';
import { judgeLeftIntents } from './key/left-intents.ts';
import { obtainKey, type CreateKeyRequest } from './key/obtain-key.ts';
import { showKey } from './key/save-key.ts';
import type { Run } from './run/run.ts';
import { sitesInUse } from './run/sites-in-use.ts';
import { otherSite, refusedElsewhere, validateHere } from './key/validate-key.ts';

/** How `create-key` is wanted. */
export interface CreateKeyOptions extends CreateKeyRequest {
  /** What is sent with the key. */
  readonly data: DataRequest;
}

/** `create-key`: a key for each site in use, validated, and data sent with it. */
export async function runCreateKey(run: Run, options: CreateKeyOptions): Promise<Verdict[]> {
  const sites = await sitesInUse(run);
  const prepared = prepareData(run, options.data, sites);
  const verdicts: Verdict[] = [...prepared.verdicts];
  if (prepared.plan === undefined) return verdicts;
  for (const site of sites) {
    const { verdict, grant } = await grantCheck(run, site);
    verdicts.push(verdict);
    if (grant === undefined) continue;
    verdicts.push(...(await proveKey(run, site, grant, { ...options, plan: prepared.plan })));
  }
  return verdicts;
}

/** Everything about the key of one grant: had, valid here, refused elsewhere, good for data. */
export async function proveKey(
  run: Run,
  site: SiteRow,
  grant: Grant,
  options: CreateKeyOptions & { readonly plan: DataPlan },
): Promise<Verdict[]> {
  const { verdict, key, kept, shown } = await obtainKey(run, site, grant, options);
  const used = key ?? kept;
  if (used === undefined) return [verdict];
  const valid = await validateHere(run, site, used, {
    names: {
      id: 'key.validate',
      check: 'key.validate',
      title: 'Key is known here',
      subject: { site: site.key },
    },
    justCreated: key !== undefined && verdict.finding.code !== 'key.reused',
  });
  // The note of a key that no store took is all there is of it.
  const left = shown === true ? [] : await judgeLeftIntents(run, site, used, valid);
  if (key === undefined) return [verdict, valid, ...left];
  const other = otherSite(run, site);
  const elsewhere =
    other === undefined
      ? []
      : [
          await refusedElsewhere(run, other, key, {
            id: 'key.refused-elsewhere',
            check: 'key.refused-elsewhere',
            title: `Key is refused on ${other.key}`,
            subject: { site: site.key, host: new URL(other.api.url).host },
          }),
        ];
  const data = valid.grade === 'failed' ? [] : await proveData(run, site, key, grant, options.plan);
  if (options.print && shown !== true) showKey(run, key, 'as --print asks');
  return [verdict, valid, ...left, ...elsewhere, ...data];
}
