import type { Cause } from '../../model/diagnosis.ts';
import { checked, confirmed, open } from '../causes.ts';
import { defineRule, type Case } from '../define-rule.ts';
import { hasEmpty, mentions } from '../input-values.ts';
import { runNext } from '../next-command.ts';
import { oauthCode } from '../phrase.ts';
import { SEND_SCOPES } from '../send-scopes.ts';

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

function scopeCauses(found: Case, names: readonly string[] | undefined): Cause[] {
  const { reading, context } = found;
  const emptyParameter = hasEmpty(reading, 'scope');
  if (names?.length === 0 || emptyParameter) {
    const because = emptyParameter
      ? 'a URL of the input has an empty scope parameter'
      : 'the message lists no name';
    return [confirmed('empty', 'the scope parameter was sent with nothing in it', because)];
  }
  const listed = names ?? [];
  const glued = listed.filter((name) => /[%+]|,/.test(name));
  const asked = new Set(context.requestedScopes ?? []);
  const strange = listed.filter((name) => !asked.has(name));
  return [
    checked(
      'send-scope',
      'there is no scope for sending data: metrics, events and logs go with the API key that api_keys_write allows to create',
      names && listed.some((name) => SEND_SCOPES.has(name.toLowerCase())),
      `looked at ${listed.join(', ')}`,
    ),
    checked(
      'separator',
      'the names are joined by something else than one space, or encoded twice',
      names && glued.length > 0,
      `looked at ${listed.join(', ')}`,
    ),
    ...(asked.size > 0 && names && strange.length > 0
      ? [
          confirmed(
            'not-asked',
            'the request carries scopes that are not in the list it was meant to send',
            `not in that list: ${strange.join(', ')}`,
          ),
        ]
      : []),
    open(
      'not-on-site',
      'this site does not know the scope yet: the catalogues differ by site and time',
    ),
    open('product', 'the product behind the scope is not enabled for the organisation'),
    open('not-registered', 'the scope is not among those registered for the client'),
    open('typing-error', 'the name is mistyped'),
  ];
}

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
  explain: (found) => {
    const names = namesIn(found);
    const list = names && names.length > 0 ? ` Named: ${names.join(', ')}.` : '';
    const isEmpty = names?.length === 0 || hasEmpty(found.reading, 'scope');
    const noisy = mentions(found.reading, /scope=/i) ? ' The input shows a scope parameter.' : '';
    return {
      causes: scopeCauses(found, names),
      fix: `Leave the scope parameter out: for a partner client all registered scopes apply then. Otherwise send only names this site knows, joined by single spaces; --bisect-scopes finds out which it refuses.${list}${noisy}`,
      nextCommand: runNext(
        isEmpty ? 'authorize' : 'authorize --bisect-scopes',
        found.reading,
        found.context,
      ),
    };
  },
});
