import { answerOf } from '../answers.ts';
import { usedIds } from '../facts/client-ids.ts';
import { UUID } from '../text/client-id.ts';
import { defineRule } from '../define-rule.ts';
import { nextRun, siteOf } from '../next-command.ts';
import { phrase } from '../words/phrase.ts';

/** Datadog does not know the client id, or not for this organisation. */
export const clientIdInvalid = defineRule({
  id: 'client-id-invalid',
  title: 'Datadog does not know this client id, or not for this organisation',
  links: ['testingGuide', 'oauthEndpoints'],
  signatures: [
    { pattern: phrase('invalid client_id parameter value'), sure: 'certain' },
    { pattern: phrase('invalid client_id parameter'), sure: 'likely', withDatadog: 'certain' },
    {
      pattern:
        /(?<![a-z0-9])(?:(?:invalid|unknown|unrecognized|unrecognised) client[\s_-]?id(?![a-z0-9_])|client[\s_-]?id["']? (?:is )?(?:invalid|not valid|unknown|not found|not recogni[sz]ed))/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  causes: [
    {
      id: 'outside-org',
      text: 'a test client works only in the sandbox organisation it was made in, and this is another',
      when: ({ context }) => context.kind === undefined || context.kind === 'test',
      byHand:
        'see which organisation the browser is logged in to, and in which one the client was made',
    },
    {
      id: 'not-published',
      text: 'the published client is not approved yet',
      when: ({ context }) => context.kind === undefined || context.kind === 'published',
      byHand: 'look at the state of the submission in the Developer Platform',
    },
    {
      id: 'not-on-site',
      text: 'the client is not registered on this site',
      live: { ask: 'client-known-here', holdsWhen: 'no' },
    },
    {
      id: 'other-site',
      text: 'the client is registered on another site',
      when: (found) => answerOf(found, 'client-known-here') !== 'yes',
      live: { ask: 'client-known-elsewhere', holdsWhen: 'yes' },
    },
    {
      id: 'other-client-id',
      text: 'the request carries another client id than the configured one (test and published client mixed up)',
      check: ({ reading, context }) => {
        const used = usedIds(reading);
        const known = context.clientId;
        return known === undefined || used.length === 0
          ? undefined
          : {
              holds: !used.some((value) => value.toLowerCase() === known.toLowerCase()),
              because: `the input has ${used.join(', ')}, the profile ${known}`,
            };
      },
    },
    {
      id: 'not-a-uuid',
      text: 'the client id is mistyped or cut: it is not a UUID',
      check: ({ reading, context }) => {
        const used = usedIds(reading);
        const shaped = used.length > 0 ? used : context.clientId ? [context.clientId] : [];
        return shaped.length === 0
          ? undefined
          : {
              holds: !shaped.some((value) => UUID.test(value)),
              because: `compared ${shaped.join(', ')} with the shape of a UUID`,
            };
      },
    },
    {
      id: 'gov-site',
      text: 'the gov sites have clients of their own, and this one is registered on the commercial sites only',
      when: ({ reading, context }) => /-fed$/.test(siteOf(reading, context) ?? ''),
      live: { ask: 'client-known-here', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'disabled',
      text: 'the client was deleted, or replaced when the integration was submitted',
      live: { ask: 'client-known-here', holdsWhen: 'no', proves: 'fails' },
    },
  ],
  fix: 'Copy the client id from the integration in the Developer Platform. Use the test id only in the sandbox organisation it was made in; everywhere else the id the published client got.',
  next: nextRun('check-regions'),
  mustNotClaim: [
    'a missing client_id',
    'invalid_client_metadata, the answer to a registration',
    'invalid_client_id of another OAuth provider',
  ],
});
