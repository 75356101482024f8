import { dataTypeRow, type DataType } from '../../catalog/data-types.ts';
import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import { judgeOffset } from '../../datadog/clock-offset.ts';
import { ownPayload, ownTags } from '../../datadog/data/own-payload.ts';
import { intakeOf, submissionRequest, type Intake } from '../../datadog/data/submission.ts';
import { webLink } from '../../datadog/data/web-link.ts';
import { runTag, tagsAreAttributes } from '../../datadog/payload/add-tags.ts';
import { bodyFacts } from '../../datadog/payload/body-facts.ts';
import type { ApiKey, Grant } from '../../model/grant.ts';
import type { Sent } from '../../model/http.ts';
import type { FindingArg, Verdict } from '../../model/report.ts';
import type { Run } from '../run/run.ts';
import type { DataPlan } from './data-plan.ts';
import { judgeReadBack } from './judge-read-back.ts';
import { judgeSubmission } from './judge-submission.ts';
import { readBack } from './read-back.ts';
import { readersOf, readScopesOf } from './readers.ts';
import { limitsOf, watchSiteClock, type SiteClock } from './site-clock.ts';
import { watchWaiting, type Waiting } from './waiting.ts';

/** What every data type of one site shares. */
interface Submitting {
  readonly run: Run;
  readonly site: SiteRow;
  readonly key: ApiKey;
  readonly grant: Grant;
  readonly plan: DataPlan;
  readonly clock: SiteClock;
  readonly waiting: Waiting;
  /** By `clock.monotonic()`: when looking ends, for all of them. */
  readonly deadline: number;
}

/**
 * Submits each kind of data with the key to the site's own intake, and reads it back where the grant
 * (or a person's keys) allows: all at once and to one deadline. The clock of this machine comes first.
 */
export async function proveData(
  run: Run,
  site: SiteRow,
  key: ApiKey,
  grant: Grant,
  plan: DataPlan,
): Promise<Verdict[]> {
  if (plan.types.length === 0) return [];
  const clock = watchSiteClock(run, site);
  const limitMs = Math.min(plan.readBackMs, run.remainingMs());
  const deadline = run.host.clock.monotonic() + limitMs;
  const waiting = watchWaiting(run, site.key, limitMs);
  const shared = { run, site, key, grant, plan, clock, waiting, deadline };
  const timed = plan.types.filter((type) => dataTypeRow(type).window !== undefined);
  const verdicts = await Promise.all([
    ...(timed.length === 0 ? [] : [clock.check(key, timed)]),
    ...plan.types.map((dataType) => proveDataType(shared, dataType)),
  ]);
  run.ui.progress(undefined);
  return verdicts;
}

async function proveDataType(shared: Submitting, dataType: DataType): Promise<Verdict> {
  const { run, site } = shared;
  const { title, plural } = dataTypeRow(dataType);
  const intake = intakeOf(site, dataType);
  const host = intake.absent === undefined ? new URL(intake.url).host : undefined;
  const check = startCheck(run.host.clock, {
    id: `key.data.${dataType}`,
    check: 'key.data',
    title,
    subject: { site: site.key, ...(host === undefined ? {} : { host }), dataType },
  });
  const args = { site: site.key, host, dataType, plural };
  if (intake.absent !== undefined) {
    const why = intake.absent;
    return check({ grade: 'skipped', finding: finding('data.no-intake', { ...args, why }) });
  }
  return check(await submitAndLook(shared, dataType, intake, { ...args, host: host ?? '' }));
}

async function submitAndLook(
  shared: Submitting,
  dataType: DataType,
  intake: Extract<Intake, { absent?: undefined }>,
  args: Readonly<Record<string, FindingArg>>,
): Promise<Judgement> {
  const { run, site, key, plan, clock } = shared;
  const sentAtMs = run.host.clock.now();
  const { payload } = plan;
  const text = payload?.text ?? ownPayload(dataType, { runId: run.runId, nowMs: sentAtMs }) ?? '';
  const facts = bodyFacts(dataType, JSON.parse(text));
  const sent = await clock.send(submissionRequest(dataType, intake.url, key.value, text));
  const refused = judgeSubmission(sent, {
    dataType,
    hostStatus: intake.status,
    args,
    redactor: run.redactor,
  });
  if (refused !== undefined) return refused;
  const link = webLink(site, dataType, run.runId, facts.name);
  const linked = { ...args, lookAt: link.url, lookAtTitle: link.title };
  const closed = whyNotRead(shared, dataType, sent, linked);
  if (closed !== undefined) return closed;
  const [first, ...others] = readersOf(dataType, shared.grant, plan.applicationKey);
  if (first === undefined) throw new Error('a kind of data without a reader was not sorted out');
  const arrived = shared.waiting.add(dataType);
  const looking = readBack(run, {
    site,
    readers: [first, ...others],
    targets: facts.targets,
    tags: payload === undefined ? ownTags(dataType, run.runId) : [runTag(run.runId)],
    asAttributes: tagsAreAttributes(dataType),
    earliestMs: Math.min(sentAtMs, facts.times?.earliestMs ?? sentAtMs),
    latestMs: Math.max(sentAtMs, facts.times?.latestMs ?? sentAtMs),
    acceptedAt: run.host.clock.monotonic(),
    deadline: shared.deadline,
    clock,
  });
  const seen = await looking.finally(arrived);
  const leftOut = facts.leftOut === 0 ? undefined : facts.leftOut;
  const late = facts.times !== undefined && isOutside(clock, dataType) && payload === undefined;
  return judgeReadBack(seen, { ...linked, leftOut }, sent.exchange, late);
}

/** Why accepted data cannot be looked for, where it cannot. */
function whyNotRead(
  { grant, plan }: Submitting,
  dataType: DataType,
  sent: Sent,
  args: Readonly<Record<string, FindingArg>>,
): Judgement | undefined {
  const exchanges = [sent.exchange];
  const open = { grade: 'review', proof: 'accepted', exchanges } as const;
  if (dataTypeRow(dataType).readRoutes.length === 0) {
    return { ...open, finding: finding('data.no-read-route', args) };
  }
  if (plan.payload?.tagged === false) return { ...open, finding: finding('data.untagged', args) };
  if (readersOf(dataType, grant, plan.applicationKey).length > 0) return undefined;
  const scopes = readScopesOf(dataType);
  return { ...open, finding: finding('data.no-read-scope', { ...args, scopes }) };
}

/** Whether this machine's clock is so far off that what it stamps is dropped. */
function isOutside(clock: SiteClock, dataType: DataType): boolean {
  const offset = clock.offset();
  return offset !== undefined && judgeOffset(offset, limitsOf([dataType])) === 'outside';
}
