import type { BasisPart, StepName } from '../model/checklist.ts';
import type { LinkName } from './spec-links.ts';

/** What is known about one step of the checklist. */
export interface StepRow {
  /** Its place in Datadog's list; those after 6 come with the published client. */
  readonly number: number;
  /** Follows `Step 1: `. */
  readonly title: string;
  /** What a run does in it, and what it proves. */
  readonly about: string;
  /** Kinds of client it is for. */
  readonly kinds: readonly ('test' | 'published' | 'public')[];
  /** A change of any of these makes its results stale. */
  readonly basis: readonly BasisPart[];
  /** Asks nobody anything, so that it is done in every run and never kept. */
  readonly offline: boolean;
  readonly link: LinkName;
}

/**
 * The steps of Datadog's page for testing a client, in its order, and after them what a published client
 * is tested for besides.
 * @see https://docs.datadoghq.com/extend/integrations/api_integration/
 */
export const CHECKLIST_STEPS = {
  authorization: {
    number: 1,
    title: 'authorization works',
    about: 'the client fits its stage; authorizes it on each site, or refreshes the stored grant',
    kinds: ['test', 'published', 'public'],
    basis: ['kind', 'stage', 'secret', 'scopes', 'redirect-uris', 'sites'],
    offline: false,
    link: 'testingGuide',
  },
  'api-key': {
    number: 2,
    title: 'an API key can be created and data arrives',
    about: 'creates the one API key of each org, sends data with it and reads it back',
    kinds: ['test', 'published'],
    basis: ['kind', 'secret', 'scopes', 'sites'],
    offline: false,
    link: 'testingGuide',
  },
  sites: {
    number: 3,
    title: 'several sites',
    about: 'whether the client was authorized on more than one site',
    kinds: ['test', 'published', 'public'],
    basis: ['kind', 'stage', 'sites'],
    offline: true,
    link: 'testingGuide',
  },
  regions: {
    number: 4,
    title: 'every region is compatible',
    about: 'asks the hosts of all sites whether they know the client, its grant and its key',
    kinds: ['test', 'published', 'public'],
    basis: ['kind', 'stage', 'secret', 'scopes', 'redirect-uris'],
    offline: false,
    link: 'sites',
  },
  scopes: {
    number: 5,
    title: 'data flows for every scope',
    about: 'proves each scope of the grants by its probes',
    kinds: ['test', 'published', 'public'],
    basis: ['kind', 'secret', 'scopes', 'sites'],
    offline: false,
    link: 'scopes',
  },
  submit: {
    number: 6,
    title: 'submit',
    about: 'what has to be in place: files, URLs, credentials, sites, scopes, all other steps',
    kinds: ['test', 'published'],
    basis: [],
    offline: true,
    link: 'testingGuide',
  },
  'closing-page': {
    number: 7,
    title: 'your page after the authorization',
    about: 'a person looks whether the page says that the tab can be closed',
    kinds: ['published'],
    basis: ['redirect-uris'],
    offline: true,
    link: 'oauthInDatadog',
  },
  uninstall: {
    number: 8,
    title: 'uninstalling ends the grants',
    about: 'revokes the grant of the site that --prove-revocation names, and shows that it is gone',
    kinds: ['published'],
    basis: ['kind', 'secret'],
    offline: false,
    link: 'oauthEndpoints',
  },
} as const satisfies Record<StepName, StepRow>;
