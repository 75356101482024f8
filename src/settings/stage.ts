import { finding, type FindingCode } from '../catalog/findings.ts';
import { STAGES, type Stage } from '../catalog/stages.ts';
import type { Finding } from '../model/report.ts';

/** What of a profile says which client it is. */
export interface StagedClient {
  readonly kind: 'test' | 'published' | 'public';
  readonly clientId: string;
  /** As the profile says it; else it follows from the kind. */
  readonly stage?: Stage | undefined;
}

/** A profile of the same config. */
export interface OtherProfile extends StagedClient {
  readonly name: string;
  /** Keys of its sites. */
  readonly sites?: readonly string[] | undefined;
}

/** What a client is judged by; what is not known is left out. */
export interface StageQuestion {
  readonly client: StagedClient;
  /** Keys of the sites it is to be tested on. */
  readonly sites?: readonly string[] | undefined;
  /**
   * Key of the site of the sandbox org. Default: the one site of a test client of the same config, else
   * the first of `sites`.
   */
  readonly home?: string | undefined;
  readonly others?: readonly OtherProfile[];
  /** Name of the profile in `others` whose secret is the same. */
  readonly sameSecretAs?: string | undefined;
}

/** One thing that does not fit the stage. `failed`: the tests would be of the wrong client. */
export interface StageMistake {
  readonly grade: 'failed' | 'warning' | 'review';
  readonly finding: Finding<FindingCode>;
}

/**
 * The stage an integration is in: as its profile says, else as far as the kind of client goes. A public
 * client has none.
 */
export function stageOf({ kind, stage }: Pick<StagedClient, 'kind' | 'stage'>): Stage | undefined {
  if (kind === 'public') return undefined;
  return stage ?? (kind === 'test' ? 'unpublished' : 'published');
}

/**
 * Finds what is wrong with a client for the stage of its integration: before submission the test client
 * is tested, in its own sandbox; after it another one with an id and a secret of its own; once that is
 * approved, any org may authorize it. Secrets are compared by the caller and never come here.
 * @returns Empty when it fits.
 */
export function judgeStage(question: StageQuestion): readonly StageMistake[] {
  const { client, others = [] } = question;
  const stage = stageOf(client);
  if (stage === undefined) {
    const other = others.find(({ kind }) => kind !== 'public');
    return [{ grade: 'review', finding: finding('stage.public-client', { profile: other?.name }) }];
  }
  const wrong = wrongClient(client, stage, others);
  return [
    ...wrong,
    ...sharedWith(client, question),
    // Which sites the right client knows is told once it is that.
    ...(wrong.length > 0 ? [] : foreignSites(client, stage, question)),
  ];
}

function wrongClient(
  { kind }: StagedClient,
  stage: Stage,
  others: readonly OtherProfile[],
): StageMistake[] {
  const wanted = STAGES[stage].kind;
  if (kind === wanted) return [];
  const profile = others.find((other) => other.kind === wanted)?.name;
  const args = { stage, kind, wanted, profile };
  return [{ grade: 'failed', finding: finding('stage.wrong-client', args) }];
}

function sharedWith(client: StagedClient, question: StageQuestion): StageMistake[] {
  const { others = [], sameSecretAs } = question;
  const { kind, clientId } = client;
  const rivals = others.filter((other) => other.kind !== 'public' && other.kind !== kind);
  const sameId = rivals.find((other) => other.clientId.toLowerCase() === clientId.toLowerCase());
  if (sameId !== undefined) {
    const args = { clientId, kind, other: sameId.name, otherKind: sameId.kind };
    return [{ grade: 'failed', finding: finding('stage.same-id', args) }];
  }
  const sameSecret = rivals.find(({ name }) => name === sameSecretAs);
  if (sameSecret === undefined) return [];
  const args = { kind, other: sameSecret.name, otherKind: sameSecret.kind };
  return [{ grade: 'failed', finding: finding('stage.same-secret', args) }];
}

function foreignSites(client: StagedClient, stage: Stage, question: StageQuestion): StageMistake[] {
  const { sites = [], home = sandboxSite(question) ?? sites[0] } = question;
  if (STAGES[stage].severalSites) return [];
  const foreign = sites.filter((site) => site !== home);
  if (foreign.length === 0) return [];
  const args = { stage, kind: client.kind, sites: foreign, home };
  return [{ grade: 'warning', finding: finding('stage.foreign-sites', args) }];
}

/** Both clients of an integration have the same sandbox; of several test clients none says which. */
function sandboxSite({ client, others = [] }: StageQuestion): string | undefined {
  if (client.kind !== 'published') return undefined;
  const tests = others.filter(({ kind }) => kind === 'test');
  const [only] = tests;
  return tests.length === 1 && only?.sites?.length === 1 ? only.sites[0] : undefined;
}
