import { checked, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import { mentions, valuesOf } from '../input-values.ts';

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  grant_type: ['authorization_code', 'refresh_token'],
  response_type: ['code'],
  token_type: ['access_token', 'refresh_token'],
};

/** A type parameter has a value that is not offered. */
export const unsupportedType = defineRule({
  id: 'unsupported-type',
  title: 'The grant type, response type or token type is not supported',
  links: ['oauthEndpoints', 'rfc6749Token', 'rfc7009'],
  signatures: [
    {
      pattern: /(?<![a-z0-9_])unsupported[\s_](grant|response|token)[\s_]type(?![a-z0-9_])/i,
      sure: 'possible',
      withDatadog: 'certain',
    },
    {
      pattern:
        /(?<![a-z0-9])(?:(grant|response|token)[\s_]type (?:is )?(?:not supported|unsupported)|(?:invalid|unknown) (grant|response|token)[\s_]type)(?![a-z0-9])/i,
      sure: 'possible',
      withDatadog: 'likely',
    },
  ],
  explain: ({ reading, recognition }) => {
    const kind = recognition.groups.find((group) => group)?.toLowerCase() ?? 'grant';
    const name = `${kind}_type`;
    const parameter = kind === 'token' ? 'token_type_hint' : name;
    const expected = EXPECTED[name] ?? [];
    const used = valuesOf(reading, parameter).filter((value) => /^[\w:.-]{1,80}$/.test(value));
    const json = mentions(reading, /content-type["'\s:,]{1,12}application\/json/i);
    return {
      causes: [
        checked(
          'value',
          `${parameter} has a value that is not offered; offered: ${expected.join(', ')}`,
          used.length === 0 ? undefined : !used.every((value) => expected.includes(value)),
          `the input has ${parameter}=${used.join(', ')}`,
        ),
        open(
          'not-read',
          `${parameter} was not read at all: the content type does not fit the body`,
          json ? 'the input has application/json; a form is the documented one' : undefined,
        ),
        open('spelling', 'the value has a space, quotes or upper case in it'),
        ...(kind === 'grant'
          ? [
              open(
                'flow',
                'the library runs another flow: client credentials, password and device flow are not offered',
              ),
            ]
          : []),
      ],
      fix: `Send ${parameter}=${expected.join(' or ')}, in a form body (authorization: in the query).`,
      nextCommand: 'ddoauth authorize --verbose',
    };
  },
});
