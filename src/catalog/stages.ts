/** Where an integration stands with Datadog. */
export type Stage = 'unpublished' | 'submitted' | 'published';

/** What holds for the client of an integration in one stage. */
export interface StageRow {
  /** The client that is tested then. */
  readonly kind: 'test' | 'published';
  /** `own-sandbox`: the sandbox org in which the integration was made. */
  readonly authorizedBy: 'own-sandbox' | 'any-org';
  /** Whether it is known on more sites than that of the sandbox org. */
  readonly severalSites: boolean;
  /** Whether local and staging hosts may stand in redirect and onboarding URLs. */
  readonly testUrls: boolean;
  /** Whether redirect URIs, onboarding URL and scopes change at will; else by submitting again. */
  readonly editable: boolean;
  /** The second half of a sentence: `the integration …`. */
  readonly words: string;
}

/**
 * The stages, in their order. Submitting makes a client with an id and a secret of its own; that only
 * the sandbox can authorize it before the approval is inferred from "any org, once approved".
 * @see https://docs.datadoghq.com/extend/integrations/api_integration/
 */
export const STAGES = {
  unpublished: {
    kind: 'test',
    authorizedBy: 'own-sandbox',
    severalSites: false,
    testUrls: true,
    editable: true,
    words: 'is not submitted yet',
  },
  submitted: {
    kind: 'published',
    authorizedBy: 'own-sandbox',
    severalSites: false,
    testUrls: false,
    editable: false,
    words: 'is submitted and not approved yet',
  },
  published: {
    kind: 'published',
    authorizedBy: 'any-org',
    severalSites: true,
    testUrls: false,
    editable: false,
    words: 'is published',
  },
} as const satisfies Record<Stage, StageRow>;

/** Names of the stages, in their order. */
export const STAGE_NAMES = ['unpublished', 'submitted', 'published'] as const satisfies Stage[];
