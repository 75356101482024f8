import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Grant } from '../../src/model/grant.ts';

/** Whose secrets: a running simulator's are kept apart from those of real sites. */
export type Namespace = 'simulator' | 'datadog';

/** The file store of a home. */
export function secretsFile(home: string, namespace: Namespace = 'simulator'): string {
  return join(home, 'data', namespace === 'datadog' ? 'secrets.json' : 'secrets.simulator.json');
}

/** The grants in the file store of a home, as they rest there. */
export function storedGrants(home: string, namespace?: Namespace): Grant[] {
  return entriesOf(home, namespace)
    .filter(([id]) => id.startsWith('grant/'))
    .map(([, text]) => JSON.parse(text) as Grant);
}

/** The one stored grant of a site. */
export function storedGrant(home: string, site: string, namespace?: Namespace): Grant {
  const found = storedGrants(home, namespace).filter((grant) => grant.site === site);
  const [grant] = found;
  if (grant === undefined || found.length > 1) {
    throw new Error(`${String(found.length)} grants of ${site} are stored`);
  }
  return grant;
}

/** Makes the access tokens in the file store end at once, so that the next command refreshes. */
export function expireStoredGrants(home: string): void {
  const path = secretsFile(home);
  const file: { entries: Record<string, string> } = JSON.parse(readFileSync(path, 'utf8'));
  for (const [id, text] of Object.entries(file.entries)) {
    if (!id.startsWith('grant/')) continue;
    const grant: Grant = JSON.parse(text);
    file.entries[id] = JSON.stringify({ ...grant, expiresAt: new Date(0).toISOString() });
  }
  writeFileSync(path, JSON.stringify(file), { mode: 0o600 });
}

function entriesOf(home: string, namespace?: Namespace): [string, string][] {
  const file: { entries: Record<string, string> } = JSON.parse(
    readFileSync(secretsFile(home, namespace), 'utf8'),
  );
  return Object.entries(file.entries);
}
