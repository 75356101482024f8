import { contentTypeCheck } from '../facts/content-type.ts';
import { defineRule, type Case } from '../define-rule.ts';
import { valuesOf } from '../facts/input-values.ts';

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  grant_type: ['authorization_code', 'refresh_token'],
  response_type: ['code'],
  token_type: ['access_token', 'refresh_token'],
};

/** The parameter the message is about, and what it takes. */
function aboutOf({ recognition }: Case): { parameter: string; expected: readonly string[] } {
  const kind = recognition.groups.find((group) => group)?.toLowerCase() ?? 'grant';
  return {
    parameter: kind === 'token' ? 'token_type_hint' : `${kind}_type`,
    expected: EXPECTED[`${kind}_type`] ?? [],
  };
}

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
  causes: [
    {
      id: 'value',
      text: 'the parameter has a value that is not offered: grant_type takes authorization_code and refresh_token, response_type code, token_type_hint access_token and refresh_token',
      check: (found) => {
        const { parameter, expected } = aboutOf(found);
        const used = valuesOf(found.reading, parameter).filter((value) =>
          /^[\w:.-]{1,80}$/.test(value),
        );
        return used.length === 0
          ? undefined
          : {
              holds: !used.every((value) => expected.includes(value)),
              because: `the input has ${parameter}=${used.join(', ')}`,
            };
      },
    },
    {
      id: 'not-read',
      text: 'the parameter was not read at all: the content type does not fit the body',
      check: ({ reading }) => contentTypeCheck(reading),
      byHand: 'compare the Content-Type of the token request with its body',
    },
    {
      id: 'spelling',
      text: 'the value has a space, quotes or upper case in it',
      byHand: 'log the value between brackets just before it is sent',
    },
    {
      id: 'flow',
      text: 'the library runs another flow: client credentials, password and device flow are not offered',
      when: (found) => aboutOf(found).parameter === 'grant_type',
      check: ({ reading }) => {
        const flow = valuesOf(reading, 'grant_type').find((value) =>
          /client_credentials|password|device_code|jwt-bearer|implicit/i.test(value),
        );
        return flow === undefined
          ? undefined
          : { holds: true, because: `the input has grant_type=${flow}` };
      },
      byHand: 'look in the settings of the library for the flow or grant type',
    },
  ],
  fix: (found) => {
    const { parameter, expected } = aboutOf(found);
    return `Send ${parameter}=${expected.join(' or ')}, in a form body (authorization: in the query).`;
  },
  fixInDocs:
    'Send grant_type=authorization_code or refresh_token in the form body, response_type=code in the query of the authorize URL.',
  next: 'ddoauth authorize --verbose',
  mustNotClaim: ['an unsupported media type', 'types of other kinds'],
});
