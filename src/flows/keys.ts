import { finding, type FindingCode } from '../catalog/findings.ts';
import type { SiteRow } from '../catalog/site-row.ts';
import { runBounded } from '../checks/runner.ts';
import { startCheck, type Judgement } from '../checks/verdict.ts';
import { ToolError } from '../errors.ts';
import type { ApiKey } from '../model/grant.ts';
import type { KeyIntent } from '../model/key-intent.ts';
import type { FindingArg, Grade, Verdict } from '../model/report.ts';
import { createApiKeyStore } from '../storage/api-keys.ts';
import { recoveryArgs } from './key/key-place.ts';
import { settleNotes } from './key/key-notes.ts';
import { judgeLeftIntents } from './key/left-intents.ts';
import { readKey, type GivenKey, type KeySource } from './key/read-key.ts';
import { selectKeys, sitesWereNamed, type SelectedKeys } from './key/select-keys.ts';
import { validateHere } from './key/validate-key.ts';
import { whoseKey } from './key/whose-key.ts';
import type { Run } from './run/run.ts';

/** `keys list`: what is stored, and what was asked for and never answered. No value is shown. */
export async function runKeysList(run: Run): Promise<Verdict[]> {
  const { keys, open } = await selectKeys(run, []);
  if (keys.length + open.length === 0) return [await none(run, 'list', 'passed')];
  const { store } = await run.vault();
  const { spare } = store;
  const inSpare = spare === undefined ? [] : await createApiKeyStore(spare).list();
  const whereIs = ({ value }: ApiKey): string =>
    inSpare.some((key) => key.value === value) ? (spare?.where ?? '') : store.where;
  return [
    ...keys.map((key) =>
      verdictOf(run, 'list', key.site, 'keys.listed', listedArgs(key, whereIs(key))),
    ),
    ...open.map(({ intent }) =>
      verdictOf(run, 'list', intent.site, 'key.intent-open', intentArgs(run, intent), 'review'),
    ),
  ];
}

/** `keys validate`: asks the site of each stored key whether it still knows it. */
export async function runKeysValidate(run: Run, last4: readonly string[]): Promise<Verdict[]> {
  const { keys } = await selectKeys(run, last4);
  if (keys.length === 0) return [await none(run, 'validate', 'skipped')];
  const verdicts = await runBounded(keys, run.concurrency, (key) => validate(run, key), {
    signal: run.signal,
  });
  return verdicts.flat();
}

async function validate(run: Run, key: ApiKey): Promise<Verdict[]> {
  const site = run.settings.siteTable.find(key.site);
  if (site === undefined) {
    const args = { site: key.site, last4: key.last4 };
    return [verdictOf(run, 'validate', key.site, 'keys.site-unknown', args, 'skipped')];
  }
  const valid = await validateHere(run, site, key, {
    names: names('validate', site.key),
    justCreated: false,
  });
  return [valid, ...(await judgeLeftIntents(run, site, key, valid))];
}

/** `keys forget`: removes keys from the store only; at Datadog they live on. */
export async function runKeysForget(
  run: Run,
  last4: readonly string[],
  options: { readonly yes: boolean },
): Promise<Verdict[]> {
  const { keys, open } = await selectKeys(run, last4);
  if (keys.length + open.length === 0) return [await none(run, 'forget', 'skipped')];
  const { apiKeys, store } = await run.vault();
  const named = last4.length > 0 || sitesWereNamed(run);
  if (!(await mayForget(run, { keys, open }, options.yes, named))) {
    return [verdictOf(run, 'forget', undefined, 'keys.kept', {}, 'inconclusive')];
  }
  const verdicts: Verdict[] = [];
  for (const key of keys) {
    await apiKeys.remove(key);
    const args = { ...placeArgs(run, key), last4: key.last4, where: store.where };
    verdicts.push(verdictOf(run, 'forget', key.site, 'keys.forgotten', args));
  }
  await settleNotes(run, open);
  for (const { intent } of open) {
    const args = intentArgs(run, intent);
    verdicts.push(verdictOf(run, 'forget', intent.site, 'keys.intent-forgotten', args));
  }
  return verdicts;
}

/** A value that is forgotten cannot be read again: asks, and with several keys wants them named. */
async function mayForget(
  run: Run,
  { keys, open }: SelectedKeys,
  yes: boolean,
  named: boolean,
): Promise<boolean> {
  const count = keys.length === 1 ? '1 key' : `${String(keys.length)} keys`;
  if (yes) {
    if (keys.length < 2 || named) return true;
    throw new ToolError('usage.confirmation', `keys forget --yes would forget ${count}.`, {
      hint: 'Name those that are meant by their last four characters, or the site with --site',
    });
  }
  if (!run.interactive) {
    throw new ToolError('usage.confirmation', `keys forget would forget ${count}.`, {
      hint: 'Without a terminal give --yes',
    });
  }
  for (const { last4, org, site, clientId } of keys) {
    run.ui.notice(
      `Key ending in ${last4} of ${org.name ?? org.id ?? 'an org that is not named'} (${site}), client ${clientId}`,
    );
  }
  for (const { intent } of open) {
    const { runId, site, askedAt } = intent;
    run.ui.notice(`Note of run ${runId}, which asked for a key of ${site} at ${askedAt}`);
  }
  run.ui.notice(
    'Datadog does not show a value again, and goes on accepting what is forgotten here.',
  );
  return run.host.prompter.confirm('Forget this?', run.signal);
}

/** How `keys whose` is wanted. */
export interface WhoseOptions extends KeySource {
  /** Show the key to the sites without asking. */
  readonly yes: boolean;
}

/** `keys whose`: asks every site which of them knows a key. Each of them sees it. */
export async function runKeysWhose(run: Run, options: WhoseOptions): Promise<Verdict[]> {
  const key = await readKey(run, options);
  if (key.shape === 'application-key' || key.shape === 'access-token') {
    const args = { kind: key.shape };
    return [verdictOf(run, 'whose', undefined, 'keys.wrong-kind', args, 'failed')];
  }
  const sites = sitesToAsk(run, key);
  const others = run.settings.siteTable.all.filter((site) => !sites.includes(site));
  if (!(await mayShow(run, key, sites, options.yes))) {
    return [verdictOf(run, 'whose', undefined, 'keys.not-shown', {}, 'inconclusive')];
  }
  return whoseKey(run, key, sites, others);
}

/**
 * The sites that `--site` names; else all of the environment that a stored key is of, and those of the
 * commercial one for any other: a key of one is not shown to the other unless somebody says so.
 */
function sitesToAsk(run: Run, { storedFor }: GivenKey): readonly SiteRow[] {
  const { siteTable, sites } = run.settings;
  if (sitesWereNamed(run) && storedFor === undefined) return sites ?? [];
  const environment =
    (storedFor === undefined ? undefined : siteTable.find(storedFor)?.environment) ?? 'commercial';
  return siteTable.all.filter((site) => site.environment === environment);
}

async function mayShow(
  run: Run,
  { last4, shape }: GivenKey,
  sites: readonly SiteRow[],
  yes: boolean,
): Promise<boolean> {
  if (shape === 'other') {
    run.ui.notice('It does not look like an API key, which is 32 hex digits.');
  }
  if (yes || run.simulation?.ownProcess === true) return true;
  const key = last4 === '' ? 'the key' : `the key ending in ${last4}`;
  const list = sites.map((site) => site.key).join(', ');
  if (!run.interactive) {
    throw new ToolError('usage.confirmation', `keys whose shows ${key} to each of ${list}.`, {
      hint: 'Without a terminal give --yes',
    });
  }
  run.ui.notice(`This shows ${key} to each of ${list}.`);
  return run.host.prompter.confirm('Ask them?', run.signal);
}

async function none(run: Run, name: string, grade: Grade): Promise<Verdict> {
  const { where } = (await run.vault()).store;
  return verdictOf(run, name, undefined, 'keys.none', { where }, grade);
}

function listedArgs(key: ApiKey, where: string): Record<string, FindingArg | undefined> {
  const { clientId, site, org, last4, name, createdAt } = key;
  return { clientId, site, org: org.name ?? org.id, last4, name, createdAt, where };
}

function placeArgs(run: Run, { site, org }: Pick<ApiKey, 'site' | 'org'>) {
  const row = run.settings.siteTable.find(site);
  return row === undefined ? { site, org: org.name ?? org.id } : recoveryArgs(run, row, org);
}

function intentArgs(run: Run, { site, orgId, orgName, runId, askedAt, clientId }: KeyIntent) {
  const org = {
    ...(orgId === undefined ? {} : { id: orgId }),
    ...(orgName === undefined ? {} : { name: orgName }),
  };
  return { ...placeArgs(run, { site, org }), clientId, runId, askedAt };
}

function names(name: string, site: string | undefined) {
  const id = `keys.${name}`;
  return { id, check: id, title: 'API key', subject: site === undefined ? {} : { site } };
}

function verdictOf(
  run: Run,
  name: string,
  site: string | undefined,
  code: FindingCode,
  args: Readonly<Record<string, FindingArg | undefined>>,
  grade: Grade = 'passed',
): Verdict {
  const judgement: Judgement = { grade, finding: finding(code, args) };
  return startCheck(run.host.clock, names(name, site))(judgement);
}
