import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import type { StepName } from '../../model/checklist.ts';
import type { Grant } from '../../model/grant.ts';
import type { Verdict } from '../../model/report.ts';
import type { AuthorizeRequest } from '../authorization/authorize-request.ts';
import type { CreateKeyOptions } from '../create-key.ts';
import type { DataPlan } from '../data/data-plan.ts';
import type { Run } from '../run/run.ts';

/** One site of the checklist: its grant, or why there is none. */
export interface SiteGrant {
  readonly site: SiteRow;
  readonly grant: Grant | undefined;
  readonly judgement?: Judgement;
}

/** What the steps need of the flags. */
export interface StepOptions {
  readonly authorize: Omit<AuthorizeRequest, 'site'>;
  readonly key: CreateKeyOptions;
  /** Prove scopes by creating and deleting things. */
  readonly allowWrites: boolean;
  /** The site whose grant may be revoked to prove that it can be, as typed. */
  readonly proveRevocation: string | undefined;
}

/** What a step works with. */
export interface StepContext {
  readonly run: Run;
  readonly options: StepOptions;
  /** Sites the client is authorized on. */
  readonly sites: readonly SiteRow[];
  /** What is sent with a key; set whenever the key's step is done. */
  readonly plan: DataPlan | undefined;
  /** The grants of the sites, from the authorization of this run or from the store. */
  grants(): Promise<readonly SiteGrant[]>;
  /** Sites with a grant, by a look at the store that asks nobody. */
  covered(): Promise<ReadonlySet<string>>;
  /** Other steps as they stand: done now, or kept; answers counted. */
  before(step: StepName): readonly Verdict[] | undefined;
  /** Whether a step is in the report of this run. */
  isHere(step: StepName): boolean;
}

/** Starts a check of the checklist itself. */
export function startStepCheck(
  run: Run,
  id: string,
  title: string,
  site?: SiteRow,
): (judgement: Judgement) => Verdict {
  const subject = site === undefined ? {} : { site: site.key };
  return startCheck(run.host.clock, { id, check: id, title, subject });
}

/** What stands in for a check that needs a grant where there is none. */
export function blocked({ site, judgement }: SiteGrant): Judgement {
  return (
    judgement ?? {
      grade: 'skipped',
      finding: finding('checklist.step-blocked', { site: site.key }),
    }
  );
}
