import type { FindingInfo } from '../finding-info.ts';

const CONFIG = { links: [] } as const;
const PUBLIC = { links: ['oauthClients', 'rfc7591'] } as const;

/**
 * What `init` may say. Args of what is about a profile: file, profile, clientId, `named` when it is not
 * the default one, `simulator` (origin), `changes` (members), `defaultProfile` when that was set.
 */
export const INIT_FINDINGS = {
  'init.created': CONFIG,
  'init.added': CONFIG,
  'init.changed': CONFIG,
  'init.unchanged': CONFIG,
  'init.kept': CONFIG,
  /** Args: where. */
  'init.secret-stored': CONFIG,
  /** Args: where. */
  'init.secret-known': CONFIG,
  'init.secret-left-out': CONFIG,
  /** Args: site, clientId. */
  'init.registered': PUBLIC,
  /** Args: site, clientId, registeredAt (date). */
  'init.registered-before': PUBLIC,
  /** Args: site, clientId. */
  'init.registered-elsewhere': PUBLIC,
  /** Args: site, clientId, missing (list), redirectUris (list). */
  'init.registered-otherwise': PUBLIC,
  /** Args: site, clientId. */
  'init.registered-with-secret': PUBLIC,
  /** Args: site, status, error, description. */
  'init.register-refused': PUBLIC,
  /** Args: site, status. */
  'init.register-absent': PUBLIC,
  /** Args: site, retryAfter. */
  'init.register-limited': { about: 'network', ...PUBLIC },
  /** Args: site, status. */
  'init.register-unclear': { about: 'network', ...PUBLIC },
  /** Args: site, code, detail. */
  'init.register-unreachable': { about: 'network', links: ['network'] },
} as const satisfies Record<string, FindingInfo>;
