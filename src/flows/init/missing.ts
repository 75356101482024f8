import { ToolError } from '../../errors.ts';
import type { Run } from '../run/run.ts';
import type { Known } from './flag-answers.ts';
import { wordsOfComplaint, type Complaint } from './judge-answers.ts';

/** How a run without a terminal is told what its questions would have been. */
const FLAGS = [
  ['kind', '--kind test|published|public'],
  ['clientId', '--client-id ID'],
  ['redirectUris', '--redirect-uri URI'],
  ['scopes', '--scope SCOPE'],
] as const;

/**
 * Fails when nobody can be asked and answers are missing: names all of them.
 * @param secretIsKnown whether the secret is known, is not wanted, or there is none
 * @throws ToolError `usage.flag`
 */
export function assertComplete({ kind, ...rest }: Known, secretIsKnown: boolean): void {
  const has = { ...rest.fromManifest, ...rest.current, ...rest.given, ...(kind && { kind }) };
  const flags: string[] = FLAGS.flatMap(([field, flag]) =>
    has[field] === undefined ? [flag] : [],
  );
  if (!secretIsKnown && kind !== 'public') {
    flags.push(
      'the client secret (DDOAUTH_CLIENT_SECRET, --secret-stdin, or --no-secret to leave it out)',
    );
  }
  if (flags.length === 0) return;
  throw new ToolError(
    'usage.flag',
    `init: nobody can be asked here. Missing: ${flags.join(', ')}.`,
    {
      hint:
        has.clientId === undefined
          ? '--from-manifest assets/oauth_clients.json gives id, redirect URIs and scopes of a published client'
          : 'Nothing was written',
    },
  );
}

/**
 * Fails when answers have mistakes and nobody can be asked whether they are meant: names all of them.
 * @throws ToolError `usage.flag`
 */
export function assertGood(run: Run, complaints: readonly Complaint[], yes: boolean): void {
  const errors = complaints.filter(
    ({ severity, fatal }) => severity === 'error' && (fatal || !yes),
  );
  if (errors.length === 0) return;
  const lines = errors.map((each) => wordsOfComplaint(run, each));
  const last = errors.some(({ fatal }) => fatal) ? [] : ['With --yes it is written all the same.'];
  throw new ToolError('usage.flag', ['init: nothing was written.', ...lines, ...last].join('\n  '));
}
