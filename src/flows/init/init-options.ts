import type { Stage } from '../../catalog/stages.ts';

/** Kinds of client a profile may have. */
export const KINDS = ['test', 'published', 'public'] as const;

export type Kind = (typeof KINDS)[number];

/** What `init` was told on the command line. */
export interface InitOptions {
  readonly config: string | undefined;
  readonly profile: string | undefined;
  readonly fromManifest: string | undefined;
  readonly kind: Kind | undefined;
  readonly stage: Stage | undefined;
  readonly clientId: string | undefined;
  readonly name: string | undefined;
  readonly redirectUris: readonly string[];
  readonly onboardingUrl: string | undefined;
  readonly scopes: readonly string[];
  /** Values of `--site`. */
  readonly sites: readonly string[];
  readonly secretFromStdin: boolean;
  /** The secret stays where it is. */
  readonly withoutSecret: boolean;
  /** Yes to every question. */
  readonly yes: boolean;
  /** Register a public client; `again` even if one is remembered. */
  readonly register: { readonly again: boolean } | undefined;
}
