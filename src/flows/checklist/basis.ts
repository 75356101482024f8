import { createHash, createHmac } from 'node:crypto';
import { CHECKLIST_STEPS } from '../../catalog/checklist-steps.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { Basis, BasisPart, StaleReason, StepName, StepRecord } from '../../model/checklist.ts';
import { readSecretFromEnvironment } from '../../settings/secrets.ts';
import { stageOf } from '../../settings/stage.ts';
import { requireClient } from '../run/client.ts';
import type { Run } from '../run/run.ts';

/** The settings as they are now: what results of a step can depend on. */
export interface Settings {
  /** As fingerprints, the secret excepted. */
  readonly parts: Readonly<Partial<Record<BasisPart, string>>>;
  /** Secret; `undefined` when nobody knows it yet. */
  readonly clientSecret: string | undefined;
}

/** Characters of a fingerprint: enough to tell a change. */
const LENGTH = 16;
const SALT_BYTES = 16;

/** Reads what results depend on. Asks nobody for a secret. */
export async function settingsNow(run: Run, sites: readonly SiteRow[]): Promise<Settings> {
  const client = requireClient(run);
  const sorted = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();
  return {
    parts: {
      kind: client.kind,
      stage: stageOf(client) ?? 'none',
      scopes: fingerprint(sorted(client.scopes)),
      'redirect-uris': fingerprint(sorted(client.redirectUris)),
      'onboarding-url': fingerprint(client.onboardingUrl ?? ''),
      sites: fingerprint(sorted(sites.map(({ key }) => key))),
    },
    clientSecret: await knownSecret(run),
  };
}

/** The client secret, where it is known without asking. */
export async function knownSecret(run: Run): Promise<string | undefined> {
  const client = requireClient(run);
  if (client.kind === 'public') return undefined;
  const given = run.simulation?.clientSecret ?? readSecretFromEnvironment(run.host.env);
  const secret = given ?? (await (await run.vault()).clientSecrets.get(client.clientId));
  run.redactor.add(secret);
  return secret;
}

/** What a record of this step keeps of the settings. */
export function basisOf(run: Run, step: StepName, settings: Settings): Basis {
  const basis: Partial<Record<BasisPart, string>> = {};
  for (const part of CHECKLIST_STEPS[step].basis) {
    const value =
      part === 'secret'
        ? settings.clientSecret === undefined
          ? undefined
          : sealed(Buffer.from(run.host.random.bytes(SALT_BYTES)), settings.clientSecret)
        : settings.parts[part];
    if (value !== undefined) basis[part] = value;
  }
  return basis;
}

/** Which settings are not what they were. What is not known on either side has not changed. */
export function changedSince(record: StepRecord, settings: Settings): StaleReason[] {
  return CHECKLIST_STEPS[record.step].basis.filter((part) => {
    const then = record.basis[part];
    if (then === undefined) return false;
    if (part !== 'secret') return settings.parts[part] !== then;
    const { clientSecret } = settings;
    const salt = Buffer.from(then.split('.')[0] ?? '', 'hex');
    return clientSecret !== undefined && sealed(salt, clientSecret) !== then;
  });
}

function fingerprint(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, LENGTH);
}

/** A secret's fingerprint: with a salt of its own, so that two of one secret have nothing in common. */
function sealed(salt: Buffer, secret: string): string {
  const mac = createHmac('sha256', salt).update(secret).digest('hex').slice(0, LENGTH);
  return `${salt.toString('hex')}.${mac}`;
}
