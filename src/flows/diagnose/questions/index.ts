import type { LiveQuestion } from '../../../model/diagnosis.ts';
import type { Ask } from '../live-context.ts';
import { accessTokenAlive } from './access-token-alive.ts';
import { apiKeyValidElsewhere } from './api-key-valid-elsewhere.ts';
import { apiKeyValidHere } from './api-key-valid-here.ts';
import { certificateNamesHost } from './certificate-names-host.ts';
import { certificateTrusted } from './certificate-trusted.ts';
import { clientKnownElsewhere } from './client-known-elsewhere.ts';
import { clientKnownHere } from './client-known-here.ts';
import { clientSecretAccepted } from './client-secret-accepted.ts';
import { clockRight } from './clock-right.ts';
import { grantRefreshes } from './grant-refreshes.ts';
import { hostReachable } from './host-reachable.ts';
import { hostResolves } from './host-resolves.ts';
import { redirectUriAccepted } from './redirect-uri-accepted.ts';

/** What a live question is about; decides what has to be known before it is asked. */
export type QuestionAbout = 'client' | 'host' | 'machine';

/** A live question: how it is asked, and how it reads. */
export interface QuestionRow {
  readonly about: QuestionAbout;
  readonly ask: Ask;
  /** What is asked, for people. */
  readonly title: string;
  /** The answer when all is well; `any` where either may be. */
  readonly healthy: 'yes' | 'any';
}

/** Every live question, in the order in which reports list them. */
export const QUESTIONS: Readonly<Record<LiveQuestion, QuestionRow>> = {
  'host-resolves': row('host', hostResolves, 'Is the name of the host found?'),
  'host-reachable': row('host', hostReachable, 'Is the host reached?'),
  'certificate-names-host': row('host', certificateNamesHost, 'Is its certificate for its name?'),
  'certificate-trusted': row('host', certificateTrusted, 'Is its certificate trusted?'),
  'clock-right': row('machine', clockRight, "Is this machine's clock right?"),
  'client-known-here': row('client', clientKnownHere, 'Does the site know the client?'),
  'client-known-elsewhere': row('client', clientKnownElsewhere, 'Does another site?', 'any'),
  'client-secret-accepted': row('client', clientSecretAccepted, 'Is the client secret accepted?'),
  'redirect-uri-accepted': row('client', redirectUriAccepted, 'Is the redirect URI accepted?'),
  'access-token-alive': row('client', accessTokenAlive, 'Is the stored access token alive?'),
  'grant-refreshes': row('client', grantRefreshes, 'Can the stored grant be refreshed?'),
  'api-key-valid-here': row('client', apiKeyValidHere, 'Does the site know the stored API key?'),
  'api-key-valid-elsewhere': row(
    'client',
    apiKeyValidElsewhere,
    'Is a key of another site?',
    'any',
  ),
};

function row(
  about: QuestionAbout,
  ask: Ask,
  title: string,
  healthy: QuestionRow['healthy'] = 'yes',
): QuestionRow {
  return { about, ask, title, healthy };
}
