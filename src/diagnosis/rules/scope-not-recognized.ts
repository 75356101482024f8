import { defineRule, type Case, type CauseRow, type OfflineCheck } from '../define-rule.ts';
import { mentions, hasEmpty, valuesOf } from '../facts/input-values.ts';
import { runNext } from '../next-command.ts';
import { oauthCode } from '../words/phrase.ts';
import { SEND_SCOPES } from '../words/send-scopes.ts';

const LIST =
  /(?<![a-z0-9])(?:the )?following scopes? (?:are|is|were|was) (?:not recogni[sz]ed|unrecogni[sz]ed|invalid|unknown|not valid)(?: ?:([^\n]{0,4000}))?/i;
const QUOTED = /^[\s[(]{0,3}["'][\w:.-]{1,200}["']/;

/** The names in the message; `undefined` when the message has no list. */
function namesIn({ reading }: Case): string[] | undefined {
  for (const view of [...reading.views].reverse()) {
    const list = LIST.exec(view)?.[1];
    if (list === undefined) continue;
    // Unquoted names end where the message does: at the quote or sign of what it is wrapped in.
    const words = QUOTED.test(list)
      ? [...(list.split(']')[0] ?? '').matchAll(/["']([\w:.-]{1,200})["']/g)].map(
          (hit) => hit[1] ?? '',
        )
      : (list.split(/["'<>&\]}]/)[0] ?? '').split(/[\s,;]+/);
    return words
      .map((name) => name.replace(/[.\\)]+$/, ''))
      .filter((name) => /^[\w:%+.-]{1,200}$/.test(name));
  }
  return undefined;
}

const FIX =
  'Leave the scope parameter out: for a partner client all registered scopes apply then. Otherwise send only names this site knows, joined by single spaces; --bisect-scopes finds out which it refuses.';

/** Why it is an empty scope parameter; `undefined` when it is not. */
function emptyReason(found: Case): string | undefined {
  if (hasEmpty(found.reading, 'scope')) return 'a URL of the input has an empty scope parameter';
  return namesIn(found)?.length === 0 ? 'the message lists no name' : undefined;
}

/** A check of the names in the message; `undefined` when it has none. */
function nameCheck(test: (name: string) => boolean): (found: Case) => OfflineCheck | undefined {
  return (found) => {
    const names = namesIn(found);
    return names && { holds: names.some(test), because: `looked at ${names.join(', ')}` };
  };
}

/** Names of the message that the caller did not mean to send. */
function strangeNames(found: Case): string[] {
  const asked = found.context.requestedScopes ?? [];
  return asked.length === 0 ? [] : (namesIn(found) ?? []).filter((name) => !asked.includes(name));
}

/** Causes of a request that did name scopes. */
const NAMED_CAUSES: readonly CauseRow[] = [
  {
    id: 'send-scope',
    text: 'there is no scope for sending data: metrics, events and logs go with the API key that api_keys_write allows to create',
    check: nameCheck((name) => SEND_SCOPES.has(name.toLowerCase())),
  },
  {
    id: 'separator',
    text: 'the names are joined by something else than one space, or encoded twice',
    check: (found) => {
      const sent = valuesOf(found.reading, 'scope').find((value) => /\w[%,]\w/.test(value));
      return sent === undefined
        ? nameCheck((name) => /[%+]|,/.test(name))(found)
        : { holds: true, because: `the request has scope=${sent}` };
    },
  },
  {
    id: 'not-asked',
    text: 'the request carries scopes that are not in the list it was meant to send',
    when: (found) => strangeNames(found).length > 0,
    check: (found) => ({
      holds: true,
      because: `not in that list: ${strangeNames(found).join(', ')}`,
    }),
  },
  {
    id: 'not-on-site',
    text: 'this site does not know the scope yet: the catalogues differ by site and time',
    byHand: 'ddoauth authorize --bisect-scopes on this site and on another one',
  },
  {
    id: 'product',
    text: 'the product behind the scope is not enabled for the organisation',
    byHand: 'open the product in the web app of the organisation',
  },
  {
    id: 'not-registered',
    text: 'the scope is not among those registered for the client',
    byHand: 'compare the name with the scopes of the client in the Developer Platform',
  },
  {
    id: 'typing-error',
    text: 'the name is mistyped',
    byHand: "look for the name in Datadog's list of scopes",
  },
];

/** One scope of the request is not known, which fails the whole request. */
export const scopeNotRecognized = defineRule({
  id: 'scope-not-recognized',
  title: 'A scope of the request is not accepted, which fails the whole request',
  links: ['scopes', 'oauthInDatadog', 'rfc6749Authorization'],
  signatures: [
    { pattern: LIST, sure: 'certain' },
    { pattern: oauthCode('invalid_scope'), sure: 'possible', withDatadog: 'certain' },
    {
      pattern:
        /(?<![a-z0-9])(?:unknown|unrecogni[sz]ed|invalid) (?:oauth )?scopes?(?: requested)?: [a-z]+_[a-z_]+/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  causes: [
    {
      id: 'empty',
      text: 'the scope parameter was sent with nothing in it',
      when: (found) => emptyReason(found) !== undefined,
      check: (found) => ({ holds: true, because: emptyReason(found) ?? '' }),
    },
    ...NAMED_CAUSES.map((row): CauseRow => ({
      ...row,
      when: (found) => emptyReason(found) === undefined && (row.when?.(found) ?? true),
    })),
  ],
  fix: (found) => {
    const names = namesIn(found);
    const list = names && names.length > 0 ? ` Named: ${names.join(', ')}.` : '';
    const shown = mentions(found.reading, /scope=/i) ? ' The input shows a scope parameter.' : '';
    return `${FIX}${list}${shown}`;
  },
  fixInDocs: FIX,
  next: (found) =>
    runNext(
      emptyReason(found) === undefined ? 'authorize --bisect-scopes' : 'authorize',
      found.reading,
      found.context,
    ),
  mustNotClaim: [
    'invalid_scope of another OAuth provider',
    'a scope that the grant lacks when the API is called',
    'scope in other senses',
  ],
});
