import type { SiteRow } from '../../catalog/site-row.ts';
import { finding } from '../../catalog/findings.ts';
import { PUBLIC_CLIENT } from '../../catalog/public-client.ts';
import { startCheck } from '../../checks/verdict.ts';
import { ToolError } from '../../errors.ts';
import type { Verdict } from '../../model/report.ts';
import type { ConfigProfile } from '../../settings/config-schema.ts';
import { parseScopes } from '../../settings/parse-scopes.ts';
import { parseSiteList } from '../../sites/parse-site-list.ts';
import type { Run } from '../run/run.ts';
import { profileOf, type ConfigFile } from './config-file.ts';
import type { InitOptions } from './init-options.ts';
import { judgeProfile } from './judge-answers.ts';
import { assertGood } from './missing.ts';
import { isRemembered, registerClient } from './register.ts';
import { assertConfigWritable } from './save.ts';
import { mayReplace, writeProfile } from './write-profile.ts';

/** A client id that stands for the one the site has yet to make. */
const NOT_YET = '00000000-0000-4000-8000-000000000001';

/**
 * `init --register`: registers a public client on one site and writes its profile. What could fail
 * afterwards is tried before: a client that was made stays made.
 */
export async function runRegistration(
  run: Run,
  file: ConfigFile,
  options: InitOptions,
): Promise<Verdict[]> {
  const again = options.register?.again === true;
  const site = siteOf(run, file, options);
  const profile = options.profile ?? freeName(file, site);
  const current = profileOf(file, profile);
  if (current !== undefined && (current.kind ?? 'published') !== 'public') {
    throw new ToolError(
      'usage.profile',
      `init --register: profile "${profile}" of ${file.shown} is of a ${current.kind ?? 'published'} client.`,
      { hint: 'Give another name with --profile' },
    );
  }
  const metadata = metadataOf(options, current);
  const { clientName, ...members } = metadata;
  const content: ConfigProfile = {
    kind: 'public',
    ...(options.name === undefined ? {} : { name: clientName }),
    redirectUris: [...members.redirectUris],
    scopes: [...members.scopes],
    sites: [site.key],
  };
  const complaints = judgeProfile(run, file, profile, { ...content, clientId: NOT_YET });
  assertGood(
    run,
    complaints.filter(({ field }) => field !== undefined && field !== 'clientId'),
    options.yes,
  );
  const remembered = await isRemembered(run, site, metadata);
  const replaced = replacedBy(current, content);
  if (current?.clientId !== undefined && !again && !remembered && replaced.length === 0) {
    return [registeredElsewhere(run, site, current.clientId)];
  }
  if (current !== undefined && (again || !remembered)) {
    const what = [...new Set(['clientId', ...replaced])];
    if (!(await mayReplace(run, file, { profile, yes: options.yes }, what))) {
      return [kept(run, file, profile)];
    }
  }
  await assertConfigWritable(file);
  await (await run.vault()).store.assertWritable();
  const { verdict, registration } = await registerClient(run, site, metadata, again);
  if (registration === undefined) return [verdict];
  const { clientId } = registration;
  return writeProfile(run, file, {
    profile,
    content: { ...content, clientId },
    clientId,
    plan: { kind: 'none' },
    yes: options.yes || again || !remembered,
    before: [verdict],
  });
}

/** A public client is known on the one site it was registered on. */
function siteOf(run: Run, file: ConfigFile, options: InitOptions): SiteRow {
  const { siteTable } = file;
  const variable = run.host.env['DD_SITE']?.trim() || run.host.env['DATADOG_SITE']?.trim();
  const current =
    options.profile === undefined ? undefined : profileOf(file, options.profile)?.sites?.[0];
  const said = options.sites.length > 0 ? options.sites : [variable ?? current ?? 'us1'];
  const [site, second] = parseSiteList(said, siteTable);
  if (site === undefined || second !== undefined) {
    throw new ToolError(
      'usage.site',
      'init --register: a public client is known on one site only; register one site after the other.',
      { hint: 'ddoauth init --register --site eu1 --profile public-eu1' },
    );
  }
  return site;
}

/** `public` for the first site, `public-eu1` beside it. */
function freeName(file: ConfigFile, site: SiteRow): string {
  const first = profileOf(file, 'public');
  const isOther =
    first !== undefined && (first.kind !== 'public' || (first.sites?.[0] ?? site.key) !== site.key);
  return isOther ? `public-${site.key}` : 'public';
}

function metadataOf(options: InitOptions, current: ConfigProfile | undefined) {
  const { name, redirectUris, scopes } = options;
  return {
    clientName: name ?? current?.name ?? PUBLIC_CLIENT.name,
    redirectUris:
      redirectUris.length > 0
        ? redirectUris
        : (current?.redirectUris ?? [...PUBLIC_CLIENT.redirectUris]),
    scopes:
      scopes.length > 0 ? parseScopes(scopes) : (current?.scopes ?? [...PUBLIC_CLIENT.scopes]),
  };
}

function replacedBy(current: ConfigProfile | undefined, content: ConfigProfile): string[] {
  if (current === undefined) return [];
  return (['redirectUris', 'scopes', 'sites'] as const).filter(
    (field) => (current[field] ?? []).join('\n') !== (content[field] ?? []).join('\n'),
  );
}

function registeredElsewhere(run: Run, site: SiteRow, clientId: string): Verdict {
  const check = startCheck(run.host.clock, {
    id: 'init.register',
    check: 'init.register',
    title: 'Registration',
    subject: { site: site.key },
  });
  const found = finding('init.registered-elsewhere', { site: site.key, clientId });
  return check({ grade: 'passed', finding: found });
}

function kept(run: Run, file: ConfigFile, profile: string): Verdict {
  const check = startCheck(run.host.clock, {
    id: 'init.profile',
    check: 'init.profile',
    title: 'Profile',
    subject: { file: file.shown },
  });
  return check({ grade: 'skipped', finding: finding('init.kept', { file: file.shown, profile }) });
}
