import { fieldOf, queryOf } from '../exchange/flow.ts';
import { HIDDEN } from '../exchange/sealer.ts';
import { inFlows, showing } from './flow-mistakes.ts';
import type { Mistake } from './mistake.ts';

/** Verifiers and challenges that do not belong together. @see RFC 7636 §4 */
export const PKCE_MISTAKES: readonly Mistake[] = [
  {
    id: 'challenge-made-wrong',
    text: 'the challenge was made of the verifier in a way the server does not compute',
    find: inFlows(({ authorize, tokens }) =>
      showing(tokens, (token) => {
        const form = token.proofs.get(queryOf(authorize, 'code_challenge') ?? '');
        const isPlain = queryOf(authorize, 'code_challenge_method') === 'plain';
        return form === undefined || form === 'S256' || (isPlain && form === 'untransformed')
          ? undefined
          : `recomputed it: the challenge is ${form}`;
      }),
    ),
    fix: 'Make the challenge as the base64url, without =, of the SHA-256 of the verifier.',
    saidBy: ['code-or-verifier-invalid/verifier'],
  },
  {
    id: 'verifier-of-other-flow',
    text: 'the verifier belongs to the challenge of another authorization in the input',
    find: inFlows((flow, reading) =>
      showing(flow.tokens, (token) => {
        const own = queryOf(flow.authorize, 'code_challenge');
        if (own === undefined || own === HIDDEN || token.proofs.has(own)) return undefined;
        const other = reading.flows.find(
          ({ authorize }) =>
            authorize !== flow.authorize &&
            token.proofs.get(queryOf(authorize, 'code_challenge') ?? '') === 'S256',
        );
        return other
          ? 'recomputed S256 of the verifier: it is the challenge of another authorization request'
          : undefined;
      }),
    ),
    fix: 'Keep each verifier under the state of its own request, not in one place for all tabs.',
  },
  {
    id: 'verifier',
    text: 'the code_verifier does not belong to the code_challenge of this authorization',
    find: inFlows(({ authorize, tokens }, reading) =>
      showing(tokens, (token) => {
        const challenge = queryOf(authorize, 'code_challenge') ?? '';
        const verifier = fieldOf(token, 'code_verifier') ?? '';
        if ([challenge, verifier].some((value) => value === '' || value === HIDDEN))
          return undefined;
        const elsewhere = reading.flows.some(({ authorize: other }) =>
          token.proofs.has(queryOf(other, 'code_challenge') ?? ''),
        );
        return token.proofs.has(challenge) || elsewhere
          ? undefined
          : 'recomputed S256 of the verifier: it is not the challenge of the request';
      }),
    ),
    fix: 'Keep the verifier with the state until the token request: in the session of this browser, not in the memory of one worker.',
    saidBy: ['code-or-verifier-invalid/verifier'],
  },
  {
    id: 'verifier-missing',
    text: 'the authorization request had a code_challenge and the token request has no code_verifier',
    find: inFlows(({ authorize, tokens }) =>
      (queryOf(authorize, 'code_challenge') ?? '') === ''
        ? undefined
        : showing(tokens, (token) =>
            token.form.length > 0 &&
            (fieldOf(token, 'code_verifier') ?? '') === '' &&
            !token.lost.includes('code_verifier') &&
            fieldOf(token, 'code') !== undefined
              ? 'compared both requests'
              : undefined,
          ),
    ),
    fix: 'Send the verifier of this authorization as code_verifier.',
  },
];
